package press

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/pdf"
	"yoshiki/forms/readback"
	"yoshiki/forms/typeset"
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
		for _, r := range refusals(g.Clusters) {
			out = append(out, f.Locate(casefile.Finding{ID: "case:glyph", Severity: casefile.Error, Pointer: pointer,
				Forms: []string{p.Form.Definition.ID}, Args: map[string]string{"found": spelled(r.clusters), "fate": string(r.fate)}}))
		}
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

// refusal are characters that are refused for one reason.
type refusal struct {
	fate     typeset.Fate
	clusters []string
}

// refusals sorts characters by why they are refused.
func refusals(clusters []string) (all []refusal) {
	for _, c := range clusters {
		fate := typeset.WhyNot(c)
		at := slices.IndexFunc(all, func(r refusal) bool { return r.fate == fate })
		if at < 0 {
			at, all = len(all), append(all, refusal{fate: fate})
		}
		all[at].clusters = append(all[at].clusters, c)
	}
	return all
}

// spelled writes characters with their code points: 🏯 (U+1F3EF).
func spelled(clusters []string) string {
	words := make([]string, len(clusters))
	for i, c := range clusters {
		words[i] = c + " (" + strings.Trim(fmt.Sprintf("%U", []rune(c)), "[]") + ")"
	}
	return strings.Join(words, ", ")
}

// Drawn tells of each text of a case which of its characters another font prints than that of
// the text, and which variation sequences are printed as they are registered: for a person who
// compares names with a register. Each character is told once for each font, at its first place.
func (p *Press) Drawn(f *decode.File) (all []casefile.Finding) {
	told := map[typeset.Character]bool{}
	for v := range casefile.Walk(f.Case) {
		for _, c := range p.fonts.Characters(v.Text()) {
			if c.Font == "" || told[c] {
				continue
			}
			told[c] = true
			all = append(all, f.Locate(casefile.Finding{ID: "case:character", Severity: casefile.Note, Pointer: v.Pointer,
				Args: map[string]string{"found": spelled([]string{c.Text}), "fate": string(c.Fate), "font": c.Font}}))
		}
	}
	return all
}
