package pdf

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"yoshiki/forms/document"
)

// GlyphError is a text that no font can draw.
type GlyphError struct {
	Path     string   // JSON Pointer of the value in the case; "" for printed words
	Clusters []string // what cannot be drawn, each once
}

// Error names the place, the clusters and their code points.
func (e *GlyphError) Error() string {
	place := e.Path
	if place == "" {
		place = "printed words"
	}
	var list []string
	for _, cluster := range e.Clusters {
		list = append(list, fmt.Sprintf("%q (%s)", cluster, codePoints(cluster)))
	}
	return fmt.Sprintf("%s: no font draws %s", place, strings.Join(list, ", "))
}

func codePoints(s string) string {
	var list []string
	for _, r := range s {
		list = append(list, fmt.Sprintf("U+%04X", r))
	}
	return strings.Join(list, " ")
}

// checkGlyphs collects a GlyphError for each text that cannot be drawn.
func (r *Renderer) checkGlyphs(d *document.Document) error {
	var errs []error
	look := func(text, path string) {
		if missing := r.fonts.Missing(text); missing != nil {
			errs = append(errs, &GlyphError{path, missing})
		}
	}
	for printed := range d.Texts() {
		look(printed.Text, printed.Path)
	}
	look(d.Edition, "")
	look(d.Note, "")
	return errors.Join(errs...)
}

// check reports what would make a tree unprintable.
func check(d *document.Document) error {
	if len(d.Sections) == 0 {
		return errors.New("document has no sections")
	}
	if d.Date != "" {
		if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
			return fmt.Errorf("document date: %w", err)
		}
	}
	for i, s := range d.Sections {
		for j, b := range s.Blocks {
			if err := checkBlock(b); err != nil {
				return fmt.Errorf("section %d: block %d: %w", i+1, j+1, err)
			}
		}
	}
	return nil
}

func checkBlock(b document.Block) error {
	switch b := b.(type) {
	case document.Heading:
		if b.Level != 1 && b.Level != 2 {
			return fmt.Errorf("heading of level %d", b.Level)
		}
	case document.Paragraph:
		if !(b.Indent >= 0 && b.Indent < 1000 && b.First >= -1000 && b.First < 1000) {
			return fmt.Errorf("paragraph with indents %g and %g", b.Indent, b.First)
		}
	case document.Item:
		if b.Level < 0 {
			return fmt.Errorf("item of level %d", b.Level)
		}
	case document.Table:
		return checkTable(b)
	case document.Timeline:
		return b.Check()
	case document.Title, document.Sender, document.Fields:
	default: // nil, or a pointer to a block
		return fmt.Errorf("no block, but %T", b)
	}
	return nil
}

func checkTable(t document.Table) error {
	if len(t.Columns) == 0 {
		return errors.New("table has no columns")
	}
	for i, c := range t.Columns {
		if !(c.Width > 0 && c.Width < 1e9) {
			return fmt.Errorf("column %d: width %g", i+1, c.Width)
		}
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("row %d has %d values for %d columns", i+1, len(row), len(t.Columns))
		}
	}
	return nil
}
