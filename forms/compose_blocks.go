package forms

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/forms/expr"
)

// composer fills one document. The first error stops it from doing more.
type composer struct {
	catalog    *Catalog
	definition *Definition
	scope      *expr.Scope
	timeline   *document.Timeline
	blank      bool   // the form has no data of its own
	absence    string // printed for what is not there instead of 該当なし
	stacked    bool   // check boxes stand below each other: in the cells of a table
	shown      noted
	err        error
}

func (k *composer) eval(e *expr.Expr) expr.Found {
	if e.Source == "" || k.err != nil {
		return expr.Found{}
	}
	f, err := e.Run(k.scope)
	if err != nil {
		k.err = fmt.Errorf("line %d: %s: %w", e.Line, e.Source, err)
	}
	return f
}

// holds says whether a "when" is absent or true.
func (k *composer) holds(e *expr.Expr) bool {
	return e.Source == "" || k.eval(e).Present()
}

// text is the plain text of an expression.
func (k *composer) text(e *expr.Expr) string {
	f := k.eval(e)
	if !f.Value.IsValid() {
		return ""
	}
	return expr.LeafText(f.Value)
}

func (k *composer) author() string {
	if k.definition.From == "applicant" {
		k.shown.add("/applicant/name")
		return k.scope.Root.FieldByName("Applicant").FieldByName("Name").String()
	}
	return k.catalog.offices[k.definition.From]
}

func (k *composer) section(doc *document.Document, s *SectionDef) {
	if !k.holds(&s.When) {
		return
	}
	doc.Sections = append(doc.Sections, document.Section{Name: s.Name, Landscape: s.Landscape, Joins: s.Joins, Blocks: joined(k.blocks(s.Blocks))})
}

// joined makes one grid of neighbouring ones, but of cards, and where that would pair two halves.
func joined(blocks []document.Block) []document.Block {
	var out []document.Block
	for _, b := range blocks {
		f, ok := b.(document.Fields)
		if ok && len(out) > 0 {
			if above, ok := out[len(out)-1].(document.Fields); ok && !apart(above, f) {
				out[len(out)-1] = document.Fields{Rows: slices.Concat(above.Rows, f.Rows)}
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// apart reports whether two grids begin alike, as cards do, or the last of one would share its
// row with the first of the next.
func apart(above, below document.Fields) bool {
	lines := above.Lines()
	if len(lines) == 0 || len(below.Rows) == 0 {
		return false
	}
	last := lines[len(lines)-1]
	return above.Rows[0].Label == below.Rows[0].Label || len(last) == 1 && last[0].Half && below.Rows[0].Half
}

func (k *composer) blocks(defs []BlockDef) []document.Block {
	var out []document.Block
	for i := range defs {
		if b := &defs[i]; k.err == nil && (k.blank || !b.Blank) && k.holds(&b.When) {
			outer := k.absence
			k.absence = cmp.Or(k.text(&b.Absent), outer)
			out = append(out, k.block(b)...)
			k.absence = outer
		}
	}
	return out
}

func (k *composer) block(b *BlockDef) []document.Block {
	switch {
	case b.Use != "":
		return k.shared(b)
	case b.Title.Parts != nil:
		return []document.Block{document.Title{Text: k.words(&b.Title)}}
	case b.Heading.Parts != nil:
		return []document.Block{document.Heading{Level: max(b.Level, 1), Text: k.words(&b.Heading)}}
	case b.Text.Parts != nil:
		return k.paragraph(b)
	case b.Items != nil:
		return k.items(b.Items, 0)
	case b.Sender != nil:
		return []document.Block{document.Sender{Rows: k.fields(b.Sender, false)}}
	case b.Fields != nil:
		return []document.Block{document.Fields{Rows: k.fields(b.Fields, true)}}
	case b.Timeline:
		return k.drawn()
	default:
		return k.rows(b.Table)
	}
}

// drawn is the timeline of the report, if it has one.
func (k *composer) drawn() []document.Block {
	if k.timeline == nil {
		return nil
	}
	return []document.Block{*k.timeline}
}

// shared fills a block list of blocks.yaml, with "it" meaning what "with" says.
func (k *composer) shared(b *BlockDef) []document.Block {
	inner := *k.scope
	inner.Names = map[string]expr.Found{}
	for name, f := range k.scope.Names {
		inner.Names[name] = f
	}
	if b.With.Source != "" {
		inner.Names["it"] = k.eval(&b.With)
	}
	outer := k.scope
	k.scope = &inner
	defer func() { k.scope = outer }()
	return k.blocks(b.shared)
}

func (k *composer) paragraph(b *BlockDef) []document.Block {
	v, values, empty := k.template(&b.Text)
	if nothing := values > 0 && empty == values; v.Text == "" || nothing && !k.blank && !b.Text.Dated() {
		return nil
	}
	return []document.Block{document.Paragraph{Text: v.Text, Path: v.Path, Align: aligns[b.Align],
		Indent: b.Indent, First: b.First, Small: b.Small}}
}

var aligns = map[string]document.Align{"": document.Left, "left": document.Left, "center": document.Center,
	"right": document.Right, "justify": document.Justify}

func (k *composer) items(defs []ItemDef, level int) []document.Block {
	var out []document.Block
	n := 0
	for i := range defs {
		if d := &defs[i]; k.holds(&d.When) {
			v, _, _ := k.template(&d.Text)
			out = append(out, document.Item{Marker: mark(level, n), Text: v.Text, Level: level, Path: v.Path})
			out = append(out, k.items(d.Items, level+1)...)
			n++
		}
	}
	return out
}

// mark is the n-th marker of official papers at a level: 1, (1), ア.
func mark(level, n int) string {
	switch level {
	case 0:
		return strconv.Itoa(n + 1)
	case 1:
		return "(" + strconv.Itoa(n+1) + ")"
	default:
		kana := []rune("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ")
		return string(kana[n%len(kana)])
	}
}

func (k *composer) fields(defs []FieldDef, grid bool) []document.Field {
	var out []document.Field
	for i := range defs {
		d := &defs[i]
		if !k.holds(&d.When) || d.Optional && !k.blank && k.text(&d.Value) == "" {
			continue
		}
		f := document.Field{Label: d.Ja, Half: d.Half, Value: k.field(d, grid)}
		if f.Value.Text == "" && (k.blank || d.byHand()) {
			f.Lines = min(d.Lines, document.MaxLines)
		}
		out = append(out, f)
	}
	return out
}

// field prints a value, 該当なし where an optional one is not there, and a blank where a
// needed one is missing or the form is to be filled in by hand.
func (k *composer) field(d *FieldDef, grid bool) document.Value {
	if d.byHand() {
		return document.Value{Fixed: true}
	}
	if d.Text.Parts != nil {
		v, values, empty := k.template(&d.Text)
		if values > 0 && empty == values {
			return k.absent(document.Value{Path: v.Path}, d.Need, grid)
		}
		v.Fixed = values == 0
		return v
	}
	v := k.value(&d.Value, d.As, grid)
	if v.Text == "" {
		return k.absent(v, d.Need, grid)
	}
	return v
}

func (k *composer) absent(v document.Value, need, grid bool) document.Value {
	if (!need || k.absence != "") && !k.blank && grid {
		v.Kind, v.Choices, v.Text = document.Text, nil, cmp.Or(k.absence, none)
	}
	return v
}

const none = "該当なし"

func (k *composer) value(e *expr.Expr, as string, boxes bool) document.Value {
	f := k.eval(e)
	k.note(e, f)
	if boxes && isChoice(f) && as != asShort && !strings.HasSuffix(as, asBoxes) {
		as += " " + asBoxes
	}
	return k.format(f, strings.TrimSpace(as))
}

func (k *composer) words(t *expr.Template) string {
	v, _, _ := k.template(t)
	return v.Text
}

// template fills a text. A template that is one value and nothing else keeps its type.
// It also tells how many values it has and how many of them are empty.
func (k *composer) template(t *expr.Template) (v document.Value, values, empty int) {
	if len(t.Parts) == 1 && t.Parts[0].Value != nil {
		f := k.eval(t.Parts[0].Value)
		k.note(t.Parts[0].Value, f)
		v = k.format(f, t.Parts[0].As)
		if v.Text == "" && t.Dated() {
			v.Text = blankDay
		}
		return v, 1, count(v.Text == "")
	}
	var b strings.Builder
	for i := range t.Parts {
		p := &t.Parts[i]
		if p.Value == nil {
			b.WriteString(p.Words)
			continue
		}
		f := k.eval(p.Value)
		k.note(p.Value, f)
		filled := k.format(f, p.As)
		values, empty = values+1, empty+count(filled.Text == "")
		if v.Path == "" {
			v.Path = filled.Path
		}
		b.WriteString(k.orBlank(filled.Text, f))
	}
	v.Text = b.String()
	v.Fixed = values == 0
	return v, values, empty
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// orBlank leaves room to write where a value of the case is empty.
func (k *composer) orBlank(text string, f expr.Found) string {
	if text != "" || f.Pointer == "" && !k.blank {
		return text
	}
	if f.Value.IsValid() && f.Value.Type() == reflect.TypeFor[casefile.Date]() {
		return blankDay
	}
	return "　　　　"
}
