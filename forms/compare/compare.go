package compare

import (
	"cmp"
	"maps"
	"slices"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// Kind is what a change is about.
type Kind string

// The kinds, in the order in which changes come.
const (
	Edition Kind = "edition" // what papers say of the text
	Office  Kind = "office"  // an authority's name
	Clause  Kind = "clause"  // by its number
	Rule    Kind = "rule"    // by its lasting name
	Package Kind = "package" // kind of package
	Paper   Kind = "paper"   // kind of package / name of the paper
	Form    Kind = "form"    // by its id
	Field   Kind = "field"   // of the case, by its path: /prior/evaluations/*/date
	Choice  Kind = "choice"  // type / value
)

// How says what became of something.
type How string

// What can become of it.
const (
	Added   How = "added"
	Gone    How = "gone"
	Changed How = "changed"
)

// Change is one difference between two texts of the rules.
type Change struct {
	Of    Kind           `json:"of"`
	Name  string         `json:"name"`
	ID    string         `json:"id,omitempty"` // of a rule: as it is printed
	Title casefile.Words `json:"title"`        // what it is called, in the later text where it is in both
	How   How            `json:"how"`
	Part  string         `json:"part,omitempty"` // what of it changed
	Was   string         `json:"was,omitempty"`  // of the part; "" when it is new
	Is    string         `json:"is,omitempty"`   // of the part; "" when it is gone
}

// Texts lists every difference between two texts of the rules. Errors are faults of a
// catalogue.
func Texts(from, to *forms.Catalog) ([]Change, error) {
	var all []Change
	for _, k := range kinds {
		was, err := k.find(from)
		if err != nil {
			return nil, err
		}
		is, err := k.find(to)
		if err != nil {
			return nil, err
		}
		for _, name := range k.names(was, is) {
			all = append(all, changes(k.of, name, was[name], is[name])...)
		}
	}
	return all, nil
}

// kinds say of each kind of thing how a catalogue's are found, by name, and how they are sorted.
var kinds = []kind{
	{Edition, editions, cmp.Compare[string]},
	{Office, offices, cmp.Compare[string]},
	{Clause, clauses, casefile.CompareClauses},
	{Rule, rules, cmp.Compare[string]},
	{Package, packages, cmp.Compare[string]},
	{Paper, papers, cmp.Compare[string]},
	{Form, definitions, forms.CompareIDs},
}

type kind struct {
	of    Kind
	find  func(*forms.Catalog) (map[string]*thing, error)
	order func(a, b string) int
}

// names are those of both texts, in order.
func (k *kind) names(was, is map[string]*thing) []string {
	all := slices.AppendSeq(slices.Collect(maps.Keys(was)), maps.Keys(is))
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(k.order(a, b), cmp.Compare(a, b)) })
	return slices.Compact(all)
}

// changes are those of one thing, which is nil where a text does not have it.
func changes(of Kind, name string, was, is *thing) []Change {
	switch {
	case was == nil:
		return []Change{{Of: of, Name: name, ID: is.id, Title: is.title, How: Added}}
	case is == nil:
		return []Change{{Of: of, Name: name, ID: was.id, Title: was.title, How: Gone}}
	}
	var all []Change
	for _, d := range differ(was.parts, is.parts) {
		all = append(all, Change{Of: of, Name: name, ID: is.id, Title: is.title, How: Changed, Part: d.name, Was: d.was, Is: d.is})
	}
	return all
}
