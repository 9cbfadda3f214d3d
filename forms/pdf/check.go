package pdf

import (
	"errors"
	"fmt"
	"strings"

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
