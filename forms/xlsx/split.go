package xlsx

import (
	"strings"
	"unicode/utf8"

	"yoshiki/forms/typeset"
)

// maxHeight is the most that Excel lets a row have, in points.
const maxHeight = 409.5

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

// split returns one piece for nearly every text. A text that is too much for a row comes
// in several, each at most share points high, so that they fill pages well; put together
// they are the text.
func split(fonts *typeset.Fonts, text string, t typo, width, share float64) []piece {
	if oneLine(text, t.size, width) {
		return []piece{{text, 1}}
	}
	lines := func(text string) []string { return fonts.Break(text, t.face, t.size, width) }
	whole := piece{text, len(lines(text))}
	if whole.height(t) <= maxHeight && units(text) <= maxUnits {
		return []piece{whole}
	}
	s := &splitter{breaks: lines, limit: max(2, int((share-t.pad)/t.pitch))}
	for paragraph := range strings.SplitAfterSeq(text, "\n") {
		s.add(paragraph, lines(strings.TrimSuffix(paragraph, "\n")))
	}
	s.cut()
	return s.done
}

// oneLine reports quickly that a text surely fits a line: no character is wider than an em.
func oneLine(text string, size, width float64) bool {
	return float64(len(text))*size <= 3*width && !strings.Contains(text, "\n") &&
		float64(utf8.RuneCountInString(text))*size <= width
}

// splitter cuts a text into pieces of about limit lines.
type splitter struct {
	breaks func(text string) (lines []string)
	limit  int
	done   []piece
	open   piece
}

// add appends a paragraph, with the line feed at its end if it has one, and its lines.
// A paragraph is rather begun on a new piece than cut.
func (s *splitter) add(paragraph string, lines []string) {
	if s.open.lines+len(lines) > s.limit && s.open.lines > s.limit/2 {
		s.cut()
	}
	for s.open.lines+len(lines) > s.limit {
		head, rest := behead(lines, s.limit-s.open.lines)
		s.grow(head, s.limit-s.open.lines)
		s.cut()
		paragraph, lines = paragraph[len(head):], rest
	}
	s.grow(paragraph, len(lines))
}

// behead takes at most n lines off the start of lines, up to the end of a sentence if one
// ends in the last lines. It may shorten the first of the lines that are left.
func behead(lines []string, n int) (head string, rest []string) {
	const near = 3
	for k := n - 1; k >= max(0, n-near); k-- {
		at := strings.LastIndex(lines[k], "。")
		if at < 0 {
			continue
		}
		at += len("。")
		head = strings.Join(lines[:k], "") + lines[k][:at]
		if lines[k] = lines[k][at:]; lines[k] == "" {
			k++
		}
		return head, lines[k:]
	}
	return strings.Join(lines[:n], ""), lines[n:]
}

// grow lengthens the open piece, closing it when a cell can hold no more.
func (s *splitter) grow(text string, lines int) {
	for free := maxUnits - units(s.open.text); units(text) > free; free = maxUnits {
		at := prefix(text, free)
		s.open.text += text[:at]
		s.cut()
		text = text[at:]
	}
	s.open.text += text
	s.open.lines += lines
}

// cut closes the open piece. It is broken anew: its lines begin where it does.
func (s *splitter) cut() {
	if s.open.text != "" {
		s.done = append(s.done, piece{s.open.text, len(s.breaks(s.open.text))})
	}
	s.open = piece{}
}
