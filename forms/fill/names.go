package fill

import (
	"strings"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// names takes the markers that stand in the comments of named ranges: each fills its cell.
func (t *Template) names() error {
	b := t.book
	for _, k := range b.root.Kid("x:definedNames").Children() {
		a := k.Attribute("comment")
		if !strings.Contains(a.Value, "{{") {
			continue
		}
		text := &flow{place: Place{Kind: "name", Name: k.Attr("name")}}
		for c := range ooxml.Chars(b.data, a.From, a.To) {
			text.glyphs = append(text.glyphs, glyph{c, k})
		}
		if err := text.find(); err != nil {
			return err
		}
		b.unmarked = append(b.unmarked, ooxml.Edit{From: a.Start, To: a.To + 1})
		if len(text.sites) != 1 || text.sites[0].Kind != Value {
			return text.place.fault(layers.NewFault(0, "sheet-marker", "text", clipped(a.Value)))
		}
		if err := t.named(text, ooxml.Text(b.data, k.Inner, k.End)); err != nil {
			return err
		}
	}
	return nil
}

// named gives the cell of a named range the marker of its comment.
func (t *Template) named(text *flow, cells string) error {
	var ref reference
	n := 0
	rewrite(cells, func(r reference) (reference, bool) {
		ref = r
		n++
		return r, true
	})
	for _, s := range t.book.sheets {
		c := s.cells[[2]int{ref.from.column, ref.from.row}]
		if n != 1 || !strings.EqualFold(s.title, ref.sheet) || c == nil {
			continue
		}
		if s.filled[c.node] {
			return text.place.fault(layers.NewFault(0, "sheet-two", "other", c.place().Name))
		}
		if c.node.Kid("x:f") != nil || c.node.Kid("x:v") != nil || c.text != nil {
			return text.place.fault(layers.NewFault(0, "sheet-full", "text", c.place().Name))
		}
		text.cell, text.part, text.bare = c, s.part, true
		c.halves, c.merged = s.room(c)
		s.filled[c.node] = true
		s.fresh = append(s.fresh, area{c.column, c.row, c.column, c.row})
		if b := s.blockOf(c.node.From); b != nil {
			b.flows = append(b.flows, text)
		} else {
			s.flows = append(s.flows, text)
		}
		return nil
	}
	return text.place.fault(layers.NewFault(0, "sheet-range", "name", text.place.Name))
}
