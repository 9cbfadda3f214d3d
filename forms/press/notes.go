package press

import (
	"strconv"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// Notes tell what a person should look at in the official sheets of a form: rows that were made
// higher than they are on the sheet, because what stands in them would have been cut.
func (p *Press) Notes(file *decode.File, f *forms.Filled) ([]casefile.Finding, error) {
	sheet, ok := f.Definition.Sheet("xlsx")
	if !ok || f.Document.Draft {
		return nil, nil
	}
	bound, err := p.bound(f.Definition, sheet)
	if err != nil {
		return nil, err
	}
	grown, err := bound.Grown(f)
	if err != nil {
		return nil, err
	}
	var all []casefile.Finding
	for _, g := range grown {
		pointer := g.Value.Path
		if pointer == "" {
			pointer = f.Subject
		}
		points := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
		all = append(all, file.Locate(casefile.Finding{ID: "case:row-height", Severity: casefile.Note, Pointer: pointer, Forms: []string{f.Definition.ID},
			Args: map[string]string{"form": f.Name, "field": g.Label, "sheet": g.Sheet, "row": strconv.Itoa(g.Row), "from": points(g.From), "to": points(g.To)}}))
	}
	return all, nil
}
