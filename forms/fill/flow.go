package fill

import (
	"strings"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// object stands in a flow for what is no character: a drawing, a field that is a check box.
const object = '\uFFFC'

// glyph is one character of a flow, with the bytes that stand for it and the element that
// holds them.
type glyph struct {
	ooxml.Char
	holder *ooxml.Node
}

// flow is a text that is read as one, however many pieces it is cut into: a paragraph, the
// string of a cell, the value of an attribute.
type flow struct {
	part    *part
	place   Place
	glyphs  []glyph
	sites   []site
	attr    bool        // it is the value of an attribute
	cell    *cell       // of Excel, that shows it
	node    *ooxml.Node // of Word, the paragraph
	bare    bool        // the cell is empty, and a name has its marker
	control *ooxml.Node // of Word, that markers of an attribute are about
	heading bool        // of Excel, it stands at the head or foot of the pages
}

// site is a marker in a flow: its characters from and to, with the blank behind it.
type site struct {
	*Marker
	from, to, blank int
}

func (f *flow) text() string {
	var b strings.Builder
	for _, g := range f.glyphs {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// find finds the markers.
func (f *flow) find() error {
	open := -1
	for i := 0; i < len(f.glyphs); i++ {
		switch {
		case f.pair(i, '{') && open < 0:
			open = i
			i++
		case f.pair(i, '}') && open >= 0:
			m, err := parseMarker(f.between(open+2, i))
			if err != nil {
				return f.place.fault(err)
			}
			f.sites = append(f.sites, site{Marker: m, from: open, to: i + 2, blank: f.blankBehind(i+2, m)})
			open = -1
			i++
		case f.pair(i, '}') || f.pair(i, '{'):
			return f.place.fault(layers.NewFault(0, "sheet-marker", "text", clipped(f.text())))
		}
	}
	if open >= 0 {
		return f.place.fault(layers.NewFault(0, "sheet-marker", "text", clipped(f.between(open, len(f.glyphs)))))
	}
	return nil
}

func (f *flow) pair(i int, brace rune) bool {
	return i+1 < len(f.glyphs) && f.glyphs[i].Rune == brace && f.glyphs[i+1].Rune == brace
}

func (f *flow) between(from, to int) string {
	var b strings.Builder
	for _, g := range f.glyphs[from:to] {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// blankBehind is where the full-width spaces end that the value takes the place of. A single
// one parts words, but for a part of a day.
func (f *flow) blankBehind(from int, m *Marker) int {
	end := from
	for end < len(f.glyphs) && f.glyphs[end].Rune == '　' {
		end++
	}
	if m.Kind != Value || end == from+1 && !dayParts[m.As] {
		return from
	}
	return end
}

// alone reports whether a marker is all that its place shows.
func (f *flow) alone(s *site) bool {
	if f.bare {
		return true
	}
	for i, g := range f.glyphs {
		if g.Rune != ' ' && g.Rune != '　' && !f.marked(i) {
			return false
		}
	}
	for i := range f.sites {
		if o := &f.sites[i]; o.Marker != s.Marker && (o.Kind == Value || o.Kind == Box) {
			return false
		}
	}
	return true
}

// marked reports whether a character is of a marker.
func (f *flow) marked(i int) bool {
	for _, s := range f.sites {
		if i >= s.from && i < s.to {
			return true
		}
	}
	return false
}

// replace puts a text in the place of characters: into the element that holds the first, in
// the way that the part writes it. Elements without a character keep what they are.
func (f *flow) replace(from, to int, with string) []ooxml.Edit {
	var edits []ooxml.Edit
	first := f.glyphs[from]
	edits = append(edits, ooxml.Edit{From: first.From, To: first.From, With: with})
	for i := from; i < to; i++ {
		g := f.glyphs[i]
		if last := len(edits) - 1; last > 0 && edits[last].To == g.From {
			edits[last].To = g.To
		} else {
			edits = append(edits, ooxml.Edit{From: g.From, To: g.To})
		}
	}
	return edits
}
