package fill

import (
	"strconv"

	"yoshiki/forms/fill/ooxml"
)

// unique makes the edits by which a copy of a row says nothing that only one may say: numbers
// of paragraphs and of controls go, drawings have others, bookmarks stay in the first row.
func (w *filler) unique(p *part, b *block) []ooxml.Edit {
	var edits []ooxml.Edit
	for _, at := range within(b) {
		for _, a := range at.Attrs() {
			if a.Name == "w14:paraId" || a.Name == "w14:textId" {
				edits = append(edits, ooxml.Edit{From: a.Start, To: a.To + 1})
			}
		}
		switch {
		case at.Name == "w:bookmarkStart" || at.Name == "w:bookmarkEnd", at.Name == "w:id" && at.Up.Name == "w:sdtPr":
			edits = append(edits, ooxml.Edit{From: at.From, To: at.To})
		case at.Name == "wp:docPr":
			w.serial++
			id := at.Attribute("id")
			edits = append(edits, ooxml.Edit{From: id.From, To: id.To, With: strconv.Itoa(1_000_000 + w.serial)})
		}
	}
	return edits
}

// within are the elements of a block, with those that it is made of.
func within(b *block) []*ooxml.Node {
	var all []*ooxml.Node
	for _, k := range b.first.Up.Kids {
		if k.From < b.from || k.To > b.to {
			continue
		}
		all = append(all, k)
		for inside := range k.All() {
			all = append(all, inside)
		}
	}
	return all
}
