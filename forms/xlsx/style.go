package xlsx

import (
	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// The fonts that a workbook names: those that every Japanese Excel has. Their full-width
// characters are one em and their half-width ones half an em, like those of package
// typeset, by which heights are computed.
const (
	mincho = "ＭＳ 明朝"
	gothic = "ＭＳ ゴシック"
)

// role is what a cell is on the form; it fixes font, size and shade.
type role uint8

const (
	body     role = iota // running text and the sender
	small                // notes, and a table's word for no rows
	number               // the form's number
	title                // of the form
	heading1             // of a part
	heading2             // of a part's part, and captions
	label                // of a field or column
	value                // in a ruled cell
	roles
)

// typo is how a role is set. Lines are pitch points apart and have pad points around.
type typo struct {
	font  string
	face  typeset.Face
	size  float64
	pitch float64
	pad   float64
	bold  bool
	shade bool
}

func (r role) typo() typo {
	switch r {
	case small:
		return typo{font: mincho, face: typeset.Mincho, size: 8.5, pitch: 11, pad: 4}
	case number, value:
		return typo{font: mincho, face: typeset.Mincho, size: 9.5, pitch: 12, pad: 6}
	case title:
		return typo{font: gothic, face: typeset.GothicBold, size: 16, pitch: 20, pad: 16, bold: true}
	case heading1:
		return typo{font: gothic, face: typeset.GothicBold, size: 12, pitch: 15, pad: 14, bold: true}
	case heading2:
		return typo{font: gothic, face: typeset.GothicBold, size: 11, pitch: 14, pad: 9, bold: true}
	case label:
		return typo{font: gothic, face: typeset.Gothic, size: 9.5, pitch: 12, pad: 6, shade: true}
	}
	return typo{font: mincho, face: typeset.Mincho, size: 10.5, pitch: 13, pad: 4}
}

// sides tells which rules a cell has.
type sides uint8

const (
	left sides = 1 << iota
	right
	top
	bottom
	ruled = left | right | top | bottom
)

// height is where a text stands in a cell higher than it.
type height uint8

const (
	high height = iota
	middle
	low
)

// look is all that Excel calls a cell's format.
type look struct {
	role   role
	align  document.Align
	height height
	sides  sides
	open   bool   // a person may change it: not locked
	indent int    // from the right, in steps of Excel
	format string // number format
	fill   fill   // of a cell of a timeline
	less   uint8  // how many sizes smaller than the role's, see sheet.less
}

// fill is the colour of a cell of a timeline; 0 is none, then come the bars of each tone,
// then the diamonds.
type fill uint8

const tones = int(document.Late) + 1

func barFill(t document.Tone) fill { return fill(1 + t) }

func tipFill(t document.Tone) fill { return barFill(t) + fill(tones) }

// Number formats. Under asText Excel keeps what is typed as text.
const (
	general = ""
	asText  = "@"
)
