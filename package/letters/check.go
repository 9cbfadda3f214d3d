package letters

import (
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// Check asks a case with a letter written into it what the rules ask. Of the findings those
// are told that are about the letter, and those that the case did not have without it: what an
// applicant has left out keeps no office from writing.
func (p *Print) Check(x *Draft, without *casefile.Case) ([]casefile.Finding, error) {
	with, err := p.Catalog.Check(&decode.File{Name: string(x.Case.ID), Case: x.Case}, "", "")
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
	return slices.DeleteFunc(with, func(f casefile.Finding) bool {
		return !casefile.Within(f.Pointer, x.Pointer) && known[nameOf(&f)]
	}), nil
}

// nameOf tells findings apart, whatever their words.
func nameOf(f *casefile.Finding) string { return f.ID + " " + f.Rule + " " + f.Pointer }
