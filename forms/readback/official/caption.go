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
		sign := "☐"
		if c.Attr("checked") == "Checked" {
			sign = "☒"
		}
		all = append(all, part{name: sheet + "#" + s.number, texts: []text{{words: sign + old[s.number]}}})
	}
	return all, nil
}

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
