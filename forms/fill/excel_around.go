package fill

import (
	"regexp"
	"strconv"
	"strings"

	"yoshiki/forms/fill/ooxml"
)

// around are the edits of what stands beside the rows of a sheet and speaks of them.
func (w *filler) around(s *sheet) []ooxml.Edit {
	all := w.grown[s]
	edits := w.merges(s)
	for n := range s.root.All() {
		if n == s.grid || n.From > s.grid.From && n.To <= s.grid.To || n.Name == "x:mergeCell" {
			continue
		}
		edits = append(edits, w.pointing(s, n, s.data, all)...)
	}
	return edits
}

// pointing are the edits of an element that names cells of a sheet.
func (w *filler) pointing(s *sheet, n *ooxml.Node, data []byte, all growths) []ooxml.Edit {
	var edits []ooxml.Edit
	for _, a := range n.Attrs() {
		switch a.Name {
		case "ref", "sqref", "activeCell", "topLeftCell":
			with := all.list(a.Value)
			if a.Name == "activeCell" || a.Name == "topLeftCell" {
				with = w.single(a.Value, all)
			}
			if with != a.Value {
				edits = append(edits, ooxml.Edit{From: a.From, To: a.To, With: with})
			}
		case "fmlaLink", "fmlaRange":
			if with := w.leadAll(s, a.Value); with != a.Value {
				edits = append(edits, ooxml.Edit{From: a.From, To: a.To, With: ooxml.Escape(with)})
			}
		case "id":
			if n.Name == "x:brk" && n.Up.Name == "x:rowBreaks" {
				edits = append(edits, number(a.From, a.To, a.Value, func(r int) int { return all.end(r) })...)
			}
		}
	}
	switch n.Name {
	case "x:formula", "x:formula1", "x:formula2", "xm:f":
		text := ooxml.Text(data, n.Inner, n.End)
		if with := w.leadAll(s, text); with != text {
			edits = append(edits, ooxml.Edit{From: n.Inner, To: n.End, With: ooxml.Escape(with)})
		}
	case "xm:sqref":
		edits = append(edits, ooxml.Edit{From: n.Inner, To: n.End, With: all.list(ooxml.Text(data, n.Inner, n.End))})
	case "xdr:row":
		edits = append(edits, number(n.Inner, n.End, ooxml.Text(data, n.Inner, n.End), func(r int) int { return all.row(r+1) - 1 })...)
	}
	return edits
}

func (w *filler) single(ref string, all growths) string {
	column, row, ok := splitCell(ref)
	if !ok {
		return ref
	}
	return cellName(column, all.row(row))
}

func number(from, to int, text string, move func(int) int) []ooxml.Edit {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || move(n) == n {
		return nil
	}
	return []ooxml.Edit{{From: from, To: to, With: strconv.Itoa(move(n))}}
}

// merges moves the merged cells of a sheet, and merges those of each copy of a pattern.
func (w *filler) merges(s *sheet) []ooxml.Edit {
	list := s.root.Kid("x:mergeCells")
	if list == nil {
		return nil
	}
	var out strings.Builder
	n := 0
	for _, k := range list.Kids {
		a, ok := parseArea(k.Attr("ref"))
		if !ok {
			continue
		}
		for _, moved := range w.grown[s].merged(a) {
			out.WriteString("<" + k.Raw + ` ref="` + moved.String() + `"/>`)
			n++
		}
	}
	edits := []ooxml.Edit{{From: list.Inner, To: list.End, With: out.String()}}
	if count := list.Attribute("count"); count.To > 0 {
		edits = append(edits, ooxml.Edit{From: count.From, To: count.To, With: strconv.Itoa(n)})
	}
	return edits
}

// merged is where merged cells come to stand: those of a pattern in each copy, those of other
// rows that are taken nowhere.
func (all growths) merged(a area) []area {
	for _, g := range all {
		switch {
		case g.within(a):
			return g.copies(a, all)
		case a.top >= g.first && a.bottom < g.first+g.taken:
			return nil
		}
	}
	return []area{all.area(a)}
}

// beside are the parts that belong to a sheet and speak of its rows: drawings, notes, tables.
func (w *filler) beside(s *sheet) error {
	for _, name := range w.bound.file.Targets(s.name) {
		if strings.HasSuffix(strings.ToLower(name), ".vml") {
			if err := w.vml(s, name); err != nil {
				return err
			}
			continue
		}
		if !strings.HasSuffix(w.bound.file.Type(name), "+xml") {
			continue
		}
		root, data, err := w.tree(name)
		if err != nil {
			return err
		}
		var edits []ooxml.Edit
		edits = append(edits, w.pointing(s, root, data, w.grown[s])...)
		for n := range root.All() {
			edits = append(edits, w.pointing(s, n, data, w.grown[s])...)
		}
		w.edit(name, data, edits)
	}
	return nil
}

// tree reads a part that is not filled, or not yet.
func (w *filler) tree(name string) (*ooxml.Node, []byte, error) {
	if data, changed := w.changed[name]; changed {
		root, err := ooxml.Parse(data)
		return root, data, err
	}
	return w.bound.file.Tree(name)
}

func (w *filler) edit(name string, data []byte, edits []ooxml.Edit) {
	if len(edits) > 0 {
		w.changed[name] = ooxml.Splice(data, 0, len(data), edits)
	}
}

var (
	vmlAnchor = regexp.MustCompile(`<x:Anchor>([^<]*)</x:Anchor>`)
	vmlLink   = regexp.MustCompile(`<x:Fmla(?:Link|Range)>([^<]*)</x:Fmla`)
	vmlRow    = regexp.MustCompile(`<x:Row>\s*([0-9]+)\s*</x:Row>`)
)

// vml moves the old drawings of a sheet, which are not always XML.
func (w *filler) vml(s *sheet, name string) error {
	data, changed := w.changed[name]
	if !changed {
		var err error
		if data, err = w.bound.file.Read(name); err != nil {
			return err
		}
	}
	all := w.grown[s]
	move := func(text string) string {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return text
		}
		return strconv.Itoa(all.row(n+1) - 1)
	}
	var edits []ooxml.Edit
	for _, m := range vmlRow.FindAllSubmatchIndex(data, -1) {
		edits = append(edits, ooxml.Edit{From: m[2], To: m[3], With: move(string(data[m[2]:m[3]]))})
	}
	for _, m := range vmlLink.FindAllSubmatchIndex(data, -1) {
		text := ooxml.Text(data, m[2], m[3])
		edits = append(edits, ooxml.Edit{From: m[2], To: m[3], With: ooxml.Escape(w.leadAll(s, text))})
	}
	for _, m := range vmlAnchor.FindAllSubmatchIndex(data, -1) {
		parts := strings.Split(string(data[m[2]:m[3]]), ",")
		if len(parts) == 8 {
			parts[2], parts[6] = move(parts[2]), move(parts[6])
			edits = append(edits, ooxml.Edit{From: m[2], To: m[3], With: strings.Join(parts, ",")})
		}
	}
	w.edit(name, data, edits)
	return nil
}
