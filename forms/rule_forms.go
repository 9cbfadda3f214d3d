package forms

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// shown tells which forms show a value of the case: the forms by path, a path being a JSON
// Pointer with "*" for every index. What holds a value that a form shows counts as shown.
type shown map[string]map[partOf]bool

// partOf is a form filled from one group: the subject's path.
type partOf struct{ form, subject string }

// FormsOf are the ids of the forms that show a value of the case, in order. A value that
// no form shows has the forms of what holds it.
func (c *Catalog) FormsOf(pointer string) []string {
	ids := map[string]bool{}
	for p := range c.shown().nearest(pointer) {
		ids[p.form] = true
	}
	return slices.SortedFunc(maps.Keys(ids), CompareIDs)
}

// nearest gives what shows a value, or else the innermost thing around it that is shown.
func (s shown) nearest(pointer string) map[partOf]bool {
	tokens := strings.Split(pointer, "/")
	for i, t := range tokens {
		if _, err := strconv.Atoi(t); err == nil {
			tokens[i] = "*"
		}
	}
	for ; len(tokens) > 1; tokens = tokens[:len(tokens)-1] {
		if parts := s[strings.Join(tokens, "/")]; len(parts) > 0 {
			return parts
		}
	}
	return nil
}

// inPackage tells whether a value is shown by a form of the package, or by none at all.
func (s shown) inPackage(p *PackageDef, pointer string) bool {
	parts := s.nearest(pointer)
	for at := range parts {
		for _, d := range p.Papers {
			for _, f := range d.Forms {
				if f.Form == at.form && "/"+strings.ReplaceAll(f.Subject, ".", "/") == strings.TrimSuffix(at.subject, "/*") {
					return true
				}
			}
		}
	}
	return len(parts) == 0
}

// index reads every definition, without compiling it, for the paths in it.
func (c *Catalog) index() shown {
	all := shown{}
	for _, id := range c.IDs() {
		if id == IndexForm || id == casefile.ReportForm { // they show what others do
			continue
		}
		for _, f := range c.files[id] {
			if d, err := f.value.read(); err == nil { // what cannot be read is told by [Catalog.Definition]
				all.add(d)
			}
		}
	}
	return all
}

// add notes what a definition shows.
func (s shown) add(d *Definition) {
	for _, subject := range d.Subjects {
		it := strings.Split(subject.Source, ".")
		if _, t, err := expr.Compile(subject.Source, nil); err == nil && t.Kind() == reflect.Slice {
			it = append(it, "*")
		}
		x := indexer{s, partOf{d.ID, "/" + strings.Join(it, "/")}}
		x.sections(d.Sections, map[string][]string{"it": it})
		if d.Package != "" { // the form lists the papers
			x.note([]string{"attachments", "*"})
			x.note([]string{"omissions", "*"})
		}
	}
}

// indexer walks one definition.
type indexer struct {
	all  shown
	part partOf
}

func (x indexer) sections(sections []SectionDef, names map[string][]string) {
	for i := range sections {
		x.blocks(sections[i].Blocks, names)
	}
}

func (x indexer) blocks(blocks []BlockDef, names map[string][]string) {
	for i := range blocks {
		b := &blocks[i]
		x.templates(names, b.Title, b.Heading, b.Text)
		x.items(b.Items, names)
		x.fields(b.Sender, names)
		x.fields(b.Fields, names)
		if b.Table != nil {
			x.table(b.Table, names)
		}
		if b.Use != "" {
			x.blocks(b.shared, within(b, names))
		}
	}
}

// within is what the names mean inside the shared blocks that a block names.
func within(b *BlockDef, names map[string][]string) map[string][]string {
	inner := maps.Clone(names)
	if paths := expr.Reads(b.With.Source, names); len(paths) > 0 {
		inner["it"] = paths[0]
	}
	return inner
}

func (x indexer) items(items []ItemDef, names map[string][]string) {
	for i := range items {
		x.templates(names, items[i].Text)
		x.items(items[i].Items, names)
	}
}

func (x indexer) fields(fields []FieldDef, names map[string][]string) {
	for i := range fields {
		x.add(fields[i].Value.Source, names)
		x.templates(names, fields[i].Text)
	}
}

func (x indexer) table(t *TableDef, names map[string][]string) {
	inner := maps.Clone(names)
	if paths := expr.Reads(t.Each.Source, names); len(paths) > 0 {
		inner["row"] = append(slices.Clone(paths[0]), "*")
	}
	for i := range t.Columns {
		x.add(t.Columns[i].Value.Source, inner)
		x.templates(inner, t.Columns[i].Text)
	}
	for _, row := range t.Rows {
		x.templates(names, row.Cells...)
	}
}

func (x indexer) templates(names map[string][]string, templates ...expr.Template) {
	for _, t := range templates {
		for _, p := range t.Parts {
			if p.Value != nil {
				x.add(p.Value.Source, names)
			}
		}
	}
}

// add notes that the form shows what an expression reads.
func (x indexer) add(source string, names map[string][]string) {
	for _, path := range expr.Reads(source, names) {
		x.note(path)
	}
}

func (x indexer) note(path []string) {
	for n := range path {
		at := "/" + strings.Join(path[:n+1], "/")
		if x.all[at] == nil {
			x.all[at] = map[partOf]bool{}
		}
		x.all[at][x.part] = true
	}
}
