package fill

import (
	"slices"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/fill/ooxml"
)

// shown is what a marker of a flow shows; in an entry of a list.
type shown struct {
	text  string
	value document.Value
	holds bool // of Box
}

// show evaluates a marker.
func (w *filler) show(f *flow, s *site, e *entry) (shown, error) {
	v, err := w.evaluate(f, s, e)
	if w.slots != nil && s.Kind == Value && err == nil {
		v = w.slot(s.Marker, v)
	}
	w.told.show(s.Marker, v)
	return v, err
}

func (w *filler) evaluate(f *flow, s *site, e *entry) (shown, error) {
	u := w.bound.uses[s.Marker]
	switch {
	case s.Kind == Each && e.none:
		return shown{text: e.words}, nil
	case s.Kind == Each, s.Kind == End, s.Kind == Without, e != nil && e.none && s.ofRow() && (f.alone(s) && !e.quiet || s.Source == "n"):
		return shown{}, nil
	case s.Kind == Box:
		holds, err := w.values.Holds(u.value)
		if err != nil {
			return shown{}, f.place.fault(err)
		}
		return shown{holds: holds}, nil
	}
	as := s.As
	if dayParts[as] {
		as = "date"
	}
	v, err := w.values.Print(u.value, s.Source, as, f.alone(s))
	if err == nil && dayParts[s.As] {
		v.Text, err = dayPart(v, s.As, f.between(max(0, s.from-8), s.from))
	}
	if err != nil {
		return shown{}, f.place.fault(err)
	}
	return shown{text: v.Text, value: v}, nil
}

// ofRow reports whether a marker speaks of the entry of a list.
func (m *Marker) ofRow() bool {
	for _, word := range strings.FieldsFunc(m.Source, func(r rune) bool { return !(r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z') }) {
		if word == "n" || word == "row" || strings.HasPrefix(word, "row.") {
			return true
		}
	}
	return false
}

// flow fills the markers of a flow, in a row of a list or in none.
func (w *filler) flow(f *flow, e *entry) ([]ooxml.Edit, error) {
	var edits []ooxml.Edit
	for i := range f.sites {
		s := &f.sites[i]
		v, err := w.show(f, s, e)
		if err != nil {
			return nil, err
		}
		switch {
		case f.attr && f.control != nil:
			edits = append(edits, f.replace(s.from, s.to, "")...)
			set, err := f.set(v, s)
			if err != nil {
				return nil, err
			}
			edits = append(edits, set...)
		case f.attr:
			edits = append(edits, f.replace(s.from, s.to, ooxml.Escape(strings.ReplaceAll(v.text, "\n", " ")))...)
		case s.Kind == Box:
			edits = append(edits, f.mark(s, v.holds)...)
		default:
			edits = append(edits, f.write(s, v.text)...)
		}
	}
	return append(edits, f.keepSpaces(edits)...), nil
}

// write puts a value in the place of a marker and of as much of the blank behind it as it is wide.
func (f *flow) write(s *site, text string) []ooxml.Edit {
	to, text := f.room(s, text)
	return f.replace(s.from, to, f.markup(f.glyphs[s.from], text))
}

// room is how far a value takes the place of the blank behind its marker; where it takes half a
// space, a narrow one makes up for the other half.
func (f *flow) room(s *site, text string) (int, string) {
	if s.blank == s.to {
		return s.to, text
	}
	halves := halfWidths(text)
	if narrowSpaces(f.glyphs[s.to].holder) {
		halves = halves * 3 / 2
	} else if halves%2 == 1 {
		text += " "
	}
	return min(s.blank, s.to+(halves+1)/2), text
}

// halfWidths is how many half-width characters a text is wide.
func halfWidths(text string) int {
	halves := 0
	for _, r := range text {
		if halves++; r > 0xFF && (r < 0xFF61 || r > 0xFF9F) {
			halves++
		}
	}
	return halves
}

// narrowSpaces reports whether a text of Word is in one of the proportional fonts whose
// full-width space is two thirds of a character.
func narrowSpaces(text *ooxml.Node) bool {
	if text.Up == nil {
		return false
	}
	fonts := text.Up.Kid("w:rPr").Kid("w:rFonts")
	return fonts != nil && slices.ContainsFunc(fonts.Attrs(), func(a ooxml.Attr) bool { return strings.Contains(a.Value, "UDP") })
}

// markup is a text inside of a text element of Word, which it is cut at breaks and tabs.
func (f *flow) markup(g glyph, text string) string {
	p := g.holder.Prefix()
	text = ooxml.Escape(text)
	again := "<" + p + `t xml:space="preserve">`
	text = strings.ReplaceAll(text, "\n", "</"+p+"t><"+p+"br/>"+again)
	return strings.ReplaceAll(text, "\t", "</"+p+"t><"+p+"tab/>"+again)
}

// keepSpaces lets the elements that are edited keep the spaces at the ends of their text.
func (f *flow) keepSpaces(edits []ooxml.Edit) []ooxml.Edit {
	var more []ooxml.Edit
	done := map[*ooxml.Node]bool{}
	whole := func(h *ooxml.Node) bool {
		return slices.ContainsFunc(edits, func(e ooxml.Edit) bool { return e.From <= h.From && e.To >= h.To })
	}
	for _, g := range f.glyphs {
		h := g.holder
		if h.Local() != "t" || done[h] || h.Attribute("xml:space").To > 0 || whole(h) {
			continue
		}
		done[h] = true
		for _, e := range edits {
			if e.From >= h.Inner && e.To <= h.End {
				at := h.From + 1 + len(h.Raw)
				more = append(more, ooxml.Edit{From: at, To: at, With: ` xml:space="preserve"`})
				break
			}
		}
	}
	return more
}
