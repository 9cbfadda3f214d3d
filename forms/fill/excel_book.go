package fill

import (
	"strings"

	"yoshiki/forms/fill/ooxml"
)

// workbook are the edits of what belongs to no sheet: names of ranges, how to calculate, charts.
func (w *filler) workbook() error {
	b := w.bound.book
	var edits []ooxml.Edit
	if w.moving {
		for _, k := range b.root.Kid("x:definedNames").Children() {
			text := ooxml.Text(b.data, k.Inner, k.End)
			if with := w.leadAll(nil, text); with != text {
				edits = append(edits, ooxml.Edit{From: k.Inner, To: k.End, With: ooxml.Escape(with)})
			}
		}
	}
	if calc := b.root.Kid("x:calcPr"); calc != nil && b.calculates() {
		if a := calc.Attribute("fullCalcOnLoad"); a.To > 0 {
			edits = append(edits, ooxml.Edit{From: a.From, To: a.To, With: "1"})
		} else {
			at := calc.From + 1 + len(calc.Raw)
			edits = append(edits, ooxml.Edit{From: at, To: at, With: ` fullCalcOnLoad="1"`})
		}
	}
	w.edit(w.bound.file.Main, b.data, append(edits, b.unmarked...))
	if !w.moving {
		return nil
	}
	if err := w.charts(); err != nil {
		return err
	}
	return w.dropChain()
}

// calculates reports whether a formula gives something else when the sheet is filled.
func (b *book) calculates() bool {
	for _, s := range b.sheets {
		if len(s.stale) > 0 {
			return true
		}
	}
	return false
}

// charts lets charts and pivot tables read the cells where they come to stand.
func (w *filler) charts() error {
	for _, name := range w.bound.file.Names() {
		kind := w.bound.file.Type(name)
		if !strings.HasSuffix(kind, ".chart+xml") && !strings.HasSuffix(kind, "pivotCacheDefinition+xml") {
			continue
		}
		root, data, err := w.tree(name)
		if err != nil {
			return err
		}
		var edits []ooxml.Edit
		for n := range root.All() {
			switch n.Name {
			case "c:f":
				text := ooxml.Text(data, n.Inner, n.End)
				edits = append(edits, ooxml.Edit{From: n.Inner, To: n.End, With: ooxml.Escape(w.leadAll(nil, text))})
			case "x:worksheetSource":
				for _, s := range w.bound.book.sheets {
					if a := n.Attribute("ref"); a.To > 0 && s.title == n.Attr("sheet") {
						edits = append(edits, ooxml.Edit{From: a.From, To: a.To, With: w.grown[s].list(a.Value)})
					}
				}
			}
		}
		w.edit(name, data, edits)
	}
	return nil
}

// dropChain leaves out the order in which cells were calculated, which programs make anew.
func (w *filler) dropChain() error {
	for id, name := range w.bound.file.Targets(w.bound.file.Main) {
		if !strings.HasSuffix(w.bound.file.Type(name), ".calcChain+xml") {
			continue
		}
		w.changed[name] = nil
		if err := w.without(ooxml.LinksOf(w.bound.file.Main), "Id", id); err != nil {
			return err
		}
		return w.without("[Content_Types].xml", "PartName", "/"+name)
	}
	return nil
}

// without takes the entry out of a list that an attribute names.
func (w *filler) without(name, key, value string) error {
	root, data, err := w.tree(name)
	if err != nil {
		return err
	}
	for _, k := range root.Kids {
		if k.Attr(key) == value {
			w.edit(name, data, []ooxml.Edit{{From: k.From, To: k.To}})
		}
	}
	return nil
}
