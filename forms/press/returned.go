package press

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/document"
	"yoshiki/forms/readback"
)

// Edit is a place of a form that reads otherwise in a copy that somebody has changed.
type Edit struct {
	Path  string         // of the value in the case; "" for printed words
	Label string         // of the field or column, or the words themselves
	Was   string         // as the form has it
	Is    string         // as the copy has it
	Value document.Value // as the form has it
}

// Edits tells what somebody changed in a Word or Excel copy of a form, in the order of the
// form. The copy may have been saved by another program: what is compared are the words, and
// where they stand is told by a print of the form in which every blank is marked.
func (p *Press) Edits(f *forms.Filled, copied *readback.File) ([]Edit, error) {
	d := f.Document
	if official, _ := p.alikeOfficial(f, copied); official > common(textsOf(d), copied) {
		return p.editsOfficial(f, copied)
	}
	marked, slots := slotsOf(d)
	marked.Slice = ""
	for i := range slots {
		if s := &slots[i]; *s.text == "" && s.value != nil && !s.value.Fixed {
			s.blank = true
			*s.text, s.value.Kind = fmt.Sprintf("〓%d〓", i), document.Text
		}
	}
	var file bytes.Buffer
	if err := p.renderers[copied.Format].Render(&file, marked); err != nil {
		return nil, err
	}
	print, err := readback.Read(copied.Format, file.Bytes())
	if err != nil {
		return nil, err
	}
	places, err := readback.Locate(marked, print)
	if err != nil {
		return nil, err
	}
	return edits(slots, places, align(print.Texts, copied.Texts)), nil
}

// edits compares each text with what the copy has in its place.
func edits(slots []slot, places [][]int, found []string) (all []Edit) {
	n := 0
	for _, s := range slots {
		if *s.text == "" {
			continue
		}
		var is strings.Builder
		for _, at := range places[n] {
			is.WriteString(found[at])
		}
		n++
		e := Edit{Path: s.path, Label: s.label, Was: *s.text, Is: is.String(), Value: s.was}
		if s.blank {
			e.Was = ""
			if strings.Trim(e.Is, " \u00A0\u3000\n") == "" {
				continue
			}
		}
		if e.Is != e.Was {
			all = append(all, e)
		}
	}
	return all
}

// slot is a text of a tree that can be written.
type slot struct {
	text  *string
	value *document.Value // nil for what is no value of a field or cell
	was   document.Value
	path  string
	label string
	blank bool
}

// slotsOf copies a tree and gives its texts in the order of [document.Document.Texts]; those
// of values can be written.
func slotsOf(d *document.Document) (*document.Document, []slot) {
	c := &copier{}
	out := *d
	c.words(d.Number, "")
	out.Sections = slices.Clone(d.Sections)
	for i := range out.Sections {
		s := &out.Sections[i]
		s.Blocks = slices.Clone(s.Blocks)
		for k, b := range s.Blocks {
			s.Blocks[k] = c.block(b)
		}
	}
	return &out, c.slots
}

// copier copies blocks and gathers their texts.
type copier struct{ slots []slot }

func (c *copier) words(text, path string) {
	c.slots = append(c.slots, slot{text: &text, path: path, label: text})
}

func (c *copier) value(v *document.Value, label string) {
	c.slots = append(c.slots, slot{text: &v.Text, value: v, was: *v, path: v.Path, label: label})
}

func (c *copier) block(b document.Block) document.Block {
	switch b := b.(type) {
	case document.Fields:
		return document.Fields{Rows: c.fields(b.Rows)}
	case document.Sender:
		return document.Sender{Rows: c.fields(b.Rows)}
	case document.Table:
		return c.table(b)
	}
	alone := document.Document{Sections: []document.Section{{Blocks: []document.Block{b}}}}
	for t := range alone.Texts() {
		c.words(t.Text, t.Path)
	}
	return b
}

func (c *copier) fields(rows []document.Field) []document.Field {
	rows = slices.Clone(rows)
	for i := range rows {
		c.words(rows[i].Label, "")
		c.value(&rows[i].Value, rows[i].Label)
	}
	return rows
}

func (c *copier) table(t document.Table) document.Block {
	c.words(t.Caption, "")
	for _, column := range t.Columns {
		c.words(column.Label, "")
	}
	t.Rows = slices.Clone(t.Rows)
	for i := range t.Rows {
		t.Rows[i] = slices.Clone(t.Rows[i])
		for k := range t.Rows[i] {
			c.value(&t.Rows[i][k], t.Columns[k].Label)
		}
	}
	if len(t.Rows) == 0 {
		c.words(t.Empty, "")
	}
	return t
}
