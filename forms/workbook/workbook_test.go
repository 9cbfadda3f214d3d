package workbook_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/schema"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/workbook"
	"yoshiki/templates"
)

// library has the rules of all programmes.
var library = forms.NewLibrary(templates.FS)

func catalog(t testing.TB, c *casefile.Case) *forms.Catalog {
	t.Helper()
	catalog, err := library.Open(c.Program, c.Revision)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// words are those of the rules that a case names, nil if it names none.
func words(program casefile.Program, revision casefile.Date) *vocabulary.Vocabulary {
	catalog, err := library.Open(program, revision)
	if err != nil {
		return nil
	}
	return catalog.Vocabulary()
}

// decoder reads cases with the words of the rules that they name.
var decoder = &decode.Reader{Lexicon: func(p casefile.Program, r casefile.Date) *decode.Lexicon {
	if v := words(p, r); v != nil {
		return v.Lexicon()
	}
	return nil
}}

// layout is that of a case for a kind of package.
func layout(t testing.TB, c *casefile.Case, kind, language string) *workbook.Layout {
	t.Helper()
	of := catalog(t, c)
	p, err := of.Package(kind)
	if err != nil {
		t.Fatal(err)
	}
	l := &workbook.Layout{Vocabulary: of.Vocabulary(), Rules: of.Revision.Edition, Language: language, Command: "yoshiki", Case: c,
		Kind: schema.Kind{Name: kind, Title: casefile.Words{Ja: p.Ja, En: p.En}, Case: p.Case, Preset: p.Preset}}
	for _, paper := range p.Papers {
		l.Papers = append(l.Papers, workbook.Paper{Name: paper.Name, Words: casefile.Words{Ja: paper.Ja, En: paper.En}})
	}
	return l
}

func write(t testing.TB, l *workbook.Layout) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read reads a workbook into a case, with all that is found.
func read(data []byte, beside fs.FS) (*decode.File, []casefile.Finding) {
	f := &casefile.Faults{File: "book.xlsx"}
	r := &workbook.Reader{Vocabulary: words}
	book := r.Read(data, f)
	if book == nil {
		return nil, f.Findings
	}
	return decoder.Tree(book.Root, f, beside)
}

// sample is a case of the test data: as its file has it, and with the files that it names.
type sample struct {
	name      string
	own, full *casefile.Case
}

// samples are read once; nobody may change them.
func samples(t testing.TB) []sample {
	t.Helper()
	all, err := readSamples()
	if err != nil || len(all) < 8 {
		t.Fatal(len(all), err)
	}
	return all
}

var readSamples = sync.OnceValues(func() (all []sample, err error) {
	names, err := filepath.Glob("../../testdata/cases/*.yaml")
	for _, name := range names {
		data, failed := os.ReadFile(name)
		own, _ := decoder.Decode(name, data, nil)
		full, found := decoder.Decode(name, data, besides)
		if casefile.Failed(found) {
			failed = fmt.Errorf("%s: %v", name, found)
		}
		err = errors.Join(err, failed)
		all = append(all, sample{strings.TrimSuffix(filepath.Base(name), ".yaml"), own.Case, full.Case})
	}
	return all, err
})

// besides is the folder of the samples.
var besides = os.DirFS("../../testdata/cases")

func encode(t testing.TB, c *casefile.Case) string {
	t.Helper()
	text, err := casefile.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// long reports whether tests may take their time.
var long = os.Getenv("YOSHIKI_LONG") != ""

// TestRoundTrip: a case that goes through a workbook is the same byte for byte, whatever the
// kind and the language, with the files that it names and without. Each sample is tried with
// one of the kinds; with all of them with YOSHIKI_LONG.
func TestRoundTrip(t *testing.T) {
	for n, s := range samples(t) {
		kinds := catalog(t, s.full).Kinds()
		for i, kind := range kinds {
			if i != 2*n%len(kinds) && !long {
				continue
			}
			language := []string{"ja", "en"}[n%2]
			for _, c := range []*casefile.Case{s.own, s.full}[n%2 : n%2+1] {
				same(t, s.name+" "+kind, write(t, layout(t, c, kind, language)), s.full)
			}
		}
	}
}

// same reports a workbook that is not read without a word as a case.
func same(t testing.TB, name string, data []byte, want *casefile.Case) {
	t.Helper()
	file, found := read(data, besides)
	for _, f := range found {
		t.Errorf("%s: %+v", name, f)
	}
	alike(t, name, encode(t, file.Case), encode(t, want))
}

// alike reports the first line in which two texts differ.
func alike(t testing.TB, name, got, want string) {
	t.Helper()
	a, b := append(strings.Split(got, "\n"), "end"), append(strings.Split(want, "\n"), "end")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s:%d: %q, want %q", name, i+1, a[max(i-3, 0):i+1], b[i])
		}
	}
}
