package press

import (
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/fill"
	"yoshiki/forms/readback"
)

// alikeOfficial counts the texts of the official sheet of a form, filled, that stand in a copy,
// and all of them. Where the form has no such sheet, there are none.
func (p *Press) alikeOfficial(f *forms.Filled, copied *readback.File) (alike, all int) {
	sheet, ok := f.Definition.Sheet(copied.Format)
	if !ok {
		return 0, 0
	}
	bound, err := p.bound(f.Definition, sheet)
	if err != nil {
		return 0, 0
	}
	read, err := filledIn(bound, f, copied.Format)
	if err != nil {
		return 0, 0
	}
	texts := make([]string, len(read.Texts))
	for i, t := range read.Texts {
		texts[i] = t.Words
	}
	return common(texts, copied), len(texts)
}

// filledIn is the official sheet of a form, filled, as it is read.
func filledIn(bound *fill.Bound, f *forms.Filled, format string) (*readback.File, error) {
	data, err := bound.Fill(f)
	if err != nil {
		return nil, err
	}
	return readback.Read(format, data)
}

// editsOfficial tells what somebody changed in a copy of the official sheet of a form.
func (p *Press) editsOfficial(f *forms.Filled, copied *readback.File) ([]Edit, error) {
	sheet, _ := f.Definition.Sheet(copied.Format)
	bound, err := p.bound(f.Definition, sheet)
	if err != nil {
		return nil, err
	}
	data, slots, err := bound.Slots(f)
	if err != nil {
		return nil, err
	}
	read, err := readback.Read(copied.Format, data)
	if err != nil {
		return nil, err
	}
	print := make([]readback.Text, len(read.Texts))
	for i, t := range read.Texts {
		words, values := fill.Slotted(t.Words)
		print[i] = readback.Text{Words: words[0], Place: t.Place}
		for k, n := range values {
			print[i].Words += slots[n].Value.Text + words[k+1]
		}
	}
	now, err := filledIn(bound, f, copied.Format)
	if err != nil {
		return nil, err
	}
	shown := align(print, now.Texts) // as cells for figures and days show them
	var all []Edit
	for i, is := range align(print, copied.Texts) {
		if loose(is) == loose(print[i].Words) || loose(is) == loose(shown[i]) {
			continue
		}
		words, values := fill.Slotted(read.Texts[i].Words)
		all = append(all, editsOf(words, values, slots, print[i].Words, is)...)
	}
	return all, nil
}

// editsOf parts a text of a copy at the printed words around its values. Where they are others
// it is told as a whole.
func editsOf(words []string, values []int, slots []fill.Slot, was, is string) (all []Edit) {
	parted := between(words, is)
	if parted == nil || len(values) == 0 {
		return []Edit{{Label: was, Was: was, Is: is}}
	}
	for i, n := range values {
		v := slots[n].Value
		if loose(parted[i]) != loose(v.Text) {
			all = append(all, Edit{Path: v.Path, Label: slots[n].Label, Was: v.Text, Is: parted[i], Value: v})
		}
	}
	return all
}

// between are the pieces of a text between printed words, or nil where they are not its own.
func between(words []string, text string) []string {
	trim := func(s string) string { return strings.Trim(s, " \u00A0\u3000\n") }
	rest, ok := strings.CutPrefix(trim(text), trim(words[0]))
	if !ok {
		return nil
	}
	var all []string
	for i, w := range words[1:] {
		at := strings.Index(rest, trim(w))
		if i == len(words)-2 { // the last
			at = len(rest) - len(trim(w))
		}
		if at < 0 || !strings.HasPrefix(rest[at:], trim(w)) || trim(w) == "" && i < len(words)-2 {
			return nil
		}
		all = append(all, trim(rest[:at]))
		rest = rest[at+len(trim(w)):]
	}
	return all
}

// loose is a text without its spaces, which blanks of official sheets are made of.
func loose(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \u00A0\u3000\n", r) {
			return -1
		}
		return r
	}, text)
}
