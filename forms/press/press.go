package press

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"yoshiki/forms"
	"yoshiki/forms/document"
	"yoshiki/forms/docx"
	"yoshiki/forms/pdf"
	"yoshiki/forms/typeset"
	"yoshiki/forms/xlsx"
)

// renderer turns a document into a file of one format. It writes all of the file or
// returns an error.
type renderer interface {
	Render(io.Writer, *document.Document) error
}

// Formats are the formats that a Press prints, in the order in which files are listed.
var Formats = []string{"pdf", "xlsx", "docx"}

// Press prints filled forms. It holds the fonts and the Word skeleton, which are read
// once per process; it is safe for concurrent use.
type Press struct {
	renderers map[string]renderer
	checkers  []checker
	page      *pdf.Renderer
	fonts     *typeset.Fonts
	sheets    sync.Map // official sheets, resolved
}

// checker tells without printing what a format cannot show.
type checker interface {
	Check(*document.Document) error
}

// Print is one printed file.
type Print struct {
	Form   forms.Filled
	Format string // one of Formats
	Data   []byte
	Err    error // why there is no Data; a *pdf.GlyphError when a font lacks a character, a *readback.Difference when the file says something else
}

// Name is the file's name: "2-4.pdf".
func (p *Print) Name() string { return p.Form.Name + "." + p.Format }

// NewPress reads the fonts and the skeleton from fsys, which is templates.FS, and
// further fonts from the paths given; they are asked for the characters that the
// embedded ones lack.
func NewPress(fsys fs.FS, fonts ...string) (*Press, error) {
	set, err := typeset.Load(fsys, fonts...)
	if err != nil {
		return nil, err
	}
	word, err := docx.New(fsys)
	if err != nil {
		return nil, err
	}
	page, book := pdf.New(set), xlsx.New(set)
	return &Press{renderers: map[string]renderer{"pdf": page, "xlsx": book, "docx": word}, checkers: []checker{page, book}, page: page, fonts: set}, nil
}

// Missing are the characters of a text that no font draws, each once.
func (p *Press) Missing(text string) []string { return p.fonts.Missing(text) }

// Check reports why a document could not be printed in every format, without printing it: each
// text that no font draws as a *pdf.GlyphError, or the first thing that a format cannot hold.
func (p *Press) Check(d *document.Document) error {
	for _, c := range p.checkers {
		if err := c.Check(d); err != nil {
			return fmt.Errorf("form %s: %w", d.Form, err)
		}
	}
	return nil
}

// Print prints one document in one format and reads the file back. What no font draws is in no
// format, so that all say the same: it is a [*pdf.GlyphError]. A file whose words are
// not those of the document is not handed out: the error is a [*readback.Difference].
func (p *Press) Print(d *document.Document, format string) ([]byte, error) {
	r, ok := p.renderers[format]
	if !ok {
		return nil, fmt.Errorf("format %q: %w", format, fs.ErrInvalid)
	}
	if format != "pdf" { // which looks for itself
		if err := p.page.Check(d); err != nil {
			return nil, fmt.Errorf("form %s as %s: %w", d.Form, format, err)
		}
	}
	var b bytes.Buffer
	if err := r.Render(&b, d); err != nil {
		return nil, fmt.Errorf("form %s as %s: %w", d.Form, format, err)
	}
	if err := gate(d, format, b.Bytes()); err != nil {
		return nil, fmt.Errorf("form %s as %s: %w", d.Form, format, err)
	}
	return b.Bytes(), nil
}

// PrintAll prints every form in every format, on all processors, and gives the prints in
// the order of the forms, then of the formats. done is called after each print, by one
// goroutine at a time. A cancelled context leaves its error on the forms not printed.
func (p *Press) PrintAll(ctx context.Context, filled []forms.Filled, formats []string, done func(*Print)) []Print {
	prints := make([]Print, 0, len(filled)*len(formats))
	for _, f := range filled {
		for _, format := range formats {
			prints = append(prints, Print{Form: f, Format: format})
		}
	}
	next := make(chan *Print)
	var wait sync.WaitGroup
	var one sync.Mutex
	for range min(runtime.GOMAXPROCS(0), len(prints)) {
		wait.Go(func() {
			for x := range next {
				if x.Err = ctx.Err(); x.Err == nil {
					x.Data, x.Err = p.PrintForm(&x.Form, x.Format)
				}
				one.Lock()
				done(x)
				one.Unlock()
			}
		})
	}
	for _, i := range heaviestFirst(prints) {
		next <- &prints[i]
	}
	close(next)
	wait.Wait()
	return prints
}

// heaviestFirst orders the work so that no long form is left for one processor at the end.
func heaviestFirst(prints []Print) []int {
	order := make([]int, len(prints))
	weight := make([]int, len(prints))
	for i := range prints {
		order[i] = i
		for range prints[i].Form.Document.Texts() {
			weight[i]++
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return weight[b] - weight[a] })
	return order
}

// Boxes tells where on its pages each value of a document stands, see [pdf.Box].
func (p *Press) Boxes(d *document.Document) ([]pdf.Box, error) { return p.page.Boxes(d) }
