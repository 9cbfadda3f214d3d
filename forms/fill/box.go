package fill

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"yoshiki/forms/fill/ooxml"
)

// marked are the signs of boxes that are marked, by those that are not.
var marked = map[rune]rune{'□': '■', '☐': '☑', '◻': '◼', '○': '●', '〇': '●'}

// mark marks the box before a marker, or sets the check box that stands there. Where there is
// none, the marker becomes the box.
func (f *flow) mark(s *site, holds bool) []ooxml.Edit {
	at := s.from - 1
	for at >= 0 && f.glyphs[at].passed() {
		at--
	}
	gone := f.replace(s.from, s.to, "")
	if at < 0 || !f.glyphs[at].boxed() {
		return f.replace(s.from, s.to, map[bool]string{true: "■", false: "□"}[holds])
	}
	g := f.glyphs[at]
	if control := checkBox(g.holder); control != nil {
		return append(gone, f.check(control, holds)...)
	}
	switch {
	case g.Rune == object && g.holder.Name == "w:fldChar":
		return append(gone, setLegacy(g.holder.Kid("w:ffData"), holds)...)
	case g.Rune == object:
		return append(gone, setSign(g.holder, holds)...)
	case holds && marked[g.Rune] != 0:
		return append(gone, ooxml.Edit{From: g.From, To: g.To, With: string(marked[g.Rune])})
	case !holds && unmarked(g.Rune) != 0:
		return append(gone, ooxml.Edit{From: g.From, To: g.To, With: string(unmarked(g.Rune))})
	}
	return gone
}

// boxed reports whether a character is a box.
func (g glyph) boxed() bool {
	if g.Rune == object {
		_, sign := boxSign(g.holder)
		return sign || g.holder.Name == "w:fldChar"
	}
	return g.Rune == '☒' || marked[g.Rune] != 0 || unmarked(g.Rune) != 0
}

// passed reports whether a character may stand between a box and its marker: a space, a drawing.
func (g glyph) passed() bool {
	return g.Rune == ' ' || g.Rune == '　' || g.Rune == object && !g.boxed() && g.holder.Name != "w:sym"
}

// unmarked is the sign of a box without its mark.
func unmarked(r rune) rune {
	switch r {
	case '■':
		return '□'
	case '☑', '☒':
		return '☐'
	case '◼':
		return '◻'
	case '●':
		return '○'
	}
	return 0
}

// checkBox is the content control around an element that is a check box, or nil.
func checkBox(n *ooxml.Node) *ooxml.Node {
	for sdt := n.Above("w:sdt"); sdt != nil; sdt = sdt.Above("w:sdt") {
		if sdt.Kid("w:sdtPr").Kid("w14:checkbox") != nil {
			return sdt
		}
	}
	return nil
}

// check sets a check box in a content control, and the sign that it shows. One that is set
// already stays.
func (f *flow) check(sdt *ooxml.Node, holds bool) []ooxml.Edit {
	box := sdt.Kid("w:sdtPr").Kid("w14:checkbox")
	checked := box.Kid("w14:checked")
	if truth(checked.Attr("w14:val")) == holds {
		return nil
	}
	state, sign, value := box.Kid("w14:uncheckedState"), "☐", "0"
	if holds {
		state, sign, value = box.Kid("w14:checkedState"), "☒", "1"
	}
	var edits []ooxml.Edit
	if a := checked.Attribute("w14:val"); a.To > 0 {
		edits = append(edits, ooxml.Edit{From: a.From, To: a.To, With: value})
	} else {
		edits = append(edits, ooxml.Edit{From: box.Inner, To: box.Inner, With: "<" + box.Prefix() + "checked " + box.Prefix() + `val="` + value + `"/>`})
	}
	return append(edits, signOf(sdt.Kid("w:sdtContent"), state, sign)...)
}

// signOf puts the sign of a state into a check box: a character, or the sign of a font of signs.
func signOf(content, state *ooxml.Node, sign string) []ooxml.Edit {
	var old *ooxml.Node
	for n := range content.All() {
		if n.Name == "w:t" || n.Name == "w:sym" {
			old = n
			break
		}
	}
	if old == nil {
		return nil
	}
	x, font := old.Prefix(), state.Attr("w14:font")
	code, err := strconv.ParseUint(state.Attr("w14:val"), 16, 21)
	switch {
	case err != nil:
	case signFonts.MatchString(font):
		code = code&0xFF | 0xF000
		return []ooxml.Edit{{From: old.From, To: old.To, With: fmt.Sprintf(`<%ssym %sfont="%s" %schar="%04X"/>`, x, x, ooxml.Escape(font), x, code)}}
	default:
		sign = string(rune(code))
	}
	return []ooxml.Edit{{From: old.From, To: old.To, With: "<" + x + "t>" + sign + "</" + x + "t>"}}
}

var signFonts = regexp.MustCompile(`^(Wingdings|Webdings|Symbol)`)

// setLegacy sets a check box among the form fields.
func setLegacy(data *ooxml.Node, holds bool) []ooxml.Edit {
	box := data.Kid("w:checkBox")
	value := map[bool]string{true: "1", false: "0"}[holds]
	if checked := box.Kid("w:checked"); checked != nil {
		return []ooxml.Edit{{From: checked.From, To: checked.To, With: "<" + checked.Raw + " " + checked.Prefix() + `val="` + value + `"/>`}}
	}
	return []ooxml.Edit{{From: box.End, To: box.End, With: "<" + box.Prefix() + "checked " + box.Prefix() + `val="` + value + `"/>`}}
}

// signsOfBoxes are the codes of boxes in the fonts of signs: not marked, and marked.
var signsOfBoxes = map[string][2]string{"6F": {"F06F", "F06E"}, "A8": {"F0A8", "F0FE"}, "6E": {"F06F", "F06E"}, "FE": {"F0A8", "F0FE"}}

// boxSign gives the codes of a box that is a sign of the font Wingdings.
func boxSign(n *ooxml.Node) (codes [2]string, is bool) {
	code := strings.TrimPrefix(strings.TrimPrefix(strings.ToUpper(n.Attr("w:char")), "F0"), "00")
	codes, is = signsOfBoxes[code]
	return codes, is && n.Name == "w:sym" && strings.HasPrefix(n.Attr("w:font"), "Wingdings")
}

// setSign marks a box that is a sign of the font Wingdings.
func setSign(n *ooxml.Node, holds bool) []ooxml.Edit {
	a := n.Attribute("w:char")
	codes, _ := boxSign(n)
	with := codes[0]
	if holds {
		with = codes[1]
	}
	return []ooxml.Edit{{From: a.From, To: a.To, With: with}}
}
