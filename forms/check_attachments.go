package forms

import (
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// strays are the attachments whose paper is no document of any kind of package: they would
// never be handed over.
func (c *Catalog) strays(f *decode.File) []casefile.Finding {
	var known []string
	for _, p := range c.kinds {
		for i := range p.Papers {
			known = append(known, p.Papers[i].Name)
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	var out []casefile.Finding
	for i, a := range f.Case.Attachments {
		if a.Paper == "" || slices.Contains(known, string(a.Paper)) {
			continue
		}
		pointer := "/attachments/" + strconv.Itoa(i) + "/paper"
		out = append(out, f.Locate(casefile.Finding{ID: "case:attachment-paper", Severity: casefile.Error, Pointer: pointer,
			Args: map[string]string{"paper": string(a.Paper), "title": string(a.Title), "allowed": strings.Join(known, "、")}}))
	}
	return out
}
