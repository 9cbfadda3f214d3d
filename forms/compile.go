package forms

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"unicode/utf16"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// compiler resolves every expression of a definition against the types that it will see,
// and gathers all faults, each with its line.
type compiler struct {
	catalog    *Catalog
	definition *Definition
	file       string // that the expressions at hand stand in
	names      expr.Shape
	faults     []error
}

func (c *Catalog) compile(d *Definition) error {
	k := &compiler{catalog: c, definition: d, file: d.file}
	if k.shape(d); len(k.faults) > 0 {
		return errors.Join(k.faults...)
	}
	for _, e := range []*expr.Expr{&d.When, &d.Date, &d.Governs} {
		k.expr(e)
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		if n := len(utf16.Encode([]rune(s.Name))); n == 0 || n > 31 {
			k.fault(1, "section %q: a name has 1 to 31 characters", s.Name)
		}
		k.expr(&s.When)
		k.blocks(s.Blocks)
	}
	return errors.Join(k.faults...)
}

// shape finds what "it" is: the type of the form's subjects, which must agree.
func (k *compiler) shape(d *Definition) {
	k.names = expr.Shape{"papers": reflect.TypeFor[[]casefile.PaperStatus](), "files": reflect.TypeFor[[]casefile.PackagedFile](), "report": reflect.TypeFor[casefile.Report]()}
	if len(d.Sections) == 0 || d.Title.Ja == "" || d.Title.En == "" || len(d.Subjects) == 0 {
		k.fault(1, "title, subjects and sections are wanted")
	}
	var it reflect.Type
	for i := range d.Subjects {
		t := k.expr(&d.Subjects[i])
		if t == nil {
			continue
		}
		if t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if it != nil && it != t {
			k.fault(d.Subjects[i].Line, "subjects are of two kinds: %v and %v", it, t)
		}
		it = t
	}
	if it != nil {
		k.names["it"] = it
	}
}

func (k *compiler) fault(line int, format string, args ...any) {
	k.faults = append(k.faults, fmt.Errorf("%s: line %d: %w", k.file, line, fmt.Errorf(format, args...)))
}

func (k *compiler) expr(e *expr.Expr) reflect.Type {
	if e.Source == "" {
		return nil
	}
	run, t, err := expr.Compile(e.Source, k.names)
	if err != nil {
		k.fault(e.Line, "%s: %w", e.Source, err)
		return nil
	}
	e.Run, e.Date = run, t == reflect.TypeFor[casefile.Date]()
	if t != nil {
		k.words(t)
	}
	return t
}

// words notes which layer gave the words of a choice that the form shows.
func (k *compiler) words(t reflect.Type) {
	if at, ok := k.catalog.choices()[t.Name()]; ok {
		k.definition.made[at] = true
	}
}

func (k *compiler) template(t *expr.Template) {
	for i := range t.Parts {
		if p := &t.Parts[i]; p.Value != nil {
			k.expr(p.Value)
		}
	}
}

func (k *compiler) blocks(defs []BlockDef) {
	for i := range defs {
		k.block(&defs[i])
	}
}

func (k *compiler) block(b *BlockDef) {
	k.expr(&b.When)
	if n := b.kinds(); n != 1 {
		k.fault(b.line, "a block is one of title, heading, text, items, sender, fields, table, timeline, use; found %d", n)
	}
	if _, ok := aligns[b.Align]; !ok {
		k.fault(b.line, "align %q", b.Align)
	}
	for _, t := range []*expr.Template{&b.Title, &b.Heading, &b.Text} {
		k.template(t)
	}
	k.items(b.Items)
	k.fields(b.Sender)
	k.fields(b.Fields)
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
		k.expr(&defs[i].When)
		k.template(&defs[i].Text)
		k.items(defs[i].Items)
	}
}

func (k *compiler) fields(defs []FieldDef) {
	for i := range defs {
		f := &defs[i]
		k.expr(&f.When)
		k.expr(&f.Value)
		k.template(&f.Text)
		if f.Ja == "" || f.En == "" {
			k.fault(cmp.Or(f.Value.Line, f.Text.Line), "a field has labels ja and en")
		}
		if (f.Value.Source == "") == (f.Text.Parts == nil) {
			k.fault(cmp.Or(f.Value.Line, f.Text.Line), "%s: a field has either value or text", f.Ja)
		}
	}
}

func (k *compiler) table(t *TableDef) {
	if t == nil {
		return
	}
	list := k.expr(&t.Each)
	if list != nil && list.Kind() == reflect.Slice {
		outer := k.names
		k.names = maps.Clone(outer)
		k.names["row"], k.names["n"] = list.Elem(), reflect.TypeFor[int]()
		defer func() { k.names = outer }()
	} else if t.Each.Source != "" {
		k.fault(t.Each.Line, "%s is no list", t.Each.Source)
	}
	k.expr(&t.Where)
	k.expr(&t.Match)
	if t.Match.Source != "" && (list == nil || len(t.Rows) == 0) {
		k.fault(t.Match.Line, "match wants rows and a list")
	}
	k.columns(t)
	for i := range t.Rows {
		k.row(t, &t.Rows[i])
	}
}

func (k *compiler) row(t *TableDef, r *RowDef) {
	k.expr(&r.When)
	if (t.Match.Source == "") != (r.Key == "") {
		k.fault(r.line, "a row has a key exactly where match asks for it")
	}
	if len(r.Cells) != len(t.Columns) {
		k.fault(r.line, "the row has %d cells for %d columns", len(r.Cells), len(t.Columns))
	}
	for i := range r.Cells {
		k.template(&r.Cells[i])
	}
}

func (k *compiler) columns(t *TableDef) {
	for i := range t.Columns {
		c := &t.Columns[i]
		k.expr(&c.Value)
		k.template(&c.Text)
		if _, ok := aligns[c.Align]; !ok || c.Width <= 0 || c.Ja == "" || c.En == "" {
			k.fault(cmp.Or(c.Value.Line, c.Text.Line), "column %q: labels ja and en, a width above 0 and a known align are wanted", c.Ja)
		}
	}
}

// use compiles the shared blocks for what "it" is here.
func (k *compiler) use(b *BlockDef) {
	if b.Use == "" {
		return
	}
	names, file := k.names, k.file
	k.names = maps.Clone(names)
	if t := k.expr(&b.With); t != nil {
		k.names["it"] = t
	}
	k.file = b.file
	k.blocks(b.shared)
	k.names, k.file = names, file
}
