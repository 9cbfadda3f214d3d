package press

import (
	"errors"
	"fmt"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/pdf"
	"yoshiki/forms/readback"
)

// Unprintable names why a form of a case could not be printed: each text with characters
// that no font has, once and at its place in the case; the field that reads otherwise in
// the file than in the form; or else the whole form.
func Unprintable(f *decode.File, p *Print) []casefile.Finding {
	var out []casefile.Finding
	seen := map[string]bool{}
	for _, g := range glyphErrors(p.Err) {
		pointer := f.Holding(g.Path, g.Clusters[0])
		if pointer == "" {
			pointer = p.Form.Subject
		}
		if seen[pointer] {
			continue
		}
		seen[pointer] = true
		out = append(out, f.Locate(casefile.Finding{ID: "case:glyph", Severity: casefile.Error,
			Pointer: pointer, Forms: []string{p.Form.Definition.ID}, Args: map[string]string{"found": spelled(g.Clusters)}}))
	}
	if d := new(readback.Difference); errors.As(p.Err, &d) {
		return []casefile.Finding{differs(f, p, d)}
	}
	if out == nil {
		out = []casefile.Finding{{ID: "case:print", Severity: casefile.Error, File: f.Name, Pointer: p.Form.Subject,
			Forms: []string{p.Form.Definition.ID}, Args: map[string]string{"form": p.Name(), "reason": p.Err.Error()}, Terms: terms(p.Err)}}
	}
	return out
}

// differs names the field whose words are not in the file that was printed.
func differs(f *decode.File, p *Print, d *readback.Difference) casefile.Finding {
	pointer := d.Path
	if pointer == "" {
		pointer = p.Form.Subject
	}
	file, line, column := f.Place(pointer)
	return casefile.Finding{ID: "case:differs", Severity: casefile.Error, File: file, Line: line, Column: column, Pointer: pointer,
		Forms: []string{p.Form.Definition.ID}, Args: map[string]string{"form": p.Name(), "field": d.Label, "wanted": d.Want, "found": d.Got}}
}

// terms are the words of an error that has its own in each language.
func terms(err error) map[string]casefile.Words {
	var worded interface{ Words() (ja, en string) }
	if !errors.As(err, &worded) {
		return nil
	}
	ja, en := worded.Words()
	return map[string]casefile.Words{"reason": {Ja: ja, En: en}}
}

// glyphErrors are the texts that err says no font can draw.
func glyphErrors(err error) []*pdf.GlyphError {
	switch e := err.(type) {
	case *pdf.GlyphError:
		return []*pdf.GlyphError{e}
	case interface{ Unwrap() []error }:
		var all []*pdf.GlyphError
		for _, inner := range e.Unwrap() {
			all = append(all, glyphErrors(inner)...)
		}
		return all
	case interface{ Unwrap() error }:
		return glyphErrors(e.Unwrap())
	}
	return nil
}

// spelled writes characters with their code points: 🏯 (U+1F3EF).
func spelled(clusters []string) string {
	words := make([]string, len(clusters))
	for i, c := range clusters {
		words[i] = c + " (" + strings.Trim(fmt.Sprintf("%U", []rune(c)), "[]") + ")"
	}
	return strings.Join(words, ", ")
}
