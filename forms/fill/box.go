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
	for at >= 0 && (f.glyphs[at].Rune == ' ' || f.glyphs[at].Rune == '　') {
		at--
	}
	gone := f.replace(s.from, s.to, "")
	if at < 0 || !boxed(f.glyphs[at].Rune) {
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

func boxed(r rune) bool { return r == object || r == '☒' || marked[r] != 0 || unmarked(r) != 0 }

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

// setSign marks a box that is a sign of the font Wingdings.
func setSign(n *ooxml.Node, holds bool) []ooxml.Edit {
	a := n.Attribute("w:char")
	pair, known := signsOfBoxes[strings.TrimPrefix(strings.TrimPrefix(strings.ToUpper(a.Value), "F0"), "00")]
	if n.Name != "w:sym" || !known || !strings.HasPrefix(n.Attr("w:font"), "Wingdings") {
		return nil
	}
	with := pair[0]
	if holds {
		with = pair[1]
	}
	return []ooxml.Edit{{From: a.From, To: a.To, With: with}}
}

// set fills a content control or form field that a property of it has a marker for.
func (f *flow) set(v shown, s *site) []ooxml.Edit {
	switch {
	case f.control.Name == "w:ffData" && s.Kind == Box:
		return setLegacy(f.control, v.holds)
	case f.control.Name == "w:ffData":
		return choose(f.control, v.text)
	case s.Kind == Box:
		return f.check(f.control, v.holds)
	}
	return f.contents(v)
}

// choose chooses what stands in a drop-down form field, where it is one.
func choose(data *ooxml.Node, text string) []ooxml.Edit {
	list := data.Kid("w:ddList")
	if list == nil {
		return nil
	}
	var edits []ooxml.Edit
	n := 0
	for _, k := range list.Kids {
		if k.Name == "w:result" {
			edits = append(edits, ooxml.Edit{From: k.From, To: k.To})
		}
	}
	for _, k := range list.Kids {
		if k.Name == "w:listEntry" {
			if k.Attr("w:val") == text {
				edits = append(edits, ooxml.Edit{From: list.Inner, To: list.Inner, With: "<" + list.Prefix() + "result " + list.Prefix() + `val="` + strconv.Itoa(n) + `"/>`})
			}
			n++
		}
	}
	return edits
}

// asWritten takes from the words of a content control the look of words to be replaced.
func asWritten(sdt *ooxml.Node) []ooxml.Edit {
	var edits []ooxml.Edit
	for n := range sdt.Kid("w:sdtContent").All() {
		if n.Name == "w:rStyle" && n.Attr("w:val") == "PlaceholderText" {
			edits = append(edits, ooxml.Edit{From: n.From, To: n.To})
		}
	}
	return edits
}

// contents puts a value into the first text of a content control, and takes the others away.
// What says that the control shows words to be replaced, or another part's words, goes.
func (f *flow) contents(v shown) []ooxml.Edit {
	if v.text == "" {
		return nil
	}
	var edits []ooxml.Edit
	properties, first := f.control.Kid("w:sdtPr"), true
	for _, name := range []string{"w:showingPlcHdr", "w:dataBinding"} {
		if k := properties.Kid(name); k != nil {
			edits = append(edits, ooxml.Edit{From: k.From, To: k.To})
		}
	}
	edits = append(edits, asWritten(f.control)...)
	for t := range f.control.Kid("w:sdtContent").All() {
		if t.Name != "w:t" || t.Inner == t.To {
			continue
		}
		with := ""
		if first {
			with = f.markup(glyph{holder: t}, v.text)
		}
		edits, first = append(edits, ooxml.Edit{From: t.Inner, To: t.End, With: with}), false
	}
	return edits
}
