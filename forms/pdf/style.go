package pdf

import (
	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// Measures in points.
const (
	mm = 72 / 25.4

	paperShort, paperLong = 595.28, 841.89 // A4
	marginLeft            = 25 * mm
	margin                = 20 * mm // right, top and bottom; all around if landscape

	padX = 5.0 // between the rule of a cell and its text
	padY = 4.0

	hairline, frame = 0.5, 0.75 // rules inside a grid and around it
	shade           = 240       // grey of labels, of 255
)

// style is how a text is set.
type style struct {
	face    typeset.Face
	size    float64
	leading float64 // height of a line
}

var (
	body     = style{typeset.Mincho, 10.5, 10.5 * 1.65}
	note     = style{typeset.Mincho, 8.5, 8.5 * 1.6}
	title    = style{typeset.GothicBold, 16, 16 * 1.5}
	heading1 = style{typeset.GothicBold, 12, 12 * 1.5}
	heading2 = style{typeset.GothicBold, 11, 11 * 1.5}
	number   = style{typeset.Mincho, 9.5, 9.5 * 1.4}
	value    = style{typeset.Mincho, 9.5, 9.5 * 1.4}
	label    = style{typeset.Gothic, 9.5, 9.5 * 1.4}
	foot     = style{typeset.Mincho, 7.5, 7.5 * 1.35}
	folio    = style{typeset.Mincho, 9, 9 * 1.4}
)

func headingStyle(level int) style {
	if level == 1 {
		return heading1
	}
	return heading2
}

// baseline returns how far below the top of a line its baseline lies: the em square of
// Japanese type reaches 0.88 em above the baseline and stands in the middle of the line.
func (s style) baseline() float64 { return (s.leading-s.size)/2 + 0.88*s.size }

// scaled returns the style at a fraction of its size.
func (s style) scaled(by float64) style { return style{s.face, s.size * by, s.leading * by} }

// before and after are the white around the blocks of a page, the larger counts; lines
// of running text follow each other.
func before(b document.Block) float64 {
	switch b := b.(type) {
	case document.Title:
		return 18
	case document.Paragraph:
		if b.Align == document.Center { // 記
			return 8
		}
	case document.Heading:
		return 20 - 4*float64(b.Level)
	case document.Sender:
		return 12
	case document.Fields, document.Table, document.Timeline:
		return 8
	}
	return 0
}

func after(b document.Block) float64 {
	switch b.(type) {
	case document.Title:
		return 16
	case document.Heading:
		return 4
	case document.Sender:
		return 14
	case document.Fields, document.Table, document.Timeline:
		return 10
	}
	return 0
}
