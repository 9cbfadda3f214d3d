package fill

import (
	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// control takes the markers that stand in the title or tag of a content control.
func (w *wordReader) control(sdt *ooxml.Node) {
	properties, found := sdt.Kid("w:sdtPr"), []*flow(nil)
	for _, name := range []string{"w:tag", "w:alias"} {
		if k := properties.Kid(name); k != nil {
			found = append(found, w.attribute(k, sdt))
		}
	}
	w.one(found, func(m *Marker) bool {
		box := properties.Kid("w14:checkbox") != nil
		return m.Kind == Without || m.Kind == Box && box || m.Kind == Value && !box && properties.Kid("w:picture") == nil && writable(sdt)
	})
}

// legacy takes the markers that stand in the properties of a form field: the text that it
// begins with, and its help.
func (w *wordReader) legacy(data *ooxml.Node) {
	var found []*flow
	for k := range data.All() {
		switch k.Name {
		case "w:default":
			if k.Up.Name == "w:textInput" {
				w.attribute(k, nil)
			}
		case "w:helpText", "w:statusText":
			found = append(found, w.attribute(k, data))
		}
	}
	w.one(found, func(m *Marker) bool {
		box := data.Kid("w:checkBox") != nil
		return m.Kind == Without || m.Kind == Box && box || m.Kind == Value && (data.Kid("w:ddList") != nil || data.Kid("w:textInput") != nil && separated(data) != nil)
	})
}

// one refuses two markers for one control, and what cannot be filled with one.
func (w *wordReader) one(found []*flow, fits func(*Marker) bool) {
	var first *flow
	for _, f := range found {
		for i := range f.sites {
			m := f.sites[i].Marker
			switch {
			case w.fault != nil:
			case m.Kind != Each && m.Kind != End && !fits(m):
				w.fault = f.place.fault(layers.NewFault(0, "sheet-control", "text", m.Text))
			case first != nil && m.Kind != Without:
				w.fault = f.place.fault(layers.NewFault(0, "sheet-two", "other", first.place.Name))
			case m.Kind != Without:
				first = f
			}
		}
	}
}

// attribute takes the markers of a property.
func (w *wordReader) attribute(n, of *ooxml.Node) *flow {
	a := n.Attribute("w:val")
	f := &flow{part: w.part, attr: true, control: of}
	for c := range ooxml.Chars(w.part.data, a.From, a.To) {
		f.glyphs = append(f.glyphs, glyph{c, n})
	}
	w.counts["property"]++
	f.place = Place{Kind: "property", Part: w.title, N: w.counts["property"], Name: clipped(a.Value)}
	w.add(f)
	return f
}
