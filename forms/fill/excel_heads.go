package fill

import (
	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// headings takes the markers at the head and foot of the pages of a sheet.
func (s *sheet) headings() error {
	for _, k := range s.root.Kid("x:headerFooter").Children() {
		f := &flow{part: s.part, heading: true, place: Place{Kind: "heading", Part: s.title}}
		for c := range ooxml.Chars(s.data, k.Inner, k.End) {
			f.glyphs = append(f.glyphs, glyph{c, k})
		}
		f.place.Name = clipped(f.text())
		if err := f.find(); err != nil {
			return err
		}
		for i := range f.sites {
			if kind := f.sites[i].Kind; kind == Each || kind == End {
				return f.place.fault(layers.NewFault(0, "sheet-each-place"))
			}
		}
		if len(f.sites) > 0 {
			s.heads = append(s.heads, f)
		}
	}
	return nil
}

// heading fills the head or foot of the pages.
func (w *filler) heading(f *flow) (edits []ooxml.Edit, err error) {
	for i := range f.sites {
		s := &f.sites[i]
		v, err := w.show(f, s, nil)
		if err != nil {
			return nil, err
		}
		if s.Kind == Box {
			edits = append(edits, f.mark(s, v.holds)...)
		} else {
			edits = append(edits, f.writePlain(s, v.text)...)
		}
	}
	return edits, nil
}
