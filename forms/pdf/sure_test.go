package pdf_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/document"
	"yoshiki/forms/pdf"
	"yoshiki/forms/typeset"
	"yoshiki/templates"
)

func TestSameTreeSameBytes(t *testing.T) {
	zone := time.Local
	defer func() { time.Local = zone }()
	for name, sample := range samples {
		want := render(t, sample())
		for _, procs := range []int{1, 4} {
			before := runtime.GOMAXPROCS(procs)
			time.Local = time.FixedZone("", procs*3600)
			if !bytes.Equal(want, render(t, sample())) {
				t.Errorf("%s: other bytes the second time", name)
			}
			fresh, err := typeset.Load(templates.FS)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := pdf.New(fresh).Render(&b, sample()); err != nil || !bytes.Equal(want, b.Bytes()) {
				t.Errorf("%s: other bytes from fresh fonts (%v)", name, err)
			}
			runtime.GOMAXPROCS(before)
		}
	}
}

func TestThousandDocumentsAtOnce(t *testing.T) {
	before := fontDigest(t)
	want := map[string][]byte{}
	for _, name := range []string{"letter", "form"} {
		want[name] = render(t, samples[name]())
	}
	r := renderer(t)
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := range 250 {
				name := []string{"letter", "form"}[(worker+i)%2]
				var b bytes.Buffer
				if err := r.Render(&b, samples[name]()); err != nil || !bytes.Equal(b.Bytes(), want[name]) {
					t.Errorf("%s: other bytes in parallel (%v)", name, err)
					return
				}
			}
		})
	}
	group.Wait()
	if fontDigest(t) != before {
		t.Error("rendering changed a font")
	}
}

func fontDigest(t *testing.T) (sum [32]byte) {
	t.Helper()
	h := sha256.New()
	for _, name := range []string{"BIZUDMincho-Regular", "BIZUDGothic-Regular", "BIZUDGothic-Bold", "NotoSerifJP-Regular"} {
		data, err := templates.FS.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		h.Write(data)
	}
	h.Sum(sum[:0])
	return sum
}

// limited fails after n bytes.
type limited struct{ n int }

var errFull = errors.New("disk full")

func (w *limited) Write(p []byte) (int, error) {
	if len(p) > w.n {
		n := w.n
		w.n = 0
		return n, errFull
	}
	w.n -= len(p)
	return len(p), nil
}

func TestWriterErrorIsReturned(t *testing.T) {
	size := len(render(t, letter()))
	for _, n := range []int{0, 1, size / 2, size - 1} {
		if err := renderer(t).Render(&limited{n}, letter()); !errors.Is(err, errFull) {
			t.Errorf("writer fails at byte %d: %v", n, err)
		}
	}
	if err := renderer(t).Render(&limited{size}, letter()); err != nil {
		t.Error(err)
	}
}

func TestMissingGlyphsAreRefusedWithTheirPlace(t *testing.T) {
	d := letter()
	d.Note = "注\t"
	d.Sections[0].Blocks = append(d.Sections[0].Blocks,
		document.Paragraph{Text: "👍と\x01と👍", Path: "/a/0"},
		document.Item{Marker: "\u202E", Text: "\u200B", Path: "/b"},
		document.Table{Columns: []document.Column{{Label: "欄", Width: 1}}, Rows: [][]document.Value{{{Text: "山\U000E01EF", Path: "/c"}}, {{Text: "שלום", Path: "/d"}}}})
	var b bytes.Buffer
	err := renderer(t).Render(&b, d)
	want := map[string][]string{
		"/a/0": {"👍", "\x01"}, "/b": {"\u200B"}, "/c": {"山\U000E01EF"}, "/d": {"ש", "ל", "ו", "ם"},
	}
	got := map[string][]string{}
	var words []string
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("error %v", err)
	}
	for _, e := range joined.Unwrap() {
		var g *pdf.GlyphError
		if !errors.As(e, &g) {
			t.Fatalf("error %v", e)
		}
		if g.Path == "" {
			words = append(words, g.Clusters...)
			continue
		}
		got[g.Path] = g.Clusters
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"\u202E", "\t"}, words); diff != "" {
		t.Error(diff)
	}
	if b.Len() > 0 {
		t.Errorf("%d bytes are written", b.Len())
	}
	if !strings.Contains(err.Error(), `/a/0: no font draws "👍" (U+1F44D)`) {
		t.Errorf("error %q", err)
	}
}

func TestInvalidTreesAreErrors(t *testing.T) {
	one := func(b document.Block) *document.Document {
		return &document.Document{Sections: []document.Section{{Blocks: []document.Block{b}}}}
	}
	column := []document.Column{{Label: "欄", Width: 1}}
	tests := map[string]*document.Document{
		"no sections":      {},
		"date":             {Date: "2026-02-30", Sections: make([]document.Section, 1)},
		"nil block":        one(nil),
		"pointer":          one(&document.Title{Text: "題"}),
		"heading level":    one(document.Heading{Text: "題"}),
		"item level":       one(document.Item{Level: -1}),
		"indent":           one(document.Paragraph{Indent: math.NaN()}),
		"no columns":       one(document.Table{}),
		"zero width":       one(document.Table{Columns: []document.Column{{}}}),
		"infinite width":   one(document.Table{Columns: []document.Column{{Width: math.Inf(1)}}}),
		"short row":        one(document.Table{Columns: column, Rows: [][]document.Value{{}}}),
		"long row":         one(document.Table{Columns: column, Rows: [][]document.Value{{{}, {}}}}),
		"too many columns": one(document.Table{Columns: wide(400)}),
	}
	for name, d := range tests {
		if err := renderer(t).Render(io.Discard, d); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func wide(n int) []document.Column {
	columns := make([]document.Column, n)
	for i := range columns {
		columns[i].Width = 1
	}
	return columns
}

func TestEmptyBlocksPrint(t *testing.T) {
	d := &document.Document{Sections: []document.Section{
		{Name: "空"}, {Name: "空々", Landscape: true, Blocks: []document.Block{
			document.Title{}, document.Heading{Level: 2}, document.Paragraph{}, document.Item{}, document.Sender{},
			document.Sender{Rows: make([]document.Field, 2)}, document.Fields{}, document.Fields{Rows: make([]document.Field, 3)},
			document.Table{Columns: wide(3)}, document.Heading{Level: 1, Text: "最後"},
		}}}}
	if pages := read(t, render(t, d)); len(pages) != 2 {
		t.Errorf("%d pages", len(pages))
	}
}

func FuzzRender(f *testing.F) {
	f.Add("登録申請書（案）、令和8年4月15日", "葛\U000E0100\n\nか\u3099", 3, 1.0)
	f.Add("https://example.jp/?a=b", "\xff👍 \t", -1, 0.0)
	f.Fuzz(func(t *testing.T, a, b string, n int, x float64) {
		if len(a)+len(b) > 20000 {
			return
		}
		v, w := document.Value{Text: a, Path: "/a"}, document.Value{Text: b}
		d := &document.Document{Number: a, Title: b, Edition: b, Author: a, Draft: n > 0, Sections: []document.Section{{Name: a, Landscape: n < 0, Blocks: []document.Block{
			document.Title{Text: a}, document.Heading{Level: 1 + n&1, Text: b}, document.Paragraph{Text: a, Align: document.Align(n & 3), Indent: x, First: x},
			document.Item{Marker: b, Text: a, Level: n}, document.Sender{Rows: []document.Field{{Label: a, Value: w}}},
			document.Fields{Rows: []document.Field{{Label: a, Value: w, Half: true}, {Label: b, Value: v, Half: n > 0}}},
			document.Table{Caption: a, Columns: []document.Column{{Label: a, Width: x}, {Label: b, Width: 1}}, Rows: [][]document.Value{{v, w}}},
		}}}}
		if renderer(t).Render(io.Discard, d) == nil && len(a)+len(b) < 2000 {
			for _, l := range read(t, render(t, d)) {
				checkPage(t, l)
			}
		}
	})
}
