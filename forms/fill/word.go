package fill

import (
	"path"
	"strings"

	"yoshiki/forms/fill/ooxml"
)

// word finds the markers of a Word file: in its text, headers, footers and notes.
func (t *Template) word() error {
	for _, name := range t.file.Names() {
		kind := strings.TrimSuffix(path.Ext(t.file.Type(name)), "+xml")
		if name != t.file.Main && kind != ".header" && kind != ".footer" && kind != ".footnotes" && kind != ".endnotes" {
			continue
		}
		p, err := t.open(name)
		if err != nil {
			return err
		}
		w := &wordReader{part: p, counts: map[string]int{}}
		if name != t.file.Main {
			w.title = strings.TrimSuffix(path.Base(name), ".xml")
		}
		w.walk(p.root, "")
		if w.fault != nil {
			return w.fault
		}
		if err := p.arrange(w.flows, repeated); err != nil {
			return err
		}
	}
	return nil
}

// wordReader gathers the flows of a part.
type wordReader struct {
	part   *part
	title  string // of the part, for places
	counts map[string]int
	flows  []*flow
	fault  error
	all    bool // flows without markers are gathered, too
}

// walk gathers the paragraphs and properties inside of an element.
func (w *wordReader) walk(n *ooxml.Node, box string) {
	for _, k := range n.Kids {
		switch k.Name {
		case "w:p":
			w.paragraph(k, box)
		case "w:sdt":
			w.control(k)
		case "w:ffData":
			w.legacy(k)
		}
		switch k.Name {
		case "w:txbxContent":
			w.walk(k, "textbox")
		case "mc:Fallback":
			w.copied(k, box)
		default:
			w.walk(k, box)
		}
	}
}

// copied walks what stands twice in the file; its paragraphs have the numbers of the first.
func (w *wordReader) copied(n *ooxml.Node, box string) {
	kept := w.counts["textbox"]
	if choice := n.Up.Kid("mc:Choice"); choice != nil {
		inside := 0
		for k := range choice.All() {
			if k.Name == "w:p" && k.Above("w:txbxContent") != nil {
				inside++
			}
		}
		w.counts["textbox"] -= inside
	}
	w.walk(n, box)
	w.counts["textbox"] = max(kept, w.counts["textbox"])
}

// paragraph takes the text of a paragraph, without that of text boxes in it.
func (w *wordReader) paragraph(p *ooxml.Node, box string) {
	kind := box
	if kind == "" {
		kind = "paragraph"
	}
	w.counts[kind]++
	f := &flow{part: w.part, node: p}
	f.runs(p)
	f.place = Place{Kind: kind, Part: w.title, N: w.counts[kind], Name: clipped(strings.TrimSpace(f.text()))}
	w.add(f)
}

func (w *wordReader) add(f *flow) {
	if err := f.find(); err != nil && w.fault == nil {
		w.fault = err
	}
	if len(f.sites) > 0 || w.all {
		w.flows = append(w.flows, f)
	}
}

// signs are elements of a run that stand for a character.
var signs = map[string]rune{"w:tab": '\t', "w:br": '\n', "w:cr": '\n', "w:noBreakHyphen": '-', "w:sym": object, "w:drawing": object, "w:pict": object,
	"w:object": object, "w:footnoteReference": object, "w:endnoteReference": object, "w:ptab": '\t', "mc:AlternateContent": object}

// unread are elements whose text is not that of the paragraph.
var unread = map[string]bool{"w:del": true, "w:moveFrom": true, "w:pPr": true, "w:rPr": true, "w:sdtPr": true, "w:rt": true}

// runs gathers the characters of the runs inside of an element.
func (f *flow) runs(n *ooxml.Node) {
	for _, k := range n.Kids {
		sign, isSign := signs[k.Name]
		switch {
		case k.Name == "w:t":
			for c := range ooxml.Chars(f.part.data, k.Inner, k.End) {
				f.glyphs = append(f.glyphs, glyph{c, k})
			}
		case isSign:
			f.glyphs = append(f.glyphs, glyph{ooxml.Char{Rune: sign, From: k.From, To: k.From}, k})
		case k.Name == "w:fldChar" && k.Find("w:checkBox") != nil:
			f.glyphs = append(f.glyphs, glyph{ooxml.Char{Rune: object, From: k.From, To: k.From}, k})
		case !unread[k.Name]:
			f.runs(k)
		}
	}
}

// repeated is what a marker in a flow repeats: its row of a table, or else its paragraph.
func repeated(f *flow) *ooxml.Node {
	holder := f.glyphs[f.sites[0].from].holder
	if row := holder.Above("w:tr"); row != nil {
		return row
	}
	return holder.Above("w:p")
}
