package workbook

import (
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// field lays out one row with a value.
func (p *planner) field(s *part, f *vocabulary.Field, v casefile.Value, path string, needed bool) {
	if last := s.rows[len(s.rows)-1]; last.mark == markTold && (len(last.cells) == 0 || last.cells[0].look != lookHead) {
		s.rows = append(s.rows, p.heads())
	}
	label := p.say(f.Label)
	if f.Need {
		label = "＊ " + label
	}
	value := p.value(f.Model.Type, path, v.Text())
	if isGeneral(path) && path != "id" && path != "company" {
		value = cell{p.shown(f.Model.Type, path, v.Text()), lookFixed}
	}
	s.rows = append(s.rows, row{mark: v.Pointer, cells: []cell{{label, lookLabel}, value, {p.say(f.Help), lookHelp}, {f.Clause, lookClause}}})
	s.places = append(s.places, v.Pointer)
	at := cellName(valueColumn, len(s.rows))
	p.pick(s, f.Model.Type, path, at)
	if needed && f.Need {
		s.needs = append(s.needs, need{at, "LEN(" + at + ")=0"})
	}
}

// heads are the headings above rows of fields.
func (p *planner) heads() row {
	r := row{mark: markTold}
	for _, w := range words.heads {
		r.cells = append(r.cells, cell{p.say(w), lookHead})
	}
	return r
}

// begun has the needed fields directly in a group stand yellow once one of them is filled in.
func (s *part) begun(g *vocabulary.Group, pointer string, first int) {
	var all, needed []string
	for i := first; i < len(s.rows); i++ {
		key, ok := strings.CutPrefix(s.rows[i].mark, pointer+"/")
		if !ok || g == nil || strings.Contains(key, "/") {
			continue
		}
		at := cellName(valueColumn, i+1)
		all = append(all, at)
		for _, f := range g.Fields {
			if f.Key == key && f.Need {
				needed = append(needed, at)
			}
		}
	}
	if len(all) < 2 {
		return
	}
	for _, at := range needed {
		s.needs = append(s.needs, need{at, "AND(LEN(" + at + ")=0,COUNTA(" + all[0] + ":" + all[len(all)-1] + ")>0)"})
	}
}
