package fill

import (
	"strconv"
	"strings"

	"yoshiki/forms/fill/ooxml"
)

// word reads the tables and paragraphs of the parts of a Word file.
func (s *suggester) word() {
	for _, p := range s.template.parts {
		r := &wordReader{part: p, counts: map[string]int{}, all: true}
		if p.name != s.template.file.Main {
			continue
		}
		r.walk(p.root, "")
		of := map[*ooxml.Node]*flow{}
		for _, f := range r.flows {
			if f.node != nil {
				of[f.node] = f
			}
		}
		inTable := map[*flow]bool{}
		for n := range p.root.All() {
			if n.Name == "w:tbl" {
				s.table(p, n, of, inTable)
			}
		}
		for _, f := range r.flows {
			if f.node != nil && !inTable[f] && len(f.glyphs) > 0 && f.place.Kind == "paragraph" {
				s.blanksIn(f, "")
			}
		}
	}
}

// table reads a table; those inside of it are read by themselves.
func (s *suggester) table(p *part, tbl *ooxml.Node, of map[*ooxml.Node]*flow, inTable map[*flow]bool) {
	g := &grid{}
	row := 0
	for _, tr := range tbl.Kids {
		if tr.Name != "w:tr" {
			continue
		}
		row++
		column := 1
		for _, tc := range tr.Kids {
			if tc.Name != "w:tc" {
				continue
			}
			span, err := strconv.Atoi(tc.Kid("w:tcPr").Kid("w:gridSpan").Attr("w:val"))
			if err != nil || span < 1 {
				span = 1
			}
			q := &square{area: area{column, row, column + span - 1, row}, part: p}
			column += span
			merge := tc.Kid("w:tcPr").Kid("w:vMerge")
			q.closed = merge != nil && merge.Attr("w:val") != "restart"
			q.read(tc, of, inTable)
			g.cells = append(g.cells, q)
		}
	}
	s.read(g)
}

// read takes the text of a cell, and how a marker is put into it when it is empty.
func (q *square) read(tc *ooxml.Node, of map[*ooxml.Node]*flow, inTable map[*flow]bool) {
	var first *ooxml.Node
	n := 0
	for k := range tc.All() {
		f := of[k]
		if f == nil || k.Above("w:tc") != tc {
			continue
		}
		if inTable[f] = true; first == nil {
			first, q.place = k, f.place
		}
		if len(f.glyphs) > 0 {
			q.flow = f
			n++
		}
		q.text += f.text()
	}
	if holder := tc.Find("w:showingPlcHdr"); holder != nil {
		q.text = ""
	}
	if n != 1 {
		q.flow = nil
	}
	if first != nil {
		q.put = func(marker string) []ooxml.Edit { return q.part.putInto(tc, first, marker) }
	}
}

// putInto puts a marker into a cell without words: in the place of the words of a content
// control that ask to fill it in, or else into its first paragraph.
func (p *part) putInto(tc, paragraph *ooxml.Node, marker string) []ooxml.Edit {
	if holder := tc.Find("w:showingPlcHdr"); holder != nil {
		edits := append(asWritten(holder.Up.Up), ooxml.Edit{From: holder.From, To: holder.To})
		for t := range holder.Up.Up.Kid("w:sdtContent").All() {
			if t.Name == "w:t" {
				edits = append(edits, ooxml.Edit{From: t.Inner, To: t.End, With: ooxml.Escape(marker)})
				break
			}
		}
		return edits
	}
	x := paragraph.Prefix()
	properties := ""
	if mark := paragraph.Kid("w:pPr").Kid("w:rPr"); mark != nil {
		properties = strings.TrimSpace(string(p.data[mark.From:mark.To]))
	}
	run := "<" + x + "r>" + properties + "<" + x + "t>" + ooxml.Escape(marker) + "</" + x + "t></" + x + "r>"
	if paragraph.Inner == paragraph.To {
		return []ooxml.Edit{{From: paragraph.To - 2, To: paragraph.To, With: ">" + run + "</" + paragraph.Raw + ">"}}
	}
	return []ooxml.Edit{{From: paragraph.End, To: paragraph.End, With: run}}
}
