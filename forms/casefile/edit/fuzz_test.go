package edit

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"yoshiki/forms/casefile/decode"

	"yoshiki/forms/casefile/casetest"

	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzEdit edits whatever can be read at all: an edit is made or refused, and refused it
// changes nothing. That an edit which is made gives the right case, each sees to itself.
func FuzzEdit(f *testing.F) {
	names, err := filepath.Glob("../../../testdata/cases/invalid/*/*.[jy][sa][om]*")
	if err != nil || len(names) == 0 {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, filepath.Ext(name) == ".json", uint64(1))
	}
	samples, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range samples {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data, filepath.Ext(archive.Files[0].Name) == ".json", uint64(2))
	}
	f.Fuzz(func(t *testing.T, data []byte, inJSON bool, seed uint64) {
		name := "case.yaml"
		if inJSON {
			name = "case.json"
		}
		text, _ := Open(new(decode.Reader), name, data, nil)
		if text == nil {
			return
		}
		if !bytes.Equal(text.Bytes(), data) {
			t.Fatal("opening changed the text")
		}
		r := rand.New(rand.NewPCG(seed, 1))
		for range 4 {
			before := text.Bytes()
			if do(text, casetest.Random(r, text.file.Case)) != nil && !bytes.Equal(before, text.Bytes()) {
				t.Fatal("a refused edit changed the text")
			}
		}
	})
}
