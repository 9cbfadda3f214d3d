package fill_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/document"
	"yoshiki/forms/expr"
)

// marker makes of a definition what a person makes of a blank copy of its form: the printed
// words, with a marker in each place for a value.
type marker struct {
	t      testing.TB
	form   *forms.Filled
	values *forms.Values
	names  expr.Shape
	it     string // what "it" means in shared blocks; "" for itself
	rows   bool   // in those of a table
}

// markedUp is a form of a case with markers for its values.
func markedUp(t testing.TB, f *forms.Filled) *document.Document {
	t.Helper()
	values, err := f.Values()
	if err != nil {
		t.Fatal(err)
	}
	m := &marker{t: t, form: f, values: values, names: f.Definition.Names()}
	d := *f.Document
	d.Sections = nil
	for _, s := range f.Definition.Sections {
		if m.holds(s.When) {
			d.Sections = append(d.Sections, document.Section{Name: s.Name, Landscape: s.Landscape, Blocks: m.blocks(s.Blocks)})
		}
	}
	return &d
}

var itself = regexp.MustCompile(`\bit\b`)

// source is an expression as it is written outside of shared blocks.
func (m *marker) source(s string) string {
	if m.it == "" {
		return s
	}
	return itself.ReplaceAllLiteralString(s, m.it)
}

func (m *marker) compile(source string) *expr.Compiled {
	c, err := expr.Compile(source, m.names)
	if err != nil {
		m.t.Fatalf("%s: %s: %v", m.form.Name, source, err)
	}
	return c
}

func (m *marker) holds(e expr.Expr) bool {
	if e.Source == "" {
		return true
	}
	holds, err := m.values.Holds(m.compile(m.source(e.Source)))
	if err != nil {
		m.t.Fatal(err)
	}
	return holds
}

func mark(source, as string) string {
	if as != "" {
		source += " | " + as
	}
	return "{{ " + source + " }}"
}

// text is a template with markers; empty says whether the case has none of its values.
func (m *marker) text(t expr.Template) (text string, empty bool) {
	values, blanks := 0, 0
	for _, p := range t.Parts {
		if p.Value == nil {
			text += p.Words
			continue
		}
		source := m.source(p.Value.Source)
		text += mark(source, p.As)
		values++
		if !m.rows {
			v, err := m.values.Print(m.compile(source), source, p.As, false)
			if err != nil {
				m.t.Fatal(err)
			}
			if v.Text == "　　　　" || strings.HasPrefix(v.Text, "令和　　年") || strings.HasPrefix(v.Text, "□") && !strings.Contains(v.Text, "■") && p.As == "" {
				blanks++
			}
		}
	}
	return text, values > 0 && values == blanks
}

func (m *marker) blocks(defs []forms.BlockDef) []document.Block {
	var out []document.Block
	for i := range defs {
		if b := &defs[i]; m.holds(b.When) && (m.values.Blank() || !b.Blank) {
			out = append(out, m.block(b)...)
		}
	}
	return out
}

func (m *marker) block(b *forms.BlockDef) []document.Block {
	words := func(t expr.Template) string { text, _ := m.text(t); return text }
	switch {
	case b.Use != "":
		inner := *m
		if b.With.Source != "" {
			inner.it = m.source(b.With.Source)
		}
		return inner.blocks(b.Shared())
	case b.Title.Parts != nil:
		return []document.Block{document.Title{Text: words(b.Title)}}
	case b.Heading.Parts != nil:
		return []document.Block{document.Heading{Level: max(b.Level, 1), Text: words(b.Heading)}}
	case b.Text.Parts != nil:
		text, empty := m.text(b.Text)
		if empty && !m.values.Blank() && !b.Text.Dated() {
			return nil
		}
		return []document.Block{document.Paragraph{Text: text}}
	case b.Items != nil:
		return m.items(b.Items, 0)
	case b.Sender != nil:
		return []document.Block{document.Sender{Rows: m.fields(b.Sender, false)}}
	case b.Fields != nil:
		return []document.Block{document.Fields{Rows: m.fields(b.Fields, true)}}
	case b.Timeline:
		return nil
	}
	if b.Table.Cards && len(m.cards(b.Table)) > 0 {
		return m.cards(b.Table)
	}
	return []document.Block{m.table(b.Table)}
}

func (m *marker) items(defs []forms.ItemDef, level int) []document.Block {
	var out []document.Block
	n := 0
	for _, d := range defs {
		if !m.holds(d.When) {
			continue
		}
		n++
		text, _ := m.text(d.Text)
		sign := []string{fmt.Sprint(n), fmt.Sprintf("(%d)", n), string([]rune("アイウエオカキクケコサシスセソ")[n-1])}[min(level, 2)]
		out = append(append(out, document.Item{Marker: sign, Text: text, Level: level}), m.items(d.Items, level+1)...)
	}
	return out
}

func (m *marker) fields(defs []forms.FieldDef, grid bool) []document.Field {
	var out []document.Field
	for _, d := range defs {
		if !m.holds(d.When) || d.Optional && !m.values.Blank() && !m.there(d.Value) {
			continue
		}
		f := document.Field{Label: d.Ja, Half: d.Half, Lines: d.Lines}
		if d.Value.Source != "" {
			f.Value.Text = mark(m.source(d.Value.Source), "")
		}
		if d.Text.Parts != nil {
			var empty bool
			if f.Value.Text, empty = m.text(d.Text); empty {
				f.Value.Text = map[bool]string{true: "該当なし"}[grid && !d.Need && !m.values.Blank()]
			}
		}
		out = append(out, f)
	}
	return out
}

// there reports whether the case has a text.
func (m *marker) there(e expr.Expr) bool {
	source := m.source(e.Source)
	v, err := m.values.Print(m.compile(source), source, "short", false)
	if err != nil {
		m.t.Fatal(err)
	}
	return strings.Trim(v.Text, "　") != "" && !strings.HasPrefix(v.Text, "令和　　年")
}

// cards is a grid that is repeated for the entries of its list, and those to be filled in by
// hand; nothing where the form has none.
func (m *marker) cards(t *forms.TableDef) []document.Block {
	list, err := m.values.List(m.compile(m.source(t.Each.Source)))
	if err != nil {
		m.t.Fatal(err)
	}
	if len(list) == 0 && !m.values.Blank() {
		return nil
	}
	marked, blank := document.Fields{}, document.Fields{}
	for _, c := range t.Columns {
		f := document.Field{Label: c.Ja, Half: c.Half}
		blank.Rows = append(blank.Rows, f)
		f.Value.Text = mark(m.source(c.Value.Source), c.As)
		marked.Rows = append(marked.Rows, f)
	}
	marked.Rows[0].Value.Text = "{{ each " + m.source(t.Each.Source) + " | blank }}" + marked.Rows[0].Value.Text
	marked.Rows[len(marked.Rows)-1].Value.Text += "{{ end }}"
	out := []document.Block{marked}
	for i := 1; i < t.Blank && m.values.Blank(); i++ {
		out = append(out, blank)
	}
	return out
}

// leftOut reports whether the drawn form has no such column because nothing stands in it.
func (m *marker) leftOut(c forms.ColumnDef) bool {
	for _, s := range m.form.Document.Sections {
		for _, b := range s.Blocks {
			t, _ := b.(document.Table)
			if slices.ContainsFunc(t.Columns, func(d document.Column) bool { return d.Label == c.Ja && d.Width == c.Width }) {
				return false
			}
		}
	}
	return c.Optional
}

// table has a row that is repeated for the entries of its list, or fixed rows.
func (m *marker) table(t *forms.TableDef) document.Block {
	m.rows = true
	defer func() { m.rows = false }()
	out := document.Table{Caption: t.Ja, Empty: t.Empty}
	columns := slices.DeleteFunc(slices.Clone(t.Columns), m.leftOut)
	for _, c := range columns {
		out.Columns = append(out.Columns, document.Column{Label: c.Ja, Width: c.Width})
	}
	each := "{{ each " + m.source(t.Each.Source)
	for _, r := range t.Rows {
		if !m.holds(r.When) {
			continue
		}
		cells := make([]document.Value, len(r.Cells))
		for i := range cells {
			cells[i].Text, _ = m.text(r.Cells[i])
		}
		if t.Match.Source != "" {
			cells[0].Text = each + fmt.Sprintf(" | where %s == %q | blank }}", m.source(t.Match.Source), r.Key) + cells[0].Text
		}
		out.Rows = append(out.Rows, cells)
	}
	if t.Each.Source == "" || t.Match.Source != "" {
		return out
	}
	if t.Where.Source != "" {
		each += " | where " + m.source(t.Where.Source)
	}
	row := make([]document.Value, len(columns))
	for i, c := range columns {
		if row[i].Text, _ = m.text(c.Text); c.Text.Parts == nil {
			row[i].Text = mark(m.source(c.Value.Source), c.As)
		}
	}
	row[0].Text = each + " | " + t.Empty + " }}" + row[0].Text
	out.Rows = append(out.Rows, row)
	for i := 1; i < t.Blank && m.values.Blank(); i++ {
		out.Rows = append(out.Rows, make([]document.Value, len(row)))
	}
	return out
}
