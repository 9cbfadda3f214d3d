package press

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/document"
	"yoshiki/forms/readback"
	"yoshiki/templates"
)

// wrong is a renderer that prints another tree than the one it is given.
type wrong struct {
	renderer
	change func(*document.Document) *document.Document
}

func (w wrong) Render(to io.Writer, d *document.Document) error {
	return w.renderer.Render(to, w.change(d))
}

func newPress(t testing.TB) *Press {
	t.Helper()
	p, err := NewPress(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestGate plants faults (1,000 with YOSHIKI_LONG) between trees and writers: a text that is
// dropped, changed, doubled, or stands in another's place. None leaves.
func TestGate(t *testing.T) {
	p, all := newPress(t), composed(t, "small-saas", "1-5", "2-4", "2-8", "2-15")
	r, count := rand.New(rand.NewPCG(3, 4)), 200
	if os.Getenv("YOSHIKI_LONG") != "" {
		count = 1000
	}
	good := p.renderers
	for n := 0; n < count; {
		for _, format := range Formats {
			f := all[r.IntN(len(all))]
			var spoilt *document.Document
			p.renderers = map[string]renderer{format: wrong{good[format], func(d *document.Document) *document.Document {
				spoilt = spoil(r, d)
				return spoilt
			}}}
			data, err := p.Print(f.Document, format)
			if slices.Equal(words(spoilt), words(f.Document)) {
				continue
			}
			n++
			d := new(readback.Difference)
			if data != nil || !errors.As(err, &d) || d.Name() == "" {
				t.Errorf("%s as %s leaves: %v", f.Name, format, err)
			}
		}
	}
}

func words(d *document.Document) (all []string) {
	for t := range d.Texts() {
		all = append(all, t.Text)
	}
	return all
}

// spoil copies a tree with one fault in it.
func spoil(r *rand.Rand, d *document.Document) *document.Document {
	copied := *d
	copied.Sections = slices.Clone(d.Sections)
	var texts []*string
	for i := range copied.Sections {
		s := &copied.Sections[i]
		s.Blocks = slices.Clone(s.Blocks)
		for k, b := range s.Blocks {
			switch b := b.(type) {
			case document.Fields:
				b.Rows = slices.Clone(b.Rows)
				for j := range b.Rows {
					texts = append(texts, &b.Rows[j].Label, &b.Rows[j].Value.Text)
				}
				s.Blocks[k] = b
			case document.Sender:
				b.Rows = slices.Clone(b.Rows)
				for j := range b.Rows {
					texts = append(texts, &b.Rows[j].Value.Text)
				}
				s.Blocks[k] = b
			case document.Table:
				b.Rows = slices.Clone(b.Rows)
				for j := range b.Rows {
					b.Rows[j] = slices.Clone(b.Rows[j])
					for c := range b.Rows[j] {
						texts = append(texts, &b.Rows[j][c].Text)
					}
				}
				s.Blocks[k] = b
			}
		}
	}
	one, other := texts[r.IntN(len(texts))], texts[r.IntN(len(texts))]
	switch letters := []rune(*one); r.IntN(4) {
	case 0:
		*one = ""
	case 1:
		*one += "々"
	case 2:
		*one, *other = *other, *one
	case 3:
		if len(letters) > 0 {
			letters[r.IntN(len(letters))] = '々'
			*one = string(letters)
		}
	}
	return &copied
}

// composed fills forms of a sample case, and blank ones beside.
func composed(t testing.TB, name string, ids ...string) []forms.Filled {
	t.Helper()
	const dir = "../../testdata/cases"
	data, err := os.ReadFile(dir + "/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, _ := decode.Decode("case.yaml", data, os.DirFS(dir))
	return filled(t, file.Case, ids...)
}

// filled fills forms of a case, all for none, and blank ones beside.
func filled(t testing.TB, cs *casefile.Case, ids ...string) []forms.Filled {
	t.Helper()
	c, err := forms.Open(cs.Program, cs.Revision, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	if len(ids) == 0 {
		ids = c.IDs()
	}
	var all []forms.Filled
	for _, id := range ids {
		d, err := c.Definition(id)
		if err != nil {
			t.Fatal(err)
		}
		sub, err := c.Submission(d.Package, cs)
		if err != nil {
			t.Fatal(err)
		}
		some, err := c.Compose(id, cs, sub)
		if err != nil {
			t.Fatal(err)
		}
		blank, err := c.Blank(id, cs, sub)
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, some...), blank)
	}
	return all
}

// BenchmarkGate reads every form of a case back, and tells how much that takes of what its
// rendering takes.
func BenchmarkGate(b *testing.B) {
	p, all := newPress(b), composed(b, "small-saas")
	for _, format := range Formats {
		b.Run(format, func(b *testing.B) {
			rendering, reading := time.Duration(0), time.Duration(0)
			for b.Loop() {
				for _, f := range all {
					var file bytes.Buffer
					begin := time.Now()
					if err := p.renderers[format].Render(&file, f.Document); err != nil {
						b.Fatal(err)
					}
					rendering += time.Since(begin)
					begin = time.Now()
					if err := gate(f.Document, format, file.Bytes()); err != nil {
						b.Errorf("%s: %v", f.Name, err)
					}
					reading += time.Since(begin)
				}
			}
			b.ReportMetric(100*float64(reading)/float64(rendering), "%-of-rendering")
		})
	}
}
