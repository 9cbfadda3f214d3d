// Package pdf prints a document tree as a PDF file.
//
// [Renderer.Render] works in three steps. The blocks of the tree are broken into slabs,
// strips of the page that are never cut: a line of text, a row of a ruled grid. The
// flow stacks the slabs on pages, keeps together what belongs together, and repeats the
// header of a table. The finisher then adds what the page engine lacks: fonts, metadata,
// bookmarks, and the structure tree by which a screen reader finds titles, lists and the
// cells of a table. The file claims PDF/A-3a and PDF/UA-1.
//
// fpdf makes the pages and draws rules and shades. Its text and font code is not used:
// a line of text goes into the page as glyph numbers of a subset that is cut for each
// document ([typeset.Subset]), with the width of every glyph known and its text beside
// it, so that searching and copying give back the text of the tree to the code point.
//
// Nothing is drawn that was not measured. A text that no font can draw is refused before
// the first page with a [GlyphError] that names its place in the case. The same tree
// gives the same bytes: the file's dates are the document's, its ID is a digest of its
// content.
package pdf

import (
	"fmt"
	"io"

	"yoshiki/forms/document"
	"yoshiki/forms/pdf/finish"
	"yoshiki/forms/typeset"
)

// Renderer prints documents as PDF. It is safe for concurrent use.
type Renderer struct {
	fonts   *typeset.Fonts
	deflate finish.Deflater
}

// New returns a renderer that sets text in fonts.
func New(fonts *typeset.Fonts) *Renderer { return &Renderer{fonts: fonts} }

// Render writes d to w. Nothing is written if a text cannot be drawn (one [*GlyphError]
// for each such text, joined) or if the tree is not valid: a row as long as its table
// has columns, widths above zero, a date that is one. Errors of w are returned.
func (r *Renderer) Render(w io.Writer, d *document.Document) error {
	if err := r.Check(d); err != nil {
		return err
	}
	c := newCanvas(r.fonts)
	c.marked = d.Draft
	p := &printer{c: c, document: d}
	if err := p.print(); err != nil {
		return err
	}
	file, err := r.finish(c, d, p.starts)
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	_, err = file.WriteTo(w)
	return err
}

// Check reports whether d would be refused by Render before anything is drawn.
func (r *Renderer) Check(d *document.Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	return r.checkGlyphs(d)
}
