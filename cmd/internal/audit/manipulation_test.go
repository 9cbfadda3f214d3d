package audit

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// stored is a log that somebody who owns the disk changes.
type stored struct {
	objects map[string][]byte
	rng     *rand.Rand
	key     ed25519.PrivateKey // of whoever changes it
	touched []string           // the chains of what was changed
	line    int                // the line that was changed; 0 for no single one
}

// manipulations are what can be done to a log. Those of beyond need the second place or a note of
// the heads: they leave nothing of the newest chain that another has seen, or use the stolen key.
var manipulations = map[string]func(s *stored){
	"one bit of a line is turned": func(s *stored) {
		s.inLine(func(l []byte) []byte { l[s.rng.IntN(len(l))] ^= 1 << s.rng.IntN(8); return l })
	},
	"another actor": func(s *stored) {
		s.inEntry(func(l []byte) []byte { return bytes.Replace(l, []byte(`"actor":"`), []byte(`"actor":"x`), 1) })
	},
	"another outcome": func(s *stored) {
		s.inEntry(func(l []byte) []byte { return bytes.Replace(l, []byte(`"done"`), []byte(`"failed"`), 1) })
	},
	"another time": func(s *stored) {
		s.inEntry(func(l []byte) []byte { return bytes.Replace(l, []byte(`"time":"2`), []byte(`"time":"1`), 1) })
	},
	"a member more": func(s *stored) { s.inLine(func(l []byte) []byte { return append(l[:len(l)-1], `,"actor":"x"}`...) }) },
	"a space more":  func(s *stored) { s.inLine(func(l []byte) []byte { return append(l, ' ') }) },
	"one bit of the last line is turned": func(s *stored) {
		s.in(func(b []byte) []byte { b[len(b)-2-s.rng.IntN(80)] ^= 1 << s.rng.IntN(8); return b })
	},
	"another time of a checkpoint": func(s *stored) {
		s.in(func(b []byte) []byte { return bytes.Replace(b, []byte(`"time":"2`), []byte(`"time":"3`), -1) })
	},
	"a line is emptied": func(s *stored) { s.inLine(func([]byte) []byte { return nil }) },
	"a line is garbage": func(s *stored) { s.inLine(func([]byte) []byte { return []byte("\x00\xff{") }) },
	"a line is taken out": func(s *stored) {
		s.lines(func(l [][]byte) [][]byte { i := s.rng.IntN(len(l) - 2); return slices.Delete(l, i, i+1) })
	},
	"some lines are taken out": func(s *stored) {
		s.lines(func(l [][]byte) [][]byte {
			i := s.rng.IntN(len(l) - 2)
			return slices.Delete(l, i, i+1+s.rng.IntN(len(l)-2-i))
		})
	},
	"the last lines are cut off":         func(s *stored) { s.lines(func(l [][]byte) [][]byte { return l[:s.rng.IntN(len(l)-1)] }) },
	"all but the last lines are cut off": func(s *stored) { s.lines(func(l [][]byte) [][]byte { return l[1+s.rng.IntN(len(l)-2):] }) },
	"the bytes are cut":                  func(s *stored) { s.in(func(b []byte) []byte { return b[:s.rng.IntN(len(b))] }) },
	"bytes are added":                    func(s *stored) { s.in(func(b []byte) []byte { return append(b, "\n{}"[s.rng.IntN(3):]...) }) },
	"two lines change places": func(s *stored) {
		s.lines(func(l [][]byte) [][]byte { i := s.rng.IntN(len(l) - 2); l[i], l[i+1] = l[i+1], l[i]; return l })
	},
	"a line is there twice": func(s *stored) {
		s.lines(func(l [][]byte) [][]byte { i := s.rng.IntN(len(l) - 1); return slices.Insert(l, i, l[i]) })
	},
	"a line is inserted":                   (*stored).insertLine,
	"lines are changed and linked anew":    func(s *stored) { s.relink() },
	"and the key tells the new head":       func(s *stored) { s.rename(s.relink()) },
	"and it is signed with another key":    func(s *stored) { s.rename(s.resign(s.relink())) },
	"the signature of another checkpoint":  func(s *stored) { s.exchange(1) },
	"the checkpoint of another segment":    func(s *stored) { s.exchange(2) },
	"no signature":                         func(s *stored) { s.lines(func(l [][]byte) [][]byte { return l[:len(l)-1] }) },
	"a signature of nothing":               func(s *stored) { s.signature(func(g *signature) { clear(g.Signature) }) },
	"the name of another key":              func(s *stored) { s.signature(func(g *signature) { g.Key = "0123456789abcdef" }) },
	"a segment is taken out":               (*stored).takeOut,
	"two segments change their bytes":      (*stored).swap,
	"a segment has another number":         (*stored).renumber,
	"a segment has another minute":         (*stored).redate,
	"a segment is there twice":             (*stored).copied,
	"a segment in another chain":           (*stored).moved,
	"an object that is none":               func(s *stored) { s.objects[root+"2026-11-30/x"] = []byte("x"); s.touched = nil },
	"a chain is built anew with a new key": func(s *stored) { s.rebuild(s.key) },
}

var beyond = map[string]func(s *stored, stolen ed25519.PrivateKey){
	"the newest segments are taken away":      func(s *stored, _ ed25519.PrivateKey) { s.behead(1 + s.rng.IntN(3)) },
	"all chains lose their newest segment":    func(s *stored, _ ed25519.PrivateKey) { s.behead(1); s.behead(1); s.behead(1) },
	"a chain is taken away":                   func(s *stored, _ ed25519.PrivateKey) { s.behead(1 << 20) },
	"a chain is built anew with a stolen key": func(s *stored, stolen ed25519.PrivateKey) { s.rebuild(stolen) },
	"everything is taken away":                func(s *stored, _ ed25519.PrivateKey) { clear(s.objects) },
}

// TestManipulations: each of many seeded manipulations is found, and the chain named in which it
// was done.
func TestManipulations(t *testing.T) {
	n := 100
	if os.Getenv("YOSHIKI_LONG") != "" {
		n = 1000
	}
	store, second, key := written(t)
	sound := Evidence{Keys: public(key), Second: second, Heads: verified(t, store, Evidence{Keys: public(key)}).Heads}
	if r := verified(t, store, sound); len(r.Findings) > 0 {
		t.Fatal(r.Findings)
	}
	original := map[string][]byte{}
	for _, k := range keysOf(t, store) {
		original[k] = content(t, store, k)
	}
	names, beyonds := slices.Sorted(maps.Keys(manipulations)), slices.Sorted(maps.Keys(beyond))
	other := newKey(t)
	for i := range n {
		s := &stored{objects: map[string][]byte{}, rng: rand.New(rand.NewPCG(uint64(i), 7)), key: other}
		for k, v := range original {
			s.objects[k] = bytes.Clone(v)
		}
		which, e := i%(len(names)+2*len(beyonds)), Evidence{Keys: public(key)}
		var name string
		if which < len(names) {
			name = names[which]
			manipulations[name](s)
		} else {
			b := which - len(names)
			name = beyonds[b/2]
			beyond[name](s, key)
			if e.Second = second; b%2 > 0 {
				e.Second, e.Heads = nil, sound.Heads
			}
		}
		found := verified(t, memory(t, s.objects), e).Findings
		if len(found) == 0 {
			t.Errorf("%d: %s: nothing is found", i, name)
		} else if !slices.ContainsFunc(found, s.blames) {
			t.Errorf("%d: %s in %v: %v", i, name, s.touched, found)
		}
	}
	t.Logf("%d manipulations of %d kinds", n, len(names)+2*len(beyonds))
}

// blames reports whether a finding names the chain that was changed and, if it was one line, that.
func (s *stored) blames(f Finding) bool {
	if s.line > 0 && f.Line != s.line {
		return false
	}
	return len(s.touched) == 0 || slices.ContainsFunc(s.touched, func(chain string) bool { return strings.Contains(f.Key, chain) })
}

// written is a log of three chains that know each other, with a second place.
func written(t *testing.T) (store, second *mem.Store, key ed25519.PrivateKey) {
	t.Helper()
	store, second, key = new(mem.Store), new(mem.Store), newKey(t)
	synctest.Test(t, func(t *testing.T) {
		for range 3 {
			l := open(t, Options{Store: slow{store}, Second: second, Key: key})
			for range 4 {
				add(t, l, 5, 5)
				time.Sleep(2 * time.Second)
			}
			shut(t, l)
		}
	})
	return store, second, key
}

// slow is a store whose writes take so long that who comes in the meantime goes together.
type slow struct{ *mem.Store }

func (s slow) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	time.Sleep(time.Millisecond)
	return s.Store.Put(ctx, key, want, r)
}

func memory(t *testing.T, objects map[string][]byte) *mem.Store {
	t.Helper()
	s := new(mem.Store)
	for key, data := range objects {
		put(t, s, key, data)
	}
	return s
}

// FuzzSegment: no other bytes pass for those of a segment, and none stop Verify.
func FuzzSegment(f *testing.F) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	c := chain{name: "x", segment: 1, head: emptyChain("x")}
	data := append(appendEntry(c.line(nil), Entry{Actor: "somebody", Outcome: Done}, "salt"), '}')
	c.add(data)
	data = append(data, '\n')
	lines, place, err := c.seal(key, time.Unix(1_800_000_000, 0), []string{"audit/2026-11-30/2335/y/000000001.x.jsonl"})
	if err != nil {
		f.Fatal(err)
	}
	data = append(data, lines...)
	f.Add(data)
	f.Add([]byte("\n\n\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s := new(mem.Store)
		put(t, s, place, b)
		if r := verified(t, s, Evidence{Keys: public(key)}); (len(r.Findings) == 0) != bytes.Equal(b, data) {
			t.Errorf("%v in %q", r.Findings, b)
		}
	})
}
