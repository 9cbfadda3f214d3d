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
	From  casefile.Date  `json:"from,omitempty"` // of a form that counts from a day of its own: the day
	Part  string         `json:"part,omitempty"` // what of it changed
	Was   string         `json:"was,omitempty"`  // of the part; "" when it is new
	Is    string         `json:"is,omitempty"`   // of the part; "" when it is gone
}

// Texts lists every difference between two texts of the rules. Errors are faults of a
// catalogue.
func Texts(from, to *forms.Catalog) ([]Change, error) {
	var all []Change
	for _, differences := range kinds {
		found, err := differences(from, to)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// kinds give the differences of each kind of thing.
var kinds = []func(from, to *forms.Catalog) ([]Change, error){
	each(Edition, editions, cmp.Compare[string], changes),
	each(Office, offices, cmp.Compare[string], changes),
	each(Clause, clauses, casefile.CompareClauses, changes),
	each(Rule, rules, cmp.Compare[string], changes),
	each(Package, packages, cmp.Compare[string], changes),
	each(Paper, papers, cmp.Compare[string], changes),
	each(Form, versions, forms.CompareIDs, versioned),
	each(Field, fields, cmp.Compare[string], changes),
	each(Choice, choices, cmp.Compare[string], changes),
}

// each gives the differences of one kind of thing: how a catalogue's are found, by name, how
// they are sorted, and what is different of one.
func each[T any](of Kind, find func(*forms.Catalog) (map[string]T, error), order func(a, b string) int,
	differ func(of Kind, name string, was, is T) []Change) func(from, to *forms.Catalog) ([]Change, error) {
	return func(from, to *forms.Catalog) ([]Change, error) {
		was, err := find(from)
		if err != nil {
			return nil, err
		}
		is, err := find(to)
		if err != nil {
			return nil, err
		}
		names := slices.AppendSeq(slices.Collect(maps.Keys(was)), maps.Keys(is))
		slices.SortFunc(names, func(a, b string) int { return cmp.Or(order(a, b), cmp.Compare(a, b)) })
		var all []Change
		for _, name := range slices.Compact(names) {
			all = append(all, differ(of, name, was[name], is[name])...)
		}
		return all, nil
	}
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
		all = append(all, Change{Of: of, Name: name, ID: is.id, Title: is.title, How: Changed, Part: d.part, Was: d.was, Is: d.is})
	}
	return all
}
