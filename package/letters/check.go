package letters

import (
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/press"
)

// Check asks a case with a letter written into it what the rules ask. Of the findings those
// are told that are about the letter, and those that the case did not have without it: what an
// applicant has left out keeps no office from writing. A letter without errors is looked at for
// what no font draws.
func (p *Print) Check(x *Draft, without *casefile.Case) ([]casefile.Finding, error) {
	file := &decode.File{Name: string(x.Case.ID), Case: x.Case}
	with, err := p.Catalog.Check(file, "", "")
	if err != nil {
		return nil, err
	}
	before, err := p.Catalog.Check(&decode.File{Name: string(x.Case.ID), Case: without}, "", "")
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for i := range before {
		known[nameOf(&before[i])] = true
	}
	found := slices.DeleteFunc(with, func(f casefile.Finding) bool {
		return !casefile.Within(f.Pointer, x.Pointer) && known[nameOf(&f)]
	})
	if casefile.Failed(found) {
		return found, nil
	}
	filled, err := p.fill(x, nil)
	if err != nil {
		return nil, err
	}
	if err := p.Press.CheckForm(&filled); err != nil {
		undrawn := press.Unprintable(file, &press.Print{Form: filled, Format: press.Formats[0], Err: err})
		found = append(found, p.Catalog.ByForm(file.Name, undrawn)...)
	}
	return found, nil
}

// nameOf tells findings apart, whatever their words.
func nameOf(f *casefile.Finding) string { return f.ID + " " + f.Rule + " " + f.Pointer }
