package audit

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode"
	"unicode/utf8"

	"go.uber.org/goleak"

	"yoshiki/storage"
	"yoshiki/storage/mem"
)

func TestMain(m *testing.M) {
	if name := os.Getenv("AUDIT_CHILD"); name != "" {
		child(name)
		return
	}
	goleak.VerifyTestMain(m)
}

// newKey is a key of this test.
func newKey(t testing.TB) ed25519.PrivateKey {
	t.Helper()
	key, err := LoadKey(filepath.Join(t.TempDir(), "audit.pem"))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func open(t testing.TB, o Options) *Log {
	t.Helper()
	l, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func shut(t testing.TB, l *Log) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	if err := l.Close(ctx); err != nil {
		t.Fatal(err)
	}
}

// add appends n entries by several writers.
func add(t testing.TB, l *Log, writers, n int) {
	t.Helper()
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range n / writers {
				e := Entry{Actor: fmt.Sprint("p", w), Tenant: fmt.Sprint("t", w%3), Action: "case:read", Object: fmt.Sprint("case-", w, "-", i), Outcome: Done, Address: "192.0.2.1", RequestID: fmt.Sprint(w, ".", i)}
				if err := l.Append(t.Context(), e); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func public(key ed25519.PrivateKey) []ed25519.PublicKey {
	return []ed25519.PublicKey{key.Public().(ed25519.PublicKey)}
}

func verified(t testing.TB, s storage.Store, e Evidence) Report {
	t.Helper()
	r, err := Verify(context.Background(), s, e)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// stores are logs with either line of durability.
func logs(t *testing.T, test func(t *testing.T, o Options)) {
	for _, journal := range []bool{true, false} {
		t.Run(fmt.Sprint("journal=", journal), func(t *testing.T) {
			o := Options{Store: new(mem.Store), Key: newKey(t), Every: 20 * time.Millisecond}
			if journal {
				o.Journal = filepath.Join(t.TempDir(), "journal")
			}
			test(t, o)
		})
	}
}

func TestAllThatWasAppendedIsThere(t *testing.T) {
	logs(t, func(t *testing.T, o Options) {
		for range 3 {
			l := open(t, o)
			add(t, l, 8, 400)
			shut(t, l)
			if err := l.Append(t.Context(), Entry{}); !errors.Is(err, ErrClosed) {
				t.Error(err)
			}
		}
		r := verified(t, o.Store, Evidence{Keys: public(o.Key)})
		if len(r.Findings) > 0 || r.Entries != 3*402 || r.Chains != 3 || len(r.Heads) != 3 {
			t.Errorf("%+v", r)
		}
		if o.Journal != "" {
			if left, _ := filepath.Glob(o.Journal + "/*/*"); len(left) > 0 {
				t.Error(left)
			}
		}
	})
}

// TestOneEventIsOneLine: whatever a string holds, an entry is one line of JSON, no character of
// which acts on a terminal, and what can be kept of the string is kept.
func TestOneEventIsOneLine(t *testing.T) {
	data, err := os.ReadFile("../../../testdata/names/blns.json")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	if err := json.Unmarshal(data, &names); err != nil {
		t.Fatal(err)
	}
	names = append(names, "a\nb", "\r\n{\"seq\":1}", "\x00\x1b[31m\x7f\u0085\u009b", "\u202egnp.exe\u2066", "\xff\xfe\xed\xa0\x80", strings.Repeat("長", 1000), strings.Repeat("\x80", 2000), "\U000e0001\u2028\u2029\ufeff")
	for _, name := range names {
		c := chain{name: "x"}
		line := c.entry(nil, Entry{Actor: name, Tenant: name, Action: name, Object: name, Outcome: Outcome(name), Address: name, RequestID: name})
		var back struct{ Actor, Tenant, Action, Object, Outcome, Address, Request string }
		if err := json.Unmarshal(line, &back); err != nil {
			t.Fatalf("%q: %v in %q", name, err, line)
		}
		text := string(line[:len(line)-1])
		if i := strings.IndexFunc(text, func(r rune) bool { return r == utf8.RuneError || !unicode.IsGraphic(r) }); i >= 0 || !utf8.ValidString(text) {
			t.Errorf("%q: %q", name, text)
		}
		if want := strings.ToValidUTF8(name, "\ufffd"); len(name) <= longest && strings.ReplaceAll(want, "\ufffd", "") != strings.ReplaceAll(back.Object, "\ufffd", "") {
			t.Errorf("%q is %q", name, back.Object)
		}
		if len(line) > 7*6*longest+400 {
			t.Errorf("%d bytes", len(line))
		}
	}
}

// TestChainsTieEachOther: a chain that another has seen cannot be cut or taken away.
func TestChainsTieEachOther(t *testing.T) {
	logs(t, func(t *testing.T, o Options) {
		first := open(t, o)
		add(t, first, 1, 5)
		shut(t, first)
		second := open(t, o)
		add(t, second, 1, 5)
		shut(t, second)
		r := verified(t, o.Store, Evidence{Keys: public(o.Key)})
		for _, gone := range keysOf(t, o.Store) {
			if p, _ := parsePlace(gone); p.chain != first.others.own {
				continue
			}
			left := without(t, o.Store, gone)
			if got := verified(t, left, Evidence{Keys: public(o.Key)}); len(got.Findings) == 0 {
				t.Errorf("without %s nothing is found", gone)
			}
		}
		if len(r.Findings) > 0 {
			t.Error(r.Findings)
		}
	})
}

// TestRunningChainsSeeEachOther: so do the chains of two processes that run at once.
func TestRunningChainsSeeEachOther(t *testing.T) {
	synctest.Test(t, runningChainsSeeEachOther)
}

func runningChainsSeeEachOther(t *testing.T) {
	o := Options{Store: new(mem.Store), Key: newKey(t)}
	a, b := open(t, o), open(t, o)
	for range 3 {
		add(t, a, 1, 1)
		add(t, b, 1, 1)
		time.Sleep(2 * time.Second) // twice the time after which a log looks for others again
	}
	shut(t, a)
	shut(t, b)
	seen := map[string]bool{}
	for _, key := range keysOf(t, o.Store) {
		var c struct{ Checkpoint checkpoint }
		lines := bytes.Split(tail(content(t, o.Store, key)), []byte("\n"))
		if err := json.Unmarshal(lines[0], &c); err != nil {
			t.Fatal(err)
		}
		for _, other := range c.Checkpoint.Seen {
			p, _ := parsePlace(other)
			seen[p.chain] = true
		}
	}
	if !seen[a.others.own] || !seen[b.others.own] {
		t.Error(seen)
	}
}

// TestKeyIsMadeOnce: of many processes that start at once all have one key, and nobody else
// can read it.
func TestKeyIsMadeOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "audit.pem")
	keys := make([]ed25519.PrivateKey, 16)
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			var err error
			if keys[i], err = LoadKey(file); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, key := range keys {
		if !key.Equal(keys[0]) {
			t.Error("two keys")
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	text, err := EncodePublic(public(keys[0])[0])
	if err != nil {
		t.Fatal(err)
	}
	if back, err := DecodePublic(text); err != nil || !back[0].Equal(public(keys[0])[0]) {
		t.Error(err)
	}
	private, _ := os.ReadFile(file)
	if _, err := DecodePublic(private); err == nil {
		t.Error("a private key passes for a public one")
	}
}

func keysOf(t testing.TB, s storage.Store) []string {
	t.Helper()
	var keys []string
	for o, err := range s.List(context.Background(), "") {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, o.Key)
	}
	return keys
}

func content(t testing.TB, s storage.Store, key string) []byte {
	t.Helper()
	r, err := s.Open(context.Background(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// without is a copy of a store without some objects.
func without(t testing.TB, s storage.Store, gone ...string) *mem.Store {
	t.Helper()
	left := new(mem.Store)
	for _, key := range keysOf(t, s) {
		if !slices.Contains(gone, key) {
			put(t, left, key, content(t, s, key))
		}
	}
	return left
}

func put(t testing.TB, s storage.Store, key string, data []byte) {
	t.Helper()
	if err := s.Put(context.Background(), key, storage.ContentOf(data), bytes.NewReader(data)); err != nil {
		t.Fatal(key, err)
	}
}
