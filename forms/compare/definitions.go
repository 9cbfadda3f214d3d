package compare

import (
	"fmt"
	"regexp"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// definition is a form, laid out as it is printed: shared blocks stand where they are used,
// for what they are used.
func definition(c *forms.Catalog, d *forms.Definition) *thing {
	l := &layout{thing: &thing{title: casefile.Words{Ja: d.Title.Ja, En: d.Title.En}}}
	l.head(c, d)
	for i := range d.Sections {
		l.section(&d.Sections[i])
	}
	return l.thing
}

// layout lays out one form.
type layout struct {
	*thing
	it    string   // what "it" means inside shared blocks; "" outside of them
	conds []string // on which the blocks around are shown
}

func (l *layout) head(c *forms.Catalog, d *forms.Definition) {
	l.words("title", casefile.Words{Ja: d.Title.Ja, En: d.Title.En})
	l.add("title.confirmed", yes(d.Title.Confirmed))
	l.add("edition", c.Edition(d))
	l.add("clause", d.Clause)
	l.add("from", d.From)
	l.add("to", d.To)
	l.add("kind", d.Kind)
	l.add("unnumbered", yes(d.Unnumbered))
	l.add("in_force", string(d.InForce))
	l.add("governs", l.expr(&d.Governs))
	for i := range d.Subjects {
		l.add("subject", l.expr(&d.Subjects[i]))
	}
	l.add("when", l.expr(&d.When))
	l.add("date", l.expr(&d.Date))
	l.add("package", d.Package)
}

func (l *layout) section(s *forms.SectionDef) {
	l.put("section", "", "", s.Name, "landscape", yes(s.Landscape), "when", l.expr(&s.When))
	l.blocks(s.Blocks)
}

func (l *layout) blocks(blocks []forms.BlockDef) {
	for i := range blocks {
		l.block(&blocks[i])
	}
}

func (l *layout) block(b *forms.BlockDef) {
	outer := l.conds
	if when := l.expr(&b.When); when != "" {
		l.conds = append(outer[:len(outer):len(outer)], when)
	}
	l.text("title", &b.Title)
	l.text("heading", &b.Heading, "level", fmt.Sprint(max(b.Level, 1)))
	l.text("text", &b.Text, "align", align(b.Align), "indent", size(b.Indent), "first", size(b.First), "small", yes(b.Small))
	l.items(b.Items, "")
	l.fields("sender", b.Sender)
	l.fields("field", b.Fields)
	l.table(b.Table)
	if b.Timeline {
		l.put("timeline", "", "", "timeline")
	}
	l.use(b)
	l.conds = outer
}

// use lays out the shared blocks that a block names.
func (l *layout) use(b *forms.BlockDef) {
	it := l.it
	if with := l.expr(&b.With); with != "" {
		l.it = with
	}
	l.blocks(b.Shared())
	l.it = it
}

func (l *layout) items(items []forms.ItemDef, number string) {
	for i := range items {
		at := fmt.Sprintf("%s%d", number, i+1)
		l.put("item", at, "text", l.template(&items[i].Text), "when", l.expr(&items[i].When))
		l.items(items[i].Items, at+".")
	}
}

func (l *layout) fields(kind string, fields []forms.FieldDef) {
	for i := range fields {
		f := &fields[i]
		l.put(kind+" "+f.Ja, "", "en", f.En, "value", l.expr(&f.Value), "text", l.template(&f.Text), "as", f.As, "need", yes(f.Need),
			"half", yes(f.Half), "when", l.expr(&f.When), "optional", yes(f.Optional))
	}
}

func (l *layout) table(t *forms.TableDef) {
	if t == nil {
		return
	}
	l.put("table "+t.Ja, "", "en", t.En, "each", l.expr(&t.Each), "where", l.expr(&t.Where), "match", l.expr(&t.Match),
		"empty", t.Empty,
		"blank", fmt.Sprint(t.Blank))
	for i := range t.Columns {
		c := &t.Columns[i]
		l.put("column "+c.Ja, "", "en", c.En, "value", l.expr(&c.Value), "text", l.template(&c.Text), "as", c.As, "width", size(c.Width), "align", align(c.Align))
	}
	for i := range t.Rows {
		r := &t.Rows[i]
		cells := make([]string, len(r.Cells))
		for j := range r.Cells {
			cells[j] = l.template(&r.Cells[j])
		}
		l.put("row", strings.TrimSpace(fmt.Sprintf("%d %s", i+1, r.Key)), "key", r.Key, "cells", strings.Join(cells, " | "), "when", l.expr(&r.When))
	}
}

// text adds a text that is there.
func (l *layout) text(name string, t *expr.Template, more ...string) {
	if text := l.template(t); text != "" {
		l.put(name, "", append([]string{"", text}, more...)...)
	}
}

// put adds a part that is printed, and where it stands among its like. more are names and texts in turn; those without a text
// are left out.
func (l *layout) put(name, at string, more ...string) {
	var texts []string
	for i := 0; i+1 < len(more); i += 2 {
		switch {
		case more[i+1] == "":
		case more[i] == "":
			texts = append(texts, more[i+1])
		default:
			texts = append(texts, more[i]+": "+more[i+1])
		}
	}
	for _, when := range l.conds {
		texts = append(texts, "when: "+when)
	}
	l.parts = append(l.parts, part{name, strings.Join(texts, "; "), at})
}

// align is where a text stands; to the left when nothing is said.
func align(said string) string {
	if said == "left" {
		return ""
	}
	return said
}

func size(n float64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

var itself = regexp.MustCompile(`(^|[^.\w])it\b`)

// expr is an expression as it stands outside of shared blocks.
func (l *layout) expr(e *expr.Expr) string {
	text := expr.Plain(e.Source)
	if l.it == "" {
		return text
	}
	return itself.ReplaceAllStringFunc(text, func(found string) string { return strings.TrimSuffix(found, "it") + l.it })
}

// template is a text with its expressions.
func (l *layout) template(t *expr.Template) string {
	var b strings.Builder
	for i := range t.Parts {
		p := &t.Parts[i]
		switch {
		case p.Value == nil:
			b.WriteString(p.Words)
		case p.As != "":
			fmt.Fprintf(&b, "{{ %s | %s }}", l.expr(p.Value), p.As)
		default:
			fmt.Fprintf(&b, "{{ %s }}", l.expr(p.Value))
		}
	}
	return b.String()
}
