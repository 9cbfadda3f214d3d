package fill

import (
	"regexp"
	"strings"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// tick is a check box of Excel that lies over the cells: its caption, which may stand in two
// parts, has the marker; its state stands in a third.
type tick struct {
	place  Place
	marker *Marker
	state  string       // part with the state
	set    *ooxml.Node  // formControlPr of it
	vml    string       // part with the old drawing
	data   []byte       // of it
	client [2]int       // from and to of its state there
	old    []ooxml.Edit // that take the marker out of the old drawing
	part   string       // part with the new drawing; "" when there is none
	fresh  []ooxml.Edit // that take the marker out of it
	link   *link        // cell that has its state; nil when there is none
}

var (
	vmlShape  = regexp.MustCompile(`(?s)<v:shape\b.*?</v:shape>`)
	vmlID     = regexp.MustCompile(`\b(?:o:spid|id)="_x0000_s([0-9]+)"`)
	vmlClient = regexp.MustCompile(`(?s)<x:ClientData ObjectType="Checkbox">(.*?)</x:ClientData>`)
	vmlState  = regexp.MustCompile(`\s*<x:Checked>[^<]*</x:Checked>`)
)

// ticks takes the markers in the captions of check boxes.
func (t *Template) ticks(s *sheet) error {
	parts := map[string]string{} // state by the number of the shape
	for n := range s.root.All() {
		if id := n.Attr("shapeId"); n.Name == "x:control" && id != "" {
			parts[id] = t.file.Target(s.name, n.Attr("r:id"))
		}
	}
	for _, name := range t.file.Targets(s.name) {
		if len(parts) == 0 || !strings.EqualFold(name[strings.LastIndex(name, ".")+1:], "vml") {
			continue
		}
		data, err := t.file.Read(name)
		if err != nil {
			return err
		}
		for _, m := range vmlShape.FindAllIndex(data, -1) {
			if err := t.tick(s, name, data, m[0], m[1], parts); err != nil {
				return err
			}
		}
	}
	return nil
}

// tick takes the marker of one check box, if it has one.
func (t *Template) tick(s *sheet, name string, data []byte, from, to int, parts map[string]string) error {
	shape := data[from:to]
	client, id := vmlClient.FindSubmatchIndex(shape), vmlID.FindSubmatch(shape)
	marks := looksMarked.FindAllIndex(shape, -1)
	if client == nil || id == nil || marks == nil {
		return nil
	}
	k := &tick{place: Place{Kind: "control", Part: s.title, Name: string(id[1])}, vml: name, data: data, client: [2]int{from + client[2], from + client[3]}}
	if len(marks) > 1 {
		return k.place.fault(layers.NewFault(0, "sheet-two", "other", string(shape[marks[1][0]:marks[1][1]])))
	}
	text := ooxml.Text(data, from+marks[0][0], from+marks[0][1])
	marker, err := parseMarker(strings.Trim(text, "{}"))
	if err == nil && marker.Kind != Box {
		err = layers.NewFault(0, "sheet-marker", "text", clipped(text))
	}
	if err != nil {
		return k.place.fault(err)
	}
	k.marker, k.state = marker, parts[string(id[1])]
	k.old = []ooxml.Edit{{From: from + marks[0][0], To: from + marks[0][1]}}
	if k.state != "" {
		root, _, err := t.file.Tree(k.state)
		if err != nil {
			return err
		}
		k.set = root
	}
	s.ticks = append(s.ticks, k)
	return t.caption(s, k, string(id[1]))
}

// caption finds the marker in the new drawing of a check box.
func (t *Template) caption(s *sheet, k *tick, id string) error {
	for _, name := range t.file.Targets(s.name) {
		if !strings.HasSuffix(t.file.Type(name), ".drawing+xml") {
			continue
		}
		root, data, err := t.file.Tree(name)
		if err != nil {
			return err
		}
		for n := range root.All() {
			if n.Name != "xdr:sp" || n.Find("xdr:cNvPr").Attr("id") != id {
				continue
			}
			f := &flow{part: &part{name: name, data: data}, place: k.place}
			for a := range n.All() {
				if a.Name == "a:t" {
					for c := range ooxml.Chars(data, a.Inner, a.End) {
						f.glyphs = append(f.glyphs, glyph{c, a})
					}
				}
			}
			if err := f.find(); err != nil {
				return err
			}
			k.part = name
			for _, site := range f.sites {
				k.fresh = append(k.fresh, f.replace(site.from, site.to, "")...)
			}
		}
	}
	return nil
}

// states says which check boxes are marked.
func (w *filler) states() error {
	for _, k := range w.bound.allTicks() {
		holds, err := w.values.Holds(w.bound.uses[k.marker].value)
		if err != nil {
			return k.place.fault(err)
		}
		w.told.show(k.marker, shown{holds: holds})
	}
	return nil
}

// ticks sets the check boxes of a sheet.
func (w *filler) ticks(s *sheet) error {
	edits := map[string][]ooxml.Edit{}
	for _, k := range s.ticks {
		holds := w.told.shown[w.bound.numbers[k.marker]].Holds
		edits[k.vml] = append(edits[k.vml], k.old...)
		edits[k.vml] = append(edits[k.vml], k.check(holds)...)
		edits[k.part] = append(edits[k.part], k.fresh...)
		if k.set != nil {
			edits[k.state] = append(edits[k.state], checked(k.set, holds)...)
		}
	}
	for name, all := range edits {
		if len(all) == 0 {
			continue
		}
		data, err := w.bound.file.Read(name)
		if err != nil {
			return err
		}
		w.edit(name, data, all)
	}
	return nil
}

// check sets the state in the old drawing.
func (k *tick) check(holds bool) []ooxml.Edit {
	var edits []ooxml.Edit
	for _, m := range vmlState.FindAllIndex(k.data[k.client[0]:k.client[1]], -1) {
		edits = append(edits, ooxml.Edit{From: k.client[0] + m[0], To: k.client[0] + m[1]})
	}
	if holds {
		edits = append(edits, ooxml.Edit{From: k.client[1], To: k.client[1], With: "<x:Checked>1</x:Checked>"})
	}
	return edits
}

// checked sets the state of a form control.
func checked(set *ooxml.Node, holds bool) []ooxml.Edit {
	a := set.Attribute("checked")
	switch {
	case holds && a.To > 0:
		return []ooxml.Edit{{From: a.From, To: a.To, With: "Checked"}}
	case holds:
		at := set.From + 1 + len(set.Raw)
		return []ooxml.Edit{{From: at, To: at, With: ` checked="Checked"`}}
	case a.To > 0:
		return []ooxml.Edit{{From: a.Start, To: a.To + 1}}
	}
	return nil
}
