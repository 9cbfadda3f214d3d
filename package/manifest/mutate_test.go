package manifest

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var count = flag.Int("mutations", 1000, "random changes that TestMutations makes")

// TestMutations: every one of 1,000 random single changes of good bags is found, and the
// untouched bags have no fault.
func TestMutations(t *testing.T) {
	rng := rand.New(rand.NewPCG(8493, 1))
	good, _ := sealed(t, papers())
	kinds := make(map[string]int)
	for i := range *count {
		if i%50 == 0 {
			good, _ = sealed(t, randomPapers(rng))
			if r := good.verify(t); len(r.Faults) > 0 {
				t.Fatalf("false alarm on an untouched bag: %v", r.Faults)
			}
		}
		bad := maps.Clone(good)
		kind, what := mutate(rng, bad)
		if maps.EqualFunc(good, bad, bytes.Equal) {
			t.Fatalf("%s %s changes nothing", kind, what)
		}
		kinds[kind]++
		if r := bad.verify(t); r.Whole() {
			t.Errorf("missed: %s %s", kind, what)
		}
	}
	t.Log(kinds)
}

// TestForeignMutations: no change of a bag of another program is passed over in silence but
// one of its tag manifests, for which nothing vouches.
func TestForeignMutations(t *testing.T) {
	rng := rand.New(rand.NewPCG(8493, 2))
	for _, name := range []string{"0.96_basic", "0.97_four-algorithms", "1.0_basic", "1.0_four-algorithms", "1.0_crlf-manifest"} {
		good := load(t, filepath.Join(fixtures, "good", name))
		for range *count / 5 {
			bad := maps.Clone(good)
			kind, what := mutate(rng, bad)
			if strings.HasPrefix(what, "tagmanifest-") || maps.EqualFunc(good, bad, bytes.Equal) {
				continue
			}
			if r := bad.verify(t); len(r.Faults) == 0 {
				t.Errorf("%s: missed: %s %s", name, kind, what)
			}
		}
	}
}

// load reads a bag from a folder.
func load(t *testing.T, dir string) bag {
	t.Helper()
	entries, err := FromFS(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	b := make(bag)
	for _, e := range entries {
		if e.Mode.IsRegular() {
			if b[e.Path], err = os.ReadFile(filepath.Join(dir, e.Path)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b
}

func randomPapers(rng *rand.Rand) bag {
	b := bag{"data/00-index/index.pdf": []byte("index")}
	for i := range rng.IntN(30) {
		folder := []Role{Form, Attachment, Certificate}[rng.IntN(3)].Folder()
		data := make([]byte, rng.IntN(3)*rng.IntN(5000))
		for j := range data {
			data[j] = byte(rng.Uint32())
		}
		b[fmt.Sprintf("%sF-%04d.pdf", folder, i)] = data
	}
	return b
}

// mutate changes b in one place and says how.
func mutate(rng *rand.Rand, b bag) (kind, what string) {
	for {
		m := mutations[rng.IntN(len(mutations))]
		path := b.paths()[rng.IntN(len(b))]
		if rng.IntN(2) == 0 { // half of all changes are to the few files outside data/
			path = required[rng.IntN(len(required))]
		}
		if m.change(rng, b, path) {
			return m.kind, path
		}
	}
}

// mutations change a bag at a path, or return false where they do not apply.
var mutations = []struct {
	kind   string
	change func(rng *rand.Rand, b bag, path string) bool
}{
	{"flip a bit", func(rng *rand.Rand, b bag, path string) bool {
		return edit(b, path, func(data []byte) []byte {
			if len(data) > 0 {
				data[rng.IntN(len(data))] ^= 1 << rng.IntN(8)
			}
			return data
		})
	}},
	{"truncate", func(rng *rand.Rand, b bag, path string) bool {
		return edit(b, path, func(data []byte) []byte { return data[:rng.IntN(len(data)+1)] })
	}},
	{"append", func(rng *rand.Rand, b bag, path string) bool {
		tail := []string{"\n", " ", "\x00", "x", "\r\n", "  \n", string(b[path])}[rng.IntN(7)]
		return edit(b, path, func(data []byte) []byte { return append(data, tail...) })
	}},
	{"insert", func(rng *rand.Rand, b bag, path string) bool {
		return edit(b, path, func(data []byte) []byte {
			return slices.Insert(data, rng.IntN(len(data)+1), []byte(" \n\t#")[rng.IntN(4)])
		})
	}},
	{"delete", func(_ *rand.Rand, b bag, path string) bool {
		_, ok := b[path]
		delete(b, path)
		return ok
	}},
	{"empty", func(_ *rand.Rand, b bag, path string) bool {
		return edit(b, path, func([]byte) []byte { return nil })
	}},
	{"add", func(rng *rand.Rand, b bag, path string) bool {
		name := []string{path + ".bak", path + "/x", "data/x", "x", "meta/x", "sig/x", ".DS_Store", "data/10-forms/.hidden",
			"data/10-forms/Thumbs.db", "fetch.txt", "manifest-sha512.txt", "tagmanifest-md5.txt", "data"}[rng.IntN(13)]
		b[name] = b[path]
		return true
	}},
	{"rename", func(rng *rand.Rand, b bag, path string) bool {
		name := []string{path + "2", path + ".", strings.ToUpper(path), "data/" + path, path[1:], path + " ", path + "\u3099"}[rng.IntN(7)]
		return move(b, path, name)
	}},
	{"swap", func(rng *rand.Rand, b bag, path string) bool {
		other := b.paths()[rng.IntN(len(b))]
		if bytes.Equal(b[path], b[other]) {
			return false
		}
		b[path], b[other] = b[other], b[path]
		return true
	}},
	{"double a line", lines(func(rng *rand.Rand, l [][]byte) [][]byte {
		i := rng.IntN(len(l))
		return slices.Insert(l, i, l[i])
	})},
	{"drop a line", lines(func(rng *rand.Rand, l [][]byte) [][]byte {
		i := rng.IntN(len(l))
		return slices.Delete(l, i, i+1)
	})},
	{"swap lines", lines(func(rng *rand.Rand, l [][]byte) [][]byte {
		i, j := rng.IntN(len(l)), rng.IntN(len(l))
		l[i], l[j] = l[j], l[i]
		return l
	})},
	{"replace in a line", lines(func(rng *rand.Rand, l [][]byte) [][]byte {
		from := []string{"  ", " ", "data/", "/", "a", "0", "\n", ":", ".pdf", ".txt"}[rng.IntN(10)]
		to := []string{" *", "\t", "data//", "./", "A", "%30", "\r\n", "\n\n", "../", ""}[rng.IntN(10)]
		i := rng.IntN(len(l))
		l[i] = bytes.Replace(l[i], []byte(from), []byte(to), 1)
		return l
	})},
	{"upper case", lines(func(rng *rand.Rand, l [][]byte) [][]byte {
		i := rng.IntN(len(l))
		l[i] = bytes.ToUpper(l[i])
		return l
	})},
	{"carriage returns", func(_ *rand.Rand, b bag, path string) bool {
		return edit(b, path, func(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")) })
	}},
	{"byte order mark", func(_ *rand.Rand, b bag, path string) bool {
		return edit(b, path, func(data []byte) []byte { return append([]byte("\ufeff"), data...) })
	}},
}

// edit changes a file's bytes, and reports whether they are others now.
func edit(b bag, path string, change func([]byte) []byte) bool {
	before, ok := b[path]
	if !ok {
		return false
	}
	b[path] = change(slices.Clone(before))
	return !bytes.Equal(before, b[path])
}

func move(b bag, from, to string) bool {
	if from == to {
		return false
	}
	b[to] = b[from]
	delete(b, from)
	return true
}

func lines(change func(*rand.Rand, [][]byte) [][]byte) func(*rand.Rand, bag, string) bool {
	return func(rng *rand.Rand, b bag, path string) bool {
		return edit(b, path, func(data []byte) []byte {
			if len(data) == 0 {
				return data
			}
			return bytes.Join(change(rng, bytes.SplitAfter(data, []byte("\n"))), nil)
		})
	}
}

// TestEveryByte: each byte of each file outside data/ is covered.
func TestEveryByte(t *testing.T) {
	good, _ := sealed(t, bag{"data/00-index/index.pdf": []byte("x"), "data/10-forms/2-4.pdf": []byte("y")})
	for _, path := range required {
		for i := range good[path] {
			bad := maps.Clone(good)
			bad[path] = bytes.Clone(good[path])
			bad[path][i] ^= 1 << (i % 8)
			if r := bad.verify(t); len(r.Faults) == 0 {
				t.Errorf("missed: %s, byte %d", path, i)
			}
		}
	}
}
