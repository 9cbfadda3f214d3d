package forms

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf16"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
	"yoshiki/forms/layers"
)

// compiler resolves every expression of a definition against the names that it will see,
// and gathers all faults, each with its line. It makes the expressions ready to be run, or
// is only told what the form shows.
type compiler struct {
	catalog    *Catalog
	definition *Definition
	file       string // that the expressions at hand stand in
	names      expr.Shape
	shows      func(path []string) // is told each path of the case that a place of the form shows; then nothing is made ready
	about      expr.Name           // what "it" is on the form
	types      []reflect.Type      // of values that stand in the case
	faults     []error

	places *[]Place // takes each place that shows a value; nil when nobody asks
	around Place    // what is said of the place at hand
	it     string   // what "it" is in the shared blocks at hand; "" outside of any
}

// head resolves what tells which groups of a case the form is about.
func (k *compiler) head() {
	d := k.definition
	k.about = k.subject(d)
	if len(k.faults) > 0 {
		return
	}
	k.see(k.about)
	for _, e := range []*expr.Expr{&d.When, &d.Date, &d.Governs} {
		k.expr(e)
	}
	k.quotes(d)
}

// body resolves all the rest. It reports the faults of the head, too.
func (k *compiler) body() error {
	if k.names != nil {
		k.sections(k.definition, k.about)
	}
	for _, t := range k.types {
		k.words(t)
	}
	return errors.Join(k.faults...)
}

// subject finds what "it" is: the form's subjects, whose types must agree.
func (k *compiler) subject(d *Definition) expr.Name {
	if len(d.Sections) == 0 || d.Title.Ja == "" || d.Title.En == "" || len(d.Subjects) == 0 {
		k.fault(1, "form-parts")
	}
	var it expr.Name
	for i := range d.Subjects {
		name, ok := k.followed(&d.Subjects[i])
		if !ok {
			continue
		}
		if it.Type != nil && it.Type != name.Type {
			k.fault(d.Subjects[i].Line, "subjects", "one", expr.TypeName(it.Type), "other", expr.TypeName(name.Type))
		}
		it = name
	}
	return it
}

// followed is what a subject leads to.
func (k *compiler) followed(e *expr.Expr) (expr.Name, bool) {
	name, err := expr.Follow(strings.Split(e.Source, "."))
	if err != nil {
		k.faults = append(k.faults, &layers.Within{File: k.file, Line: e.Line, Of: e.Source, Err: err})
	}
	return name, err == nil
}

// Sound resolves the types of every expression of the form, and reports those that cannot
// be. Without it they are resolved when they are first evaluated.
func (d *Definition) Sound() error {
	var faults []error
	for _, check := range d.checks {
		faults = append(faults, check())
	}
	return errors.Join(faults...)
}

// nameOf is what an expression leads to: of a list an entry.
func nameOf(c *expr.Compiled) expr.Name {
	if listed(c.Type) {
		return expr.Name{Type: c.Type.Elem(), Path: append(slices.Clone(c.Path), "*")}
	}
	return expr.Name{Type: c.Type, Path: c.Path}
}

// named begins the path of what stands below a name of the scope, whatever that is when the
// form is filled.
const named = "@"

// named is what a name stands for: by itself where the form is made ready to be filled.
func (k *compiler) named(name string, n expr.Name) expr.Name {
	if k.shows == nil && n.Path != nil {
		n.Path = []string{named + name}
	}
	return n
}

// see gives the expressions that follow the names of the form.
func (k *compiler) see(it expr.Name) {
	k.names = k.definition.namesOf(it)
	for name, n := range k.names {
		k.names[name] = k.named(name, n)
	}
}

// namesOf are the names that the expressions of a form see: "entry" is what holds "it" where
// that lies within an entry of a list.
func (d *Definition) namesOf(it expr.Name) expr.Shape {
	names := expr.Shape{"papers": {Type: reflect.TypeFor[[]casefile.PaperStatus]()}, "files": {Type: reflect.TypeFor[[]casefile.PackagedFile]()},
		"report": {Type: reflect.TypeFor[casefile.Report]()}}
	if it.Type != nil {
		names["it"] = it
	}
	if around := d.entryType(); around != nil {
		names["entry"] = expr.Name{Type: around, Path: entryPath(it.Path)}
	}
	return names
}

// sections resolves what stands on the form.
func (k *compiler) sections(d *Definition, it expr.Name) {
	k.see(it)
	for i := range d.Sections {
		s := &d.Sections[i]
		if n := len(utf16.Encode([]rune(s.Name))); n == 0 || n > 31 {
			k.fault(1, "section-name", "name", s.Name)
		}
		k.condition(&s.When)
		k.blocks(s.Blocks)
	}
}

func (k *compiler) fault(line int, key string, args ...string) {
	k.faults = append(k.faults, layers.InFile(k.file, layers.NewFault(line, key, args...)))
}

// expr resolves an expression; nil when there is none, or when it is at fault.
func (k *compiler) expr(e *expr.Expr) *expr.Compiled {
	c := k.read(e)
	if c == nil || k.shows != nil {
		return c
	}
	file := k.file
	k.definition.checks = append(k.definition.checks, func() error {
		if err := c.Check(); err != nil {
			return &layers.Within{File: file, Line: e.Line, Of: e.Source, Err: err}
		}
		return nil
	})
	e.Run, e.Reads, e.Date = c.Run, c.Reads, c.Type == reflect.TypeFor[casefile.Date]()
	if c.Type != nil {
		k.types = append(k.types, c.Type)
	}
	return c
}

func (k *compiler) read(e *expr.Expr) *expr.Compiled {
	if e.Source == "" {
		return nil
	}
	c, err := expr.Compile(e.Source, k.names)
	if err != nil {
		k.faults = append(k.faults, &layers.Within{File: k.file, Line: e.Line, Of: e.Source, Err: err})
		return nil
	}
	return c
}

// condition resolves an expression that the form does not show.
func (k *compiler) condition(e *expr.Expr) {
	if k.shows == nil {
		k.expr(e)
	}
}

// value resolves an expression whose value stands on the form.
func (k *compiler) value(e *expr.Expr) {
	c := k.expr(e)
	if c == nil || k.shows == nil {
		return
	}
	k.place(e, c)
	for _, path := range c.Reads {
		k.shows(path)
	}
}

// say says what the places that follow are.
func (k *compiler) say(p Place) { k.around = p }

// words notes which layer gave the words of a choice that the form shows.
func (k *compiler) words(t reflect.Type) {
	if casefile.Values(t) != nil {
		k.definition.chosen[t] = true
	}
	if at, ok := k.definition.words.Worded(t); ok {
		k.definition.made[at] = true
	}
}

func (k *compiler) template(t *expr.Template) {
	for i := range t.Parts {
		if p := &t.Parts[i]; p.Value != nil {
			k.around.as, k.around.text = p.As, true
			k.value(p.Value)
		}
	}
}

func (k *compiler) blocks(defs []BlockDef) {
	for i := range defs {
		k.block(&defs[i])
	}
}

func (k *compiler) block(b *BlockDef) {
	k.condition(&b.When)
	k.condition(&b.Absent)
	if n := b.kinds(); n != 1 {
		k.fault(b.line, "block-kind", "n", fmt.Sprint(n))
	}
	if _, ok := aligns[b.Align]; !ok {
		k.fault(b.line, "align", "value", b.Align)
	}
	for _, t := range []*expr.Template{&b.Title, &b.Heading, &b.Text} {
		k.template(t)
	}
	k.items(b.Items)
	k.fields(b.Sender, false)
	k.fields(b.Fields, true)
	k.table(b.Table)
	k.use(b)
}

func (b *BlockDef) kinds() int {
	n := 0
	for _, set := range []bool{b.Title.Parts != nil, b.Heading.Parts != nil, b.Text.Parts != nil, b.Items != nil,
		b.Sender != nil, b.Fields != nil, b.Table != nil, b.Timeline, b.Use != ""} {
		n += count(set)
	}
	return n
}

func (k *compiler) items(defs []ItemDef) {
	for i := range defs {
		k.condition(&defs[i].When)
		k.template(&defs[i].Text)
		k.items(defs[i].Items)
	}
}

func (k *compiler) fields(defs []FieldDef, grid bool) {
	defer k.say(Place{})
	for i := range defs {
		f := &defs[i]
		k.say(Place{Label: casefile.Words{Ja: f.Ja, En: f.En}, as: f.As, grid: grid, need: f.Need, boxes: grid && f.Text.Parts == nil, when: k.outside(f.When.Source)})
		k.condition(&f.When)
		k.value(&f.Value)
		k.template(&f.Text)
		if f.Ja == "" || f.En == "" {
			k.fault(cmp.Or(f.Value.Line, f.Text.Line), "field-labels")
		}
		if f.byHand() && f.Lines == 0 || f.Value.Source != "" && f.Text.Parts != nil {
			k.fault(cmp.Or(f.Value.Line, f.Text.Line), "field-value", "name", f.Ja)
		}
	}
}

func (k *compiler) table(t *TableDef) {
	if t == nil {
		return
	}
	if k.shows == nil {
		t.Empty, t.Blank = cmp.Or(t.Empty, none), cmp.Or(t.Blank, blankRows)
	}
	list := k.expr(&t.Each)
	if list != nil && listed(list.Type) {
		outer := k.names
		k.names = maps.Clone(outer)
		k.names["row"], k.names["n"] = k.named("row", nameOf(list)), expr.Name{Type: reflect.TypeFor[int]()}
		defer func() { k.names = outer }()
	} else if t.Each.Source != "" {
		k.fault(t.Each.Line, "no-list", "name", t.Each.Source)
	}
	k.condition(&t.Where)
	k.condition(&t.Match)
	if t.Match.Source != "" && (list == nil || len(t.Rows) == 0) {
		k.fault(t.Match.Line, "match")
	}
	if t.Cards && (list == nil || len(t.Rows) > 0 || slices.ContainsFunc(t.Columns, func(c ColumnDef) bool { return c.Optional })) {
		k.fault(cmp.Or(t.Each.Line, 1), "cards")
	}
	if list != nil {
		k.around.List, k.around.Each, k.around.Where = list.Path, k.outside(t.Each.Source), k.outside(t.Where.Source)
	}
	defer k.say(Place{})
	k.columns(t)
	for i := range t.Rows {
		k.row(t, &t.Rows[i])
	}
}

func (k *compiler) row(t *TableDef, r *RowDef) {
	k.condition(&r.When)
	if (t.Match.Source == "") != (r.Key == "") {
		k.fault(r.line, "row-key")
	}
	if len(r.Cells) != len(t.Columns) {
		k.fault(r.line, "row-cells", "cells", fmt.Sprint(len(r.Cells)), "columns", fmt.Sprint(len(t.Columns)))
	}
	k.say(Place{List: k.around.List, Each: k.around.Each, Where: k.around.Where, stacked: true})
	for i := range r.Cells {
		k.template(&r.Cells[i])
	}
}

func (k *compiler) columns(t *TableDef) {
	for i := range t.Columns {
		c := &t.Columns[i]
		k.say(Place{Label: casefile.Words{Ja: c.Ja, En: c.En}, List: k.around.List, Each: k.around.Each, Where: k.around.Where, as: c.As, stacked: true})
		k.value(&c.Value)
		k.template(&c.Text)
		if _, ok := aligns[c.Align]; !ok || c.Width <= 0 || c.Ja == "" || c.En == "" {
			k.fault(cmp.Or(c.Value.Line, c.Text.Line), "column", "name", c.Ja)
		}
	}
}

// use compiles the shared blocks for what "it" is here.
func (k *compiler) use(b *BlockDef) {
	if b.Use == "" {
		return
	}
	names, file, it := k.names, k.file, k.it
	k.names = maps.Clone(names)
	if c := k.expr(&b.With); c != nil {
		k.names["it"], k.it = k.named("it", expr.Name{Type: c.Type, Path: c.Path}), k.outside(b.With.Source)
	}
	k.file = b.file
	k.blocks(b.shared)
	k.names, k.file, k.it = names, file, it
}
