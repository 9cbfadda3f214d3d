package xlsx

import (
	"math"
	"strings"
	"unicode/utf8"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// Heights of rows in points, at the least.
const (
	lineRow  = 18
	fieldRow = 21
	titleRow = 40
	gap      = 8 // between blocks
)

// annexGap is the white above a section below another.
const annexGap = 24

// blocks prints the blocks of a section, which stands below another on its sheet or not.
func (s *sheet) blocks(blocks []document.Block, below bool) {
	for i, b := range blocks {
		s.place = placeOf(b)
		if i == 0 && below {
			s.place = typeset.Annex
			s.space(annexGap)
			s.hold(len(s.rows)-1, len(s.rows))
		}
		first := len(s.rows)
		s.block(b)
		if document.Closes(blocks, i) {
			s.hold(first-2, first)
		}
		if i+1 < len(blocks) && document.Trails(b, blocks[i+1]) {
			s.hold(len(s.rows)-2, len(s.rows))
		}
	}
}

// placeOf is how natural it is that a page begins with a block.
func placeOf(b document.Block) typeset.Place {
	if h, ok := b.(document.Heading); ok && h.Level == 1 {
		return typeset.Part
	}
	return typeset.Block
}

func (s *sheet) block(b document.Block) {
	switch b := b.(type) {
	case document.Title:
		s.line(b.Text, look{role: title, align: document.Center, height: middle}, titleRow)
		s.hold(len(s.rows)-1, len(s.rows))
	case document.Heading:
		role := heading1
		if b.Level == 2 {
			role = heading2
		}
		s.line(b.Text, look{role: role, height: middle}, 0)
		s.hold(len(s.rows)-1, len(s.rows))
	case document.Paragraph:
		s.paragraph(b)
	case document.Item:
		s.item(b)
	case document.Sender:
		s.sender(b)
	case document.Fields:
		s.fields(b)
	case document.Table:
		s.table(b)
	case document.Timeline:
		s.timeline(b)
	}
}

// number prints the form's number at the top left of the first page.
func (s *sheet) number(text string) {
	s.line(text, look{role: number}, 0)
}

// line adds printed words across the page.
func (s *sheet) line(text string, l look, least float64) {
	l.format = textFormat(text)
	s.band(least, slot{to: len(s.grid) - 1, look: l, text: text})
}

func (s *sheet) paragraph(p document.Paragraph) {
	at := s.grid.columns(edges(p, s.grid.width()))
	sl := slot{from: at[len(at)-2], to: len(s.grid) - 1, text: p.Text}
	sl.look = look{role: body, align: p.Align, open: p.Path != "", format: textFormat(p.Text)}
	if p.Small {
		sl.look.role = small
	}
	if p.Align == document.Right {
		sl.look.indent = steps(p.Indent)
	}
	if lead := int(math.Round(p.First)); lead > 0 && units(p.Text) <= maxFormatted {
		sl.lead, sl.look.format = lead, leadFormat(lead)
	}
	s.band(lineRow, sl)
}

// indent is the left indent of a paragraph in pixels.
func indent(p document.Paragraph) int {
	if p.Align == document.Right {
		return 0
	}
	return int(math.Round(p.Indent * em))
}

// steps turns ems into the steps in which Excel indents: three spaces, each half an em.
func steps(ems float64) int { return int(math.Ceil(ems / 1.5)) }

// item sets the marker in cells of its own, left of the text.
func (s *sheet) item(i document.Item) {
	at := s.grid.columns(itemEdges(i))
	from := len(at) - 3
	marker := look{role: body, format: textFormat(i.Marker)}
	text := look{role: body, open: i.Path != "", format: textFormat(i.Text)}
	s.band(lineRow,
		slot{from: at[from], to: at[from+1], look: marker, text: i.Marker},
		slot{from: at[from+1], to: at[from+2], look: text, text: i.Text})
}

// itemEdges are whole ems, so that items of all levels share their edges.
func itemEdges(i document.Item) []int {
	hang := min(max(2, (room(i.Marker)+em-1)/em), document.MaxIndent)
	text := (i.Level + hang) * em
	if i.Level == 0 {
		return []int{text}
	}
	return []int{i.Level * em, text}
}

func (s *sheet) sender(b document.Sender) {
	width := s.grid.width()
	at := s.grid.columns(senderEdges(b, width))
	from := len(senderLabel(b, width))
	for _, f := range b.Rows {
		l, v, least := look{role: body, format: textFormat(f.Label)}, look{role: body}, float64(lineRow)
		if f.Signed() {
			l.height, v.height, v.sides, least = low, low, bottom, least*float64(f.Lines)
		}
		to := at[len(at)-1]
		if from+1 < len(at)-1 && parting(f.Value.Text, width-senderLabel(b, width)[from-1]) > 0 {
			to = at[from+1]
		}
		slots := []slot{s.valued(f.Value, v, at[from], to)}
		if from == 2 {
			slots = append([]slot{{from: at[1], to: at[2], look: l, text: f.Label}}, slots...)
		}
		s.band(least, slots...)
	}
}

// senderEdges are those of the labels and, if a value of two lines parts at a full-width space,
// where it must end.
func senderEdges(b document.Sender, width int) []int {
	edges := senderLabel(b, width)
	from, need := edges[len(edges)-1], 0
	for _, f := range b.Rows {
		need = max(need, parting(f.Value.Text, width-from))
	}
	if need > 0 {
		edges = append(edges, from+need)
	}
	return edges
}

// parting is how many pixels wide a cell must be in which a text that is too long for so many
// parts at its last full-width space: an address before the building, a title before the name.
// It is 0 if the text does not.
func parting(text string, pixels int) int {
	at := strings.LastIndex(text, "\u3000")
	if at < 0 || strings.Contains(text, "\n") || room(text) <= pixels {
		return 0
	}
	if need := max(room(text[:at]), room(text[at+len("\u3000"):])) + 1; need < pixels-snap {
		return need
	}
	return 0
}

// senderLabel are the middle of the page and, if there are labels, the end of the longest,
// which takes at most half of the rest.
func senderLabel(b document.Sender, width int) []int {
	label := 0
	for _, f := range b.Rows {
		if f.Label != "" {
			label = max(label, room(f.Label)+em)
		}
	}
	if label == 0 {
		return []int{width / 2}
	}
	return []int{width / 2, width/2 + min(label, width/4)}
}

// room is the pixels of a cell that holds a short text of the body in one line.
func room(text string) int {
	half := 0
	for _, r := range text {
		half++
		if r >= utf8.RuneSelf {
			half++
		}
	}
	return int(math.Ceil(float64(half*em)/2/slack)) + inset
}

// fields prints labels and values.
func (s *sheet) fields(b document.Fields) {
	all := s.grid.columns(fieldEdges(b, s.grid.width()))
	at := [5]int{all[0], all[1], all[1], all[1], all[len(all)-1]}
	if len(all) == 5 {
		at = [5]int(all)
	}
	first, ends := len(s.rows), []int(nil)
	for _, line := range b.Lines() {
		least := float64(fieldRow)
		for _, f := range line {
			least = max(least, piece{lines: f.Lines}.height(value.typo()))
		}
		if len(line) == 2 {
			s.band(least, append(s.field(line[0], at[0], at[1], at[2]), s.field(line[1], at[2], at[3], at[4])...)...)
		} else {
			s.band(least, s.field(line[0], at[0], at[1], at[4])...)
		}
		ends = append(ends, len(s.rows))
	}
	s.bind(first, ends)
	s.space(gap)
}

func (s *sheet) field(f document.Field, from, mid, to int) []slot {
	l := look{role: label, height: middle, sides: ruled, format: textFormat(f.Label)}
	v := look{role: value, height: middle, sides: ruled}
	return []slot{{from: from, to: mid, look: l, text: f.Label}, s.valued(f.Value, v, mid, to)}
}

// fieldEdges give labels a quarter of a portrait page, or less of a landscape one.
func fieldEdges(b document.Fields, width int) []int {
	const label = portrait / 4
	for _, line := range b.Lines() {
		if len(line) == 2 {
			return []int{label, width / 2, width/2 + label}
		}
	}
	return []int{label}
}
