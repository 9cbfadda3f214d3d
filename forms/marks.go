package forms

import (
	"errors"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/document"
	"yoshiki/forms/expr"
)

// Place is one place of a form that shows a value, as its definition has it.
type Place struct {
	Label  casefile.Words // of the field, the column or the nearest heading; "" where there is none
	Source string         // the expression
	Reads  [][]string     // paths of the case that it looks at
	Path   []string       // of the case, that it leads to; nil when it makes its value
	Type   reflect.Type   // what a plain path gives; nil when CEL gives it
	List   []string       // path of the list whose entries stand in rows; nil where there are none
	Each   string         // expression of that list
	Where  string         // and of which entries

	as    string
	text  bool // stands in a text, or is one
	grid  bool // is a field of a grid
	boxes bool // shows all words of a choice
	need  bool // a blank when empty

	stacked bool // its choices stand below each other
	when    string
	holds   *expr.Compiled // of when
}

// Places are the places of the form that show a value of the case, in the order of the form.
// Expressions of shared blocks
// are given as they are written outside of them.
func (d *Definition) Places() ([]Place, error) { return d.places() }

func (d *Definition) findPlaces() ([]Place, error) {
	k := &compiler{catalog: d.catalog, definition: d, file: d.file}
	k.shows = func([]string) {}
	k.places = &[]Place{}
	it := k.subject(d)
	k.sections(d, it)
	for i := range *k.places {
		if p := &(*k.places)[i]; p.when != "" {
			p.holds, _ = expr.Compile(p.when, d.namesOf(it)) // one of a row that is not there holds
		}
	}
	return *k.places, errors.Join(k.faults...)
}

// place notes a place that shows a value.
func (k *compiler) place(e *expr.Expr, c *expr.Compiled) {
	if k.places == nil {
		return
	}
	p := k.around
	p.Source, p.Reads, p.Path, p.Type = k.outside(e.Source), c.Reads, c.Path, c.Type
	*k.places = append(*k.places, p)
}

var itself = regexp.MustCompile(`\bit\b`)

// outside is an expression of shared blocks as it is written outside of them.
func (k *compiler) outside(source string) string {
	if k.it == "" {
		return source
	}
	return itself.ReplaceAllLiteralString(source, k.it)
}

// Names are what the expressions of a form see: it, entry, papers, files and report.
func (d *Definition) Names() expr.Shape {
	k := &compiler{catalog: d.catalog, definition: d, file: d.file, shows: func([]string) {}}
	return d.namesOf(k.subject(d))
}

// RowNames are what the expressions of a row see beside the others, for a list.
func RowNames(names expr.Shape, list *expr.Compiled) (expr.Shape, bool) {
	if !listed(list.Type) {
		return nil, false
	}
	names = maps.Clone(names)
	names["row"], names["n"] = nameOf(list), expr.Name{Type: reflect.TypeFor[int]()}
	return names, true
}

// Called is what a value of the case is called, by its path; "" where nothing is said of it.
func (d *Definition) Called(path []string) casefile.Words {
	return d.words.Label("/" + strings.Join(path, "/"))
}

// Choices are the values of a choice with their words; none of what is no choice.
func (d *Definition) Choices(t reflect.Type) []vocabulary.Choice {
	if t == nil || casefile.Values(t) == nil {
		return nil
	}
	return d.words.Choices(t)
}

// Values evaluates expressions over what a form was filled from, and prints what they give as
// the form does. It is for one goroutine.
type Values struct {
	composer
	places map[string]*Place
}

// Values are those that a form was filled from.
func (f *Filled) Values() (*Values, error) {
	places, err := f.Definition.Places()
	if err != nil {
		return nil, err
	}
	v := &Values{composer: *f.from, places: map[string]*Place{}}
	v.scope = &expr.Scope{Root: f.from.scope.Root, Names: maps.Clone(f.from.scope.Names)}
	for i := range slices.Backward(places) {
		p := &places[i]
		if p.holds != nil {
			if holds, err := v.Holds(p.holds); err == nil && !holds {
				continue
			}
		}
		if had := v.places[p.key()]; had == nil || p.grid || !had.grid {
			v.places[p.key()] = p
		}
	}
	return v, nil
}

// key is the same for two expressions that lead to one value.
func (p *Place) key() string { return keyOfPlace(p.Path, p.Source) }

func keyOfPlace(path []string, source string) string {
	if path != nil {
		return strings.Join(path, "/")
	}
	return source
}

// Row gives the names of a row to what is evaluated next: an entry of a list and its number.
func (v *Values) Row(entry expr.Found, n int) {
	v.scope.Names["row"], v.scope.Names["n"] = entry, expr.Found{Value: reflect.ValueOf(n)}
}

// NoEntry is an entry of a list with nothing in it.
func NoEntry(list *expr.Compiled) expr.Found {
	return expr.Found{Value: reflect.Zero(list.Type.Elem())}
}

// Blank reports whether the form has no data of its own and is filled in by hand.
func (v *Values) Blank() bool { return v.blank }

// List gives the entries of a list.
func (v *Values) List(list *expr.Compiled) ([]expr.Found, error) {
	f, err := list.Run(v.scope)
	if err != nil || !f.Value.IsValid() {
		return nil, err
	}
	all := make([]expr.Found, f.Value.Len())
	for i := range all {
		all[i] = f.Entry(i)
	}
	return all, nil
}

// Holds reports whether a value is there and does not say no.
func (v *Values) Holds(c *expr.Compiled) (bool, error) {
	f, err := c.Run(v.scope)
	return f.Present(), err
}

// Print is a value as the form prints it. Where it stands alone in its place, it is printed as
// the field or column of the form that shows it is; inside of words room is left where it is
// empty. as is one of the ways to print a value that definitions have; "" leaves it to the form.
func (v *Values) Print(c *expr.Compiled, source, as string, alone bool) (document.Value, error) {
	f, err := c.Run(v.scope)
	if err != nil {
		return document.Value{}, err
	}
	p := v.places[keyOfPlace(c.Path, source)]
	if p == nil {
		p = &Place{text: true}
	}
	if as == "" {
		if as = p.as; alone && p.boxes && isChoice(f) && as != asShort && !strings.HasSuffix(as, asBoxes) {
			as = strings.TrimSpace(as + " " + asBoxes)
		}
	}
	v.stacked = p.stacked
	out := v.format(f, as)
	switch {
	case out.Text == "" && !alone:
		out.Text = v.orBlank("", f)
	case out.Text == "" && p.text && !p.grid && f.Value.IsValid() && f.Value.Type() == reflect.TypeFor[casefile.Date]():
		out.Text = blankDay
	case out.Text == "" && p.grid:
		out = v.absent(out, p.need, true)
	}
	return out, nil
}
