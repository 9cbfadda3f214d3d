package docx

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"yoshiki/forms/document"
	"yoshiki/templates"
)

func one(blocks ...document.Block) *document.Document {
	return &document.Document{Title: "題", Date: "2026-04-15", Sections: []document.Section{{Name: "節", Blocks: blocks}}}
}

func TestSameBytes(t *testing.T) {
	want := map[string][]byte{}
	for name, d := range samples() {
		want[name] = render(t, newRenderer(t), d)
	}
	defer func(zone *time.Location, procs int) { time.Local = zone; runtime.GOMAXPROCS(procs) }(time.Local, runtime.GOMAXPROCS(1))
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		time.Local = time.FixedZone("far", procs*3*3600)
		r := newRenderer(t)
		var all sync.WaitGroup
		for range 4 {
			for name, d := range samples() {
				all.Go(func() {
					var out bytes.Buffer
					if err := r.Render(&out, d); err != nil || !bytes.Equal(out.Bytes(), want[name]) {
						t.Errorf("%s: %d processors: other bytes (%v)", name, procs, err)
					}
				})
			}
		}
		all.Wait()
	}
}

// limited fails once more than left bytes are written.
type limited struct{ left int }

var errFull = errors.New("disk full")

func (l *limited) Write(p []byte) (int, error) {
	if len(p) > l.left {
		return l.left, errFull
	}
	l.left -= len(p)
	return len(p), nil
}

func TestFailedWriteIsAnError(t *testing.T) {
	r, d := newRenderer(t), letter()
	whole := len(render(t, r, d))
	for n := 0; n < whole; n += 17 {
		if err := r.Render(&limited{n}, d); !errors.Is(err, errFull) {
			t.Fatalf("writer full at byte %d of %d: error %v", n, whole, err)
		}
	}
	if err := r.Render(&limited{whole}, d); err != nil {
		t.Fatal(err)
	}
}

func TestCharactersThatWordCannotHold(t *testing.T) {
	r := newRenderer(t)
	places := map[string]func(bad string) *document.Document{
		`/p`: func(s string) *document.Document { return one(document.Paragraph{Text: s, Path: "/p"}) },
		`/i`: func(s string) *document.Document { return one(document.Item{Marker: "1", Text: s, Path: "/i"}) },
		`/f`: func(s string) *document.Document {
			return one(document.Fields{Rows: []document.Field{{Label: "名", Value: document.Value{Text: s, Path: "/f"}}}})
		},
		`/s`: func(s string) *document.Document {
			return one(document.Sender{Rows: []document.Field{{Label: "名", Value: document.Value{Text: s, Path: "/s"}}}})
		},
		`/t`: func(s string) *document.Document {
			return one(document.Table{Columns: []document.Column{{Width: 1}}, Rows: [][]document.Value{{{Text: s, Path: "/t"}}}})
		},
		`/c`: func(s string) *document.Document {
			return one(document.Fields{Rows: []document.Field{{Value: document.Value{Kind: document.Choice, Choices: []string{s}, Path: "/c"}}}})
		},
		`"前`:      func(s string) *document.Document { return one(document.Heading{Level: 1, Text: s}) },
		`edition`: func(s string) *document.Document { d := one(); d.Edition = s; return d },
		`note`:    func(s string) *document.Document { d := one(); d.Note = s; return d },
		`title`:   func(s string) *document.Document { d := one(); d.Title = s; return d },
		`creator`: func(s string) *document.Document { d := one(); d.Author = s; return d },
	}
	bad := map[string]string{"\x00": "U+0000", "\x01": "U+0001", "\t": "U+0009", "\r": "U+000D", "\x0b": "U+000B", "\x1f": "U+001F",
		"\x7f": "U+007F", "\u0085": "U+0085", "\uFFFE": "U+FFFE", "\uFFFF": "U+FFFF", "\xff": "byte 0xFF", "\xed\xa0\x80": "byte 0xED"}
	for place, with := range places {
		for char, name := range bad {
			var out bytes.Buffer
			err := r.Render(&out, with("前"+char+"後"))
			if err == nil || !strings.Contains(err.Error(), place) || !strings.Contains(err.Error(), name) || out.Len() > 0 {
				t.Errorf("%s in %s: error %v, %d bytes written", name, place, err, out.Len())
			}
		}
	}
}

func TestRefusedTrees(t *testing.T) {
	dated := one()
	dated.Date = "2026-02-30"
	columns := make([]document.Column, 64)
	for name, d := range map[string]*document.Document{
		"no section":        {},
		`date "2026-02-30"`: dated,
		"0 columns":         one(document.Table{Caption: "表"}),
		"64 columns":        one(document.Table{Columns: columns}),
		"row 2 has 1":       one(document.Table{Columns: columns[:2], Rows: [][]document.Value{{{}, {}}, {{}}}}),
		"row 1 has 3":       one(document.Table{Columns: columns[:2], Rows: [][]document.Value{{{}, {}, {}}}}),
		"block <nil>":       one(nil),
	} {
		if err := newRenderer(t).Render(io.Discard, d); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want an error about %s, got %v", name, err)
		}
	}
}

func TestSkeletonIsChecked(t *testing.T) {
	whole := fstest.MapFS{}
	for _, p := range skeletonParts {
		if p.file != "" {
			data, err := templates.FS.ReadFile("base/" + p.file)
			if err != nil {
				t.Fatal(err)
			}
			whole["base/"+p.file] = &fstest.MapFile{Data: data}
		}
	}
	if _, err := New(whole); err != nil {
		t.Fatal(err)
	}
	bald := maps.Clone(whole)
	bald["base/styles.xml"] = &fstest.MapFile{Data: []byte(`<w:style w:styleId="Normal"/>`)}
	if _, err := New(bald); err == nil || !strings.Contains(err.Error(), "base/styles.xml: no style Title") {
		t.Errorf("style sheet without styles: error %v", err)
	}
	delete(whole, "base/settings.xml")
	if _, err := New(whole); err == nil || !strings.Contains(err.Error(), "base/settings.xml") {
		t.Errorf("no settings: error %v", err)
	}
}

func TestPartNotWrittenWhole(t *testing.T) {
	r := newRenderer(t)
	r.sums["word/styles.xml"]++
	if err := r.Render(io.Discard, letter()); err == nil || !strings.Contains(err.Error(), "word/styles.xml: not written whole") {
		t.Errorf("error %v", err)
	}
}
