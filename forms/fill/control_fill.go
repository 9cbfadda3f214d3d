package fill

import (
	"strconv"
	"strings"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// set fills a content control or form field that a property of it has a marker for.
func (f *flow) set(v shown, s *site) ([]ooxml.Edit, error) {
	switch {
	case s.Kind != Box && s.Kind != Value:
		return nil, nil
	case f.control.Name == "w:ffData" && s.Kind == Box:
		return setLegacy(f.control, v.holds), nil
	case f.control.Name == "w:ffData" && f.control.Kid("w:ddList") != nil:
		return f.choose(v.text)
	case f.control.Name == "w:ffData":
		return f.answer(v.text), nil
	case s.Kind == Box:
		return f.check(f.control, v.holds), nil
	}
	return append(f.contents(v.text), chosen(f.control, v)...), nil
}

// choose chooses what stands in a drop-down form field. What is no entry of it is refused.
func (f *flow) choose(text string) ([]ooxml.Edit, error) {
	list := f.control.Kid("w:ddList")
	var edits []ooxml.Edit
	var entries []string
	found := text == ""
	for _, k := range list.Kids {
		switch k.Name {
		case "w:result":
			edits = append(edits, ooxml.Edit{From: k.From, To: k.To})
		case "w:listEntry":
			if k.Attr("w:val") == text {
				found = true
				edits = append(edits, ooxml.Edit{From: list.Inner, To: list.Inner, With: "<" + list.Prefix() + "result " + list.Prefix() + `val="` + strconv.Itoa(len(entries)) + `"/>`})
			}
			entries = append(entries, k.Attr("w:val"))
		}
	}
	if !found {
		return nil, f.place.fault(layers.NewFault(0, "sheet-entry", "text", clipped(text), "entries", clipped(strings.Join(entries, ", "))))
	}
	if text == "" {
		return nil, nil
	}
	return edits, nil
}

// separated is the run of a form field behind which stands what it shows, or nil.
func separated(data *ooxml.Node) *ooxml.Node {
	for n := range shownBy(data) {
		return n
	}
	return nil
}

// shownBy gives the run that parts a form field from what it shows, and the texts of that.
func shownBy(data *ooxml.Node) func(func(*ooxml.Node) bool) {
	return func(yield func(*ooxml.Node) bool) {
		paragraph, depth, shows := data.Above("w:p"), 0, false
		for n := range paragraph.All() {
			kind := n.Attr("w:fldCharType")
			switch {
			case n.From <= data.From:
			case n.Name == "w:t" && shows:
				if !yield(n) {
					return
				}
			case n.Name != "w:fldChar":
			case kind == "begin":
				depth++
			case kind == "end" && depth == 0:
				return
			case kind == "end":
				depth--
			case kind == "separate" && depth == 0:
				if shows = true; !yield(n.Above("w:r")) {
					return
				}
			}
		}
	}
}

// answer writes what a form field of text shows.
func (f *flow) answer(text string) []ooxml.Edit {
	var run *ooxml.Node
	var texts []*ooxml.Node
	for n := range shownBy(f.control) {
		if run == nil {
			run = n
		} else {
			texts = append(texts, n)
		}
	}
	if len(texts) == 0 {
		return []ooxml.Edit{{From: run.To, To: run.To, With: f.run(run.Prefix(), text)}}
	}
	return f.texts(texts, text)
}

// run is a run with a text.
func (f *flow) run(prefix, text string) string {
	holder := &ooxml.Node{Raw: prefix + "t"}
	return "<" + prefix + "r><" + prefix + `t xml:space="preserve">` + f.markup(glyph{holder: holder}, text) + "</" + prefix + "t></" + prefix + "r>"
}

// texts puts a text into the first of some text elements, and takes the others away.
func (f *flow) texts(all []*ooxml.Node, text string) []ooxml.Edit {
	var edits []ooxml.Edit
	for i, t := range all {
		switch {
		case i > 0:
			edits = append(edits, ooxml.Edit{From: t.Inner, To: t.End})
		case t.Inner == t.To || strings.TrimSpace(text) != text:
			edits = append(edits, ooxml.Edit{From: t.From, To: t.To, With: "<" + t.Raw + ` xml:space="preserve">` + f.markup(glyph{holder: t}, text) + "</" + t.Raw + ">"})
		default:
			edits = append(edits, ooxml.Edit{From: t.Inner, To: t.End, With: f.markup(glyph{holder: t}, text)})
		}
	}
	return edits
}

// contents puts a value into a content control. What says that the control shows words to be
// replaced, or another part's words, goes. A control that shows such words keeps them where
// there is no value.
func (f *flow) contents(text string) []ooxml.Edit {
	properties := f.control.Kid("w:sdtPr")
	if text == "" && properties.Kid("w:showingPlcHdr") != nil {
		return nil
	}
	var edits []ooxml.Edit
	for _, name := range []string{"w:showingPlcHdr", "w:dataBinding"} {
		if k := properties.Kid(name); k != nil {
			edits = append(edits, ooxml.Edit{From: k.From, To: k.To})
		}
	}
	edits = append(edits, asWritten(f.control)...)
	content := f.control.Kid("w:sdtContent")
	var texts []*ooxml.Node
	for n := range content.All() {
		if n.Name == "w:t" {
			texts = append(texts, n)
		}
	}
	if len(texts) == 0 && text != "" {
		return append(edits, f.fresh(content, text))
	}
	return append(edits, f.texts(texts, text)...)
}

// chosen takes away what a control remembers of the day or entry that was chosen before.
func chosen(sdt *ooxml.Node, v shown) []ooxml.Edit {
	var edits []ooxml.Edit
	properties := sdt.Kid("w:sdtPr")
	for _, a := range []ooxml.Attr{properties.Kid("w:date").Attribute("w:fullDate"), properties.Kid("w:dropDownList").Attribute("w:lastValue"), properties.Kid("w:comboBox").Attribute("w:lastValue")} {
		switch {
		case a.To == 0:
		case a.Name == "w:fullDate" && v.value.Date != "":
			edits = append(edits, ooxml.Edit{From: a.From, To: a.To, With: v.value.Date + "T00:00:00Z"})
		default:
			edits = append(edits, ooxml.Edit{From: a.Start, To: a.To + 1})
		}
	}
	return edits
}

// fresh writes a text into a control that has none: into its first run, its first paragraph or
// a new run.
func (f *flow) fresh(content *ooxml.Node, text string) ooxml.Edit {
	run := f.run(content.Prefix(), text)
	if r := content.Find("w:r"); r != nil {
		inside := strings.TrimSuffix(strings.TrimPrefix(run, "<"+content.Prefix()+"r>"), "</"+content.Prefix()+"r>")
		return into(r, inside)
	}
	if p := content.Find("w:p"); p != nil {
		return into(p, run)
	}
	if around(content, "w:p", "w:tc", "w:body", "w:txbxContent", "w:hdr", "w:ftr") == "w:p" {
		return into(content, run)
	}
	return into(content, "<"+content.Prefix()+"p>"+run+"</"+content.Prefix()+"p>")
}

// writable reports whether there is a place for a text in a content control.
func writable(sdt *ooxml.Node) bool {
	content := sdt.Kid("w:sdtContent")
	if content == nil || content.Find("w:tc") != nil && content.Find("w:p") == nil {
		return false
	}
	return content.Find("w:p") != nil || around(content, "w:tr", "w:tbl", "w:p", "w:tc", "w:body", "w:txbxContent", "w:hdr", "w:ftr") != "w:tr"
}

// around is the name of the nearest of some elements around one.
func around(n *ooxml.Node, names ...string) string {
	for up := n.Up; up != nil; up = up.Up {
		for _, name := range names {
			if up.Name == name {
				return name
			}
		}
	}
	return ""
}

// into puts something at the end of an element, which may have only one tag.
func into(n *ooxml.Node, with string) ooxml.Edit {
	if n.Inner == n.To {
		return ooxml.Edit{From: n.To - len("/>"), To: n.To, With: ">" + with + "</" + n.Raw + ">"}
	}
	return ooxml.Edit{From: n.End, To: n.End, With: with}
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
