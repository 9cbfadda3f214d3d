package forms

import (
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// strays are the attachments whose item is no document of any kind of package: they would
// never be handed over.
func (c *Catalog) strays(f *decode.File) []casefile.Finding {
	var known []string
	for _, p := range c.kinds {
		for i := range p.Documents {
			known = append(known, p.Documents[i].Item)
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	var out []casefile.Finding
	for i, a := range f.Case.Attachments {
		if a.Item == "" || slices.Contains(known, string(a.Item)) {
			continue
		}
		pointer := "/attachments/" + strconv.Itoa(i) + "/item"
		line, column := f.Position(pointer)
		out = append(out, casefile.Finding{ID: "case:attachment-item", Severity: casefile.Error, File: f.Name, Line: line, Column: column, Pointer: pointer,
			Args: map[string]string{"item": string(a.Item), "title": string(a.Title), "allowed": strings.Join(known, "、")}})
	}
	return out
}
