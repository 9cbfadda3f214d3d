package official

import (
	"html"
	"regexp"
	"strings"

	"yoshiki/forms/readback/parts"
)

// shape is a check box over the cells of a sheet: its number, and how its state is found.
type shape struct{ number, id string }

// captions are the check boxes of a sheet with their captions, each as a part of its own.
func (x *cells) captions(sheet string) (all []part, err error) {
	if len(x.shapes) == 0 {
		return nil, nil
	}
	targets, err := x.archive.Related(sheet)
	if err != nil {
		return nil, err
	}
	old, err := x.oldDrawings(sheet)
	if err != nil {
		return nil, err
	}
	seen := map[shape]bool{}
	for _, s := range x.shapes {
		state, err := x.archive.Part(targets[s.id])
		if err != nil {
			return nil, err
		}
		if seen[s] {
			continue
		}
		seen[s] = true
		c := parts.Scan(state)
		if c.Next() != parts.Start || c.Attr("objectType") != "CheckBox" {
			continue
		}
		b := tick{caption: old[s.number], title: x.title, link: c.Attr("fmlaLink"), checked: c.Attr("checked") == "Checked"}
		all = append(all, part{name: sheet + "#" + s.number, tick: &b})
	}
	return all, nil
}

// tick is a check box over the cells.
type tick struct {
	caption string
	checked bool
	title   string // of its sheet
	link    string // cell that has its state; "" for none
}

// settle gives each check box its text: its sign and its caption. The cell that has its state
// is read with it, and not as a cell; where that says otherwise there is no sign.
func settle(all []part, blank bool) {
	for i := range all {
		b := all[i].tick
		if b == nil {
			continue
		}
		sign := map[bool]string{true: "☒", false: "☐"}[b.checked]
		if cell := b.cell(all); cell != nil {
			cell.formula = true
			if (cell.words == "1") != b.checked && (!blank || markers(b.caption) == "") {
				sign = "\uFFFD"
			}
		}
		all[i].texts = []text{{words: sign + b.caption}}
	}
}

// cell is the cell that a check box is linked with, or nil.
func (b *tick) cell(all []part) *text {
	title, cell, other := strings.Cut(b.link, "!")
	if !other {
		title, cell = b.title, b.link
	}
	column, row := position(strings.ReplaceAll(cell, "$", ""))
	for _, p := range all {
		for i := range p.texts {
			t := &p.texts[i]
			if strings.EqualFold(p.title, unquoted(title)) && t.column == column && t.row == row && row > 0 && b.link != "" {
				return t
			}
		}
	}
	return nil
}

func unquoted(title string) string { return strings.ReplaceAll(strings.Trim(title, "'"), "''", "'") }

var (
	drawn = regexp.MustCompile(`(?s)<v:shape\s[^>]*\b(?:o:spid|id)="_x0000_s([0-9]+)".*?</v:shape>`)
	box   = regexp.MustCompile(`(?s)<v:textbox.*?</v:textbox>`)
	tag   = regexp.MustCompile(`(?s)<[^>]*>|\s+`)
)

// oldDrawings are the captions of shapes by their numbers. The drawings are not always XML.
func (x *cells) oldDrawings(sheet string) (map[string]string, error) {
	names, err := x.archive.RelatedBy(sheet, "vmlDrawing")
	all := map[string]string{}
	for _, name := range names {
		data, err := x.archive.Part(name)
		if err != nil {
			return nil, err
		}
		for _, m := range drawn.FindAllSubmatch(data, -1) {
			text := tag.ReplaceAllString(string(box.Find(m[0])), " ")
			all[string(m[1])] = html.UnescapeString(strings.TrimSpace(text))
		}
	}
	return all, err
}
