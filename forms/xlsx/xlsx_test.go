package xlsx

import (
	"bytes"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
	"yoshiki/templates"
)

func renderer(t testing.TB) *Renderer {
	t.Helper()
	fonts, err := typeset.Load(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { fonts.Close() })
	return New(fonts)
}

func render(t testing.TB, r *Renderer, d *document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := r.Render(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSameBytes renders in parallel, in another time zone and on one processor.
func TestSameBytes(t *testing.T) {
	r := renderer(t)
	for name, d := range samples() {
		want := render(t, r, d)
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				var b bytes.Buffer
				if err := r.Render(&b, d); err != nil || !bytes.Equal(b.Bytes(), want) {
					t.Errorf("%s: in parallel: %d bytes, not %d: %v", name, b.Len(), len(want), err)
				}
			})
		}
		group.Wait()
		local, processors := time.Local, runtime.GOMAXPROCS(1)
		time.Local = time.FixedZone("far", -11*3600)
		if !bytes.Equal(render(t, renderer(t), d), want) {
			t.Errorf("%s: other bytes elsewhere", name)
		}
		time.Local = local
		runtime.GOMAXPROCS(processors)
	}
}

// failing is a writer that takes n bytes.
type failing struct{ n int }

var errFull = errors.New("full")

func (w *failing) Write(p []byte) (int, error) {
	if w.n -= len(p); w.n < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestFailingWriter(t *testing.T) {
	r, d := renderer(t), letter()
	size := len(render(t, r, d))
	for _, n := range []int{0, 1, size / 2, size - 1} {
		if err := r.Render(&failing{n}, d); !errors.Is(err, errFull) {
			t.Errorf("writer full at %d of %d bytes: %v", n, size, err)
		}
	}
	if err := r.Render(&failing{size}, d); err != nil {
		t.Error(err)
	}
}

// TestRefused gives trees that break their promises and texts that no file can hold.
func TestRefused(t *testing.T) {
	one := func(b document.Block) *document.Document {
		return &document.Document{Sections: []document.Section{{Name: "表", Blocks: []document.Block{b}}}}
	}
	field := func(v document.Value) *document.Document {
		return one(document.Fields{Rows: []document.Field{{Label: "名称", Value: v}}})
	}
	names := func(names ...string) *document.Document {
		d := &document.Document{}
		for _, n := range names {
			d.Sections = append(d.Sections, document.Section{Name: n})
		}
		return d
	}
	column := []document.Column{{Label: "列", Width: 1}}
	for want, d := range map[string]*document.Document{
		"without sections":        {},
		"date of the document":    {Date: "令和8年", Sections: []document.Section{{Name: "表"}}},
		"name used twice":         names("Form", "form"),
		`sheet "": not a name`:    names(""),
		`sheet "a/b": not a name`: names("a/b"),
		`sheet "'a": not a name`:  names("'a"),
		`sheet "履歴": not a name`:  names("履歴"),
		"sheet \"表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表表\": not": names(strings.Repeat("表", 32)),
		"unknown block *document.Title": one(&document.Title{}),
		"unknown block <nil>":           one(nil),
		"heading of level 3":            one(document.Heading{Level: 3}),
		"paragraph indented by -1":      one(document.Paragraph{Indent: -1}),
		"by NaN and 0 em":               one(document.Paragraph{Indent: math.NaN()}),
		"item of level -1":              one(document.Item{Level: -1}),
		"table of 0 columns":            one(document.Table{}),
		"table of 39 columns":           one(document.Table{Columns: slices.Repeat(column, 39)}),
		"column 列: width 0":             one(document.Table{Columns: []document.Column{{Label: "列"}}}),
		"row 1: 0 values for 1 columns": one(document.Table{Columns: column, Rows: [][]document.Value{{}}}),
		"/n: number NaN":                field(count("?", math.NaN())),
		"/d: parsing time":              field(date("令和", "2026-13-01")),
		"unknown kind 9":                field(document.Value{Kind: 9}),
		"unknown alignment 7":           one(document.Paragraph{Align: 7}),
		"/x: character U+0001":          field(text("a\x01")),
		"/x: character U+FFFF":          field(text("a\uFFFF")),
		"/x: byte 0xff":                 field(text("a\xff")),
		"/c: character U+0000":          field(choice("", "\x00")),
		`"表題\v": character U+000B`:      one(document.Title{Text: "表題\v"}),
	} {
		var b bytes.Buffer
		err := renderer(t).Render(&b, d)
		if err == nil || !strings.Contains(err.Error(), want) || b.Len() > 0 {
			t.Errorf("want %s, got %v and %d bytes", want, err, b.Len())
		}
	}
}
