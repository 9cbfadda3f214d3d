package workbook

import (
	"fmt"

	"yoshiki/forms/xlsx"
)

// The marks of the sheets that hold nothing of the case.
const (
	markCover = "yoshiki:cover"
	markNotes = "yoshiki:notes"
)

// noteRows are ruled for notes.
const noteRows = 30

// cover writes the sheet that explains.
func (b *book) cover() error {
	name := b.say(words.cover)
	p := &part{name: name, width: fieldColumns, onePage: true}
	pair := func(key, text string) {
		p.rows = append(p.rows, row{mark: markTold, join: 2, cells: []cell{{key, lookLabel}, {text, lookFixed}, {nil, lookFixed}, {nil, lookFixed}}})
	}
	keys := make([]cell, p.width+1)
	keys[p.width].value = keyFindings
	p.rows = append(p.rows, row{mark: markCover, hidden: true, cells: keys}, row{mark: markTold, cells: []cell{{b.say(words.title), lookTitle}}}, row{mark: markTold})
	pair(b.say(words.kind), b.say(b.Kind.Title))
	pair(b.say(words.rules), b.Rules)
	p.rows = append(p.rows, row{mark: markTold})
	for i, step := range words.steps {
		p.rows = append(p.rows, row{mark: markTold, join: 1, cells: []cell{{fmt.Sprintf("%d. %s", i+1, b.say(step)), lookBody}}})
		if command := b.commands()[i]; command != "" {
			p.rows = append(p.rows, row{mark: markTold, join: 1, cells: []cell{{command, lookCommand}}})
		}
	}
	p.rows = append(p.rows, row{mark: markTold})
	for _, legend := range []cell{{b.say(words.yellow), lookYellow}, {b.say(words.white), lookWhite}, {b.say(words.gray), lookLabel}} {
		p.rows = append(p.rows, row{mark: markTold, join: 1, cells: []cell{legend, {nil, legend.look}, {nil, legend.look}, {nil, legend.look}}})
	}
	p.rows = append(p.rows, row{mark: markTold})
	p.rows = append(p.rows, heading(b.say(words.contents), lookHeading))
	first := len(p.rows) + 1
	for _, s := range b.parts {
		p.rows = append(p.rows, row{mark: markTold, join: 2, cells: []cell{{s.title(), lookLink}, {s.lead(), lookBody}}})
	}
	for i, s := range b.parts {
		p.links = append(p.links, link{cellName(0, first+i), quoted(s.name) + "!A1"})
	}
	return b.sheet(p)
}

// title is what a sheet is called; its name may be shorter.
func (s *part) title() string { return s.first(lookTitle) }

// lead is what a sheet says of itself.
func (s *part) lead() string { return s.first(lookLead) }

// first is the first text of a look.
func (s *part) first(l look) string {
	for _, r := range s.rows {
		if len(r.cells) > 0 && r.cells[0].look == l {
			text, _ := r.cells[0].value.(string)
			return text
		}
	}
	return ""
}

// commands stand below the steps.
func (b *book) commands() []string {
	all := make([]string, len(words.steps))
	all[4] = b.Command + " check FILE.xlsx --for " + b.Kind.Name
	all[5] = b.Command + " check FILE.xlsx --for " + b.Kind.Name + " --annotate"
	all[6] = b.Command + " case import FILE.xlsx --into CASE.yaml"
	return all
}

// notes writes the sheet for notes.
func (b *book) notes() error {
	p := &part{name: b.say(words.notes), width: fieldColumns}
	p.rows = []row{{mark: markNotes, hidden: true}, {mark: markTold, cells: []cell{{b.say(words.notes), lookTitle}}},
		{mark: markTold, join: 1, cells: []cell{{b.say(words.notesHelp), lookLead}}}}
	for i := range noteRows + len(b.Notes) {
		r := row{join: 1, cells: []cell{{look: lookFree}, {look: lookFree}, {look: lookFree}, {look: lookFree}}}
		if i < len(b.Notes) {
			r.cells[0].value = xlsx.Literally(b.Notes[i])
		}
		p.rows = append(p.rows, r)
	}
	return b.sheet(p)
}
