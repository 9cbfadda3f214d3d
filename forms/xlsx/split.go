package xlsx

import (
	"strings"
	"unicode/utf8"

	"yoshiki/forms/typeset"
)

const (
	maxUnits  = 32767 // UTF-16 units in a cell
	maxHeight = 409.5 // points of a row
)

// slack is the share of a cell's width that lines are computed for. The programs space
// characters by the pixel and the printer, so their lines hold fewer than ours would.
const slack = 0.92

// inset is the pixels that Excel keeps free at the left and right of a cell's text together.
const inset = 5

// lineWidth is the points for which a text in a cell of so many pixels is broken.
func lineWidth(pixels int) float64 {
	const pointsPerPixel = 0.75
	return float64(pixels-inset) * pointsPerPixel * slack
}

// piece is the part of a text that stands in one cell.
type piece struct {
	text  string
	lines int
}

func (p piece) height(t typo) float64 { return float64(p.lines)*t.pitch + t.pad }

// splitter cuts a text into pieces that each fit a row.
type splitter struct {
	fonts *typeset.Fonts
	typo  typo
	width float64
	limit int // lines in a row
	done  []piece
	open  piece
}

// split returns one piece for nearly every text. The pieces put together are the text.
func split(fonts *typeset.Fonts, text string, t typo, width float64) []piece {
	if oneLine(text, t.size, width) {
		return []piece{{text, 1}}
	}
	s := &splitter{fonts: fonts, typo: t, width: width}
	s.limit = int((maxHeight - t.pad) / t.pitch)
	for paragraph := range strings.SplitAfterSeq(text, "\n") {
		s.add(paragraph)
	}
	s.cut()
	return s.done
}

// oneLine reports quickly that a text surely fits a line: no character is wider than an em.
func oneLine(text string, size, width float64) bool {
	return float64(len(text))*size <= 3*width && !strings.Contains(text, "\n") &&
		float64(utf8.RuneCountInString(text))*size <= width
}

// add appends a paragraph with the line feed at its end. The piece after a line feed has
// a line more, which may stay empty.
func (s *splitter) add(paragraph string) {
	lines := s.fonts.Break(strings.TrimSuffix(paragraph, "\n"), s.typo.face, s.typo.size, s.width)
	n := max(1, len(lines))
	if s.open.lines+n >= s.limit && s.open.lines > s.limit/2 {
		s.cut()
	}
	for s.open.lines+n >= s.limit {
		room := s.limit - s.open.lines - 1
		at := len(strings.Join(lines[:room], ""))
		s.grow(paragraph[:at], room)
		s.cut()
		paragraph, lines, n = paragraph[at:], lines[room:], n-room
	}
	s.grow(paragraph, n)
}

// grow lengthens the open piece, closing it when a cell can hold no more.
func (s *splitter) grow(text string, lines int) {
	for free := maxUnits - units(s.open.text); units(text) > free; free = maxUnits {
		at := prefix(text, free)
		s.open.text, text = s.open.text+text[:at], text[at:]
		s.open.lines = max(s.open.lines+lines, 1)
		s.cut()
	}
	s.open.text += text
	s.open.lines += lines
}

func (s *splitter) cut() {
	if s.open.text == "" {
		return
	}
	if strings.HasSuffix(s.open.text, "\n") {
		s.open.lines++
	}
	s.done = append(s.done, s.open)
	s.open = piece{}
}

// prefix is how many bytes of text fit into so many UTF-16 units, whole characters only.
func prefix(text string, units int) int {
	for i, r := range text {
		if units -= width16(r); units < 0 {
			return i
		}
	}
	return len(text)
}

// units counts the UTF-16 units of a text, as Excel does.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += width16(r)
	}
	return n
}

func width16(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
