package fill

import (
	"yoshiki/forms/fill/ooxml"
)

// control takes the markers that stand in the title or tag of a content control.
func (w *wordReader) control(sdt *ooxml.Node) {
	properties := sdt.Kid("w:sdtPr")
	for _, name := range []string{"w:tag", "w:alias"} {
		if k := properties.Kid(name); k != nil {
			w.attribute(k, sdt)
		}
	}
}

// legacy takes the markers that stand in the properties of a form field: the text that it
// begins with, and its help.
func (w *wordReader) legacy(data *ooxml.Node) {
	for k := range data.All() {
		switch k.Name {
		case "w:default":
			if k.Up.Name == "w:textInput" {
				w.attribute(k, nil)
			}
		case "w:helpText", "w:statusText":
			w.attribute(k, data)
		}
	}
}

// attribute takes the markers of a property.
func (w *wordReader) attribute(n, of *ooxml.Node) {
	a := n.Attribute("w:val")
	f := &flow{part: w.part, attr: true, control: of}
	for c := range ooxml.Chars(w.part.data, a.From, a.To) {
		f.glyphs = append(f.glyphs, glyph{c, n})
	}
	w.counts["property"]++
	f.place = Place{Kind: "property", Part: w.title, N: w.counts["property"], Name: clipped(a.Value)}
	w.add(f)
}
