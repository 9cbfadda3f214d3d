package fill

import (
	"errors"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/expr"
	"yoshiki/forms/layers"
)

// Bound is a template whose markers are resolved against a form. It may be used by many
// goroutines at once.
type Bound struct {
	*Template
	uses   map[*Marker]*use
	labels map[string]string // of the fields of the form by their expressions
	name   string            // of the file
}

// Open reads an official sheet and resolves its markers against its form. Errors name the file.
func Open(d *forms.Definition, s *forms.Sheet) (*Bound, error) {
	t, err := Parse(s.Data)
	if err != nil {
		return nil, &layers.Within{File: s.Name, Err: err}
	}
	b, err := t.Bind(d)
	if err != nil {
		return nil, &layers.Within{File: s.Name, Err: err}
	}
	b.name = s.Name
	return b, nil
}

// use is what a marker asks of a case.
type use struct {
	value *expr.Compiled // of Each the list
	where *expr.Compiled // of Each: which entries
}

// Bind resolves the markers against a form. It tells every marker that does not resolve with
// its place, and every field of the form that the sheet does not show.
func (t *Template) Bind(d *forms.Definition) (*Bound, error) {
	places, err := d.Places()
	if err != nil {
		return nil, err
	}
	b := &binder{places: places, bound: &Bound{Template: t, uses: map[*Marker]*use{}, labels: map[string]string{}}, names: d.Names(), read: map[string]bool{}}
	for _, p := range places {
		b.bound.labels[p.Source] = p.Label.Ja
	}
	t.every(func(f *flow, of *block) bool {
		b.flow(f, of)
		return true
	})
	for _, k := range t.allTicks() {
		b.bound.uses[k.marker] = &use{value: b.compile(k.place, k.marker.Source, b.names)}
	}
	if len(b.faults) == 0 {
		b.missing()
	}
	return b.bound, errors.Join(b.faults...)
}

type binder struct {
	bound  *Bound
	places []forms.Place // of the form
	names  expr.Shape
	rows   map[*block]expr.Shape
	read   map[string]bool // paths of the case, and expressions, that the markers show
	faults []error
}

func (b *binder) flow(f *flow, of *block) {
	names := b.names
	if of != nil {
		names = b.of(of)
	}
	for i := range f.sites {
		s := &f.sites[i]
		switch s.Kind {
		case Each, End:
		case Without:
			b.without(f.place, s.Source, names)
		default:
			b.bound.uses[s.Marker] = &use{value: b.compile(f.place, s.Source, names)}
			b.checkDay(f.place, s)
		}
	}
}

// of are the names that the rows of a block see; its list is compiled once.
func (b *binder) of(of *block) expr.Shape {
	if names, known := b.rows[of]; known {
		return names
	}
	if b.rows == nil {
		b.rows = map[*block]expr.Shape{}
	}
	names, ok := b.names, false
	if of.up != nil {
		names = b.of(of.up)
	}
	list := b.compile(of.place, of.each.Source, names)
	if list != nil {
		if names, ok = forms.RowNames(names, list); !ok {
			b.fault(of.place, layers.NewFault(0, "no-list", "name", of.each.Source))
		}
	}
	u := &use{value: list}
	if of.each.Where != "" && ok {
		u.where = b.compile(of.place, of.each.Where, names)
	}
	b.bound.uses[of.each], b.rows[of] = u, names
	return names
}

func (b *binder) compile(place Place, source string, names expr.Shape) *expr.Compiled {
	c, err := expr.Compile(source, names)
	if err == nil {
		err = c.Check()
	}
	if err != nil {
		b.fault(place, &layers.Within{Of: source, Err: err})
		return nil
	}
	b.read[source] = true
	for _, path := range c.Reads {
		b.read[strings.Join(path, "/")] = true
	}
	return c
}

func (b *binder) fault(place Place, err error) { b.faults = append(b.faults, place.fault(err)) }

// without takes a field of the form as left out. It may be one of a row that is not there.
func (b *binder) without(place Place, source string, names expr.Shape) {
	for i := range b.places {
		if p := &b.places[i]; p.Source == source {
			b.read[source] = true
			return
		}
	}
	b.compile(place, source, names)
}

// missing tells the fields of the form that no marker shows.
func (b *binder) missing() {
	told := map[string]bool{}
	for i := range b.places {
		p := &b.places[i]
		if b.shows(p) || told[p.Source] {
			continue
		}
		told[p.Source] = true
		label := p.Label
		if label.Ja == "" {
			label.Ja, label.En = p.Source, p.Source
		}
		b.faults = append(b.faults, &Unshown{label, p.Source})
	}
}

func (b *binder) shows(p *forms.Place) bool {
	if b.read[p.Source] {
		return true
	}
	if len(p.Reads) == 0 {
		return !slices.ContainsFunc([]string{"row.", "papers", "files", "report"}, func(s string) bool { return strings.Contains(p.Source, s) })
	}
	for _, path := range p.Reads {
		if !b.read[strings.Join(path, "/")] {
			return false
		}
	}
	return true
}
