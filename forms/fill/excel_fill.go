package fill

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// excel fills the parts of a workbook.
func (w *filler) excel() error {
	w.grown = map[*sheet]growths{}
	if err := w.states(); err != nil {
		return err
	}
	for _, s := range w.bound.book.sheets {
		all, err := w.grow(s)
		if err != nil {
			return err
		}
		w.grown[s], w.moving = all, w.moving || all.moves()
	}
	for _, s := range w.bound.book.sheets {
		edits, err := w.rows(s, w.grown[s])
		if err != nil {
			return err
		}
		if w.moving {
			edits = append(edits, w.around(s)...)
		} else if len(w.grown[s]) > 0 {
			edits = append(edits, w.merges(s)...)
		}
		for _, f := range s.heads {
			made, err := w.heading(f)
			if err != nil {
				return err
			}
			edits = append(edits, made...)
		}
		edits = append(edits, w.linked(s)...)
		w.edit(s.name, s.data, edits)
		if err := w.ticks(s); err != nil {
			return err
		}
		if w.grown[s].moves() {
			if err := w.beside(s); err != nil {
				return err
			}
		}
	}
	w.emptyShared()
	return w.workbook()
}

// emptyShared takes the markers out of the shared strings, which the cells no longer show.
func (w *filler) emptyShared() {
	shared := w.bound.book.shared
	if shared == nil {
		return
	}
	var edits []ooxml.Edit
	done := map[*ooxml.Node]bool{}
	w.bound.every(func(f *flow, _ *block) bool {
		if f.cell != nil && !f.bare && f.cell.shared >= 0 && !done[f.cell.text] {
			n := f.cell.text
			done[n] = true
			edits = append(edits, ooxml.Edit{From: n.Inner, To: n.End, With: "<" + n.Prefix() + "t></" + n.Prefix() + "t>"})
		}
		return true
	})
	if len(edits) > 0 {
		w.changed[shared.name] = ooxml.Splice(shared.data, 0, len(shared.data), edits)
	}
}

// maxText is the most characters that Excel lets a cell have.
const maxText = 32_767

// cell fills a cell that comes to stand in a row.
func (w *filler) cell(f *flow, e *entry, row int) (ooxml.Edit, error) {
	var edits []ooxml.Edit
	var only, long document.Value
	text, from, of := "", 0, (*Marker)(nil)
	for i := range f.sites {
		s := &f.sites[i]
		v, err := w.show(f, s, e)
		if err != nil {
			return ooxml.Edit{}, err
		}
		if len([]rune(v.text)) > maxText {
			return ooxml.Edit{}, f.place.fault(layers.NewFault(0, "sheet-long", "most", strconv.Itoa(maxText)))
		}
		text, from = text+f.between(from, s.from)+v.text, s.to
		if of == nil || len(v.text) > len(long.Text) {
			of, long = s.Marker, v.value
		}
		if s.Kind == Value && f.alone(s) {
			only = v.value
		}
		if s.Kind == Box {
			edits = append(edits, f.mark(s, v.holds)...)
		} else {
			edits = append(edits, f.writePlain(s, v.text)...)
		}
	}
	w.need(f.cell, text+f.between(from, len(f.glyphs)), of, long, row)
	n := f.cell.node
	return ooxml.Edit{From: n.From, To: n.To, With: f.cell.tag(row) + w.content(f, only, edits) + "</" + n.Raw + ">"}, nil
}

// content is what stands in a filled cell, behind the first part of its tag.
func (w *filler) content(f *flow, only document.Value, edits []ooxml.Edit) string {
	p := f.cell.node.Prefix()
	if typed := w.bound.book.typed(f.cell, only); typed != "" {
		return "><" + p + "v>" + typed + "</" + p + "v>"
	}
	if f.bare {
		if only.Text == "" {
			return ">"
		}
		return ` t="inlineStr"><` + p + "is><" + p + `t xml:space="preserve">` + plain(only.Text) + "</" + p + "t></" + p + "is>"
	}
	return f.inline(edits)
}

// inline is the string of a cell with edits, as the cell itself holds it.
func (f *flow) inline(edits []ooxml.Edit) string {
	p, t := f.cell.node.Prefix(), f.cell.text
	edits = append(append(edits, f.keepSpaces(edits)...), f.readings(edits)...)
	inside := string(ooxml.Splice(f.part.data, t.Inner, t.End, edits))
	return ` t="inlineStr"><` + p + "is>" + inside + "</" + p + "is>"
}

// tag is the beginning of the tag of a cell, which keeps its style.
func (c *cell) tag(row int) string {
	var b strings.Builder
	b.WriteString("<" + c.node.Raw)
	for _, a := range c.node.Attrs() {
		value := a.Value
		switch a.Name {
		case "t":
			continue
		case "r":
			value = cellName(c.column, row)
		}
		b.WriteString(" " + a.Name + `="` + ooxml.Escape(value) + `"`)
	}
	return b.String()
}

// writePlain puts a value in the place of a marker in a string.
func (f *flow) writePlain(s *site, text string) []ooxml.Edit {
	to, text := f.room(s, text)
	if f.heading {
		text = strings.ReplaceAll(text, "&", "&&")
	}
	return f.replace(s.from, to, plain(text))
}

var escaped = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// plain is a text in a string of Excel, which takes _x0041_ for A.
func plain(text string) string { return ooxml.Escape(escaped.ReplaceAllString(text, "_x005F_$1")) }

// readings keeps how words are read aloud, where they stand before or behind what is filled.
func (f *flow) readings(edits []ooxml.Edit) []ooxml.Edit {
	var more []ooxml.Edit
	for _, k := range f.cell.text.Kids {
		if k.Name != "x:rPh" {
			continue
		}
		from, err := strconv.Atoi(k.Attr("sb"))
		to, also := strconv.Atoi(k.Attr("eb"))
		shift, keeps := f.moved(edits, from, to)
		if cmp.Or(err, also) != nil || !keeps {
			more = append(more, ooxml.Edit{From: k.From, To: k.To})
			continue
		}
		for _, a := range []ooxml.Attr{k.Attribute("sb"), k.Attribute("eb")} {
			n, _ := strconv.Atoi(a.Value)
			more = append(more, ooxml.Edit{From: a.From, To: a.To, With: strconv.Itoa(n + shift)})
		}
	}
	return more
}

// moved is how far the edits move the characters from and to, if they leave them as they are.
func (f *flow) moved(edits []ooxml.Edit, from, to int) (shift int, keeps bool) {
	if from < 0 || to > len(f.glyphs) || from >= to {
		return 0, false
	}
	for _, e := range edits {
		at := slices.IndexFunc(f.glyphs, func(g glyph) bool { return g.From >= e.From })
		if at < 0 || at >= to {
			continue
		}
		gone := 0
		for _, g := range f.glyphs[at:] {
			if g.From < e.To {
				gone++
			}
		}
		if gone > 0 && at+gone > from {
			return 0, false
		}
		shift += len([]rune(ooxml.Text([]byte(e.With), 0, len(e.With)))) - gone
	}
	return shift, true
}
