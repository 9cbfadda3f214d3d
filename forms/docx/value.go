package docx

import (
	"slices"
	"strings"

	"yoshiki/forms/document"
)

// blank is what a content control shows while nothing is filled in: no-break spaces, as the
// standard gives a control without a placeholder of its own, but no more than the narrowest
// column has room for.
const blank = `<w:r><w:rPr><w:rStyle w:val="` + stylePlaceholder + `"/></w:rPr>` + openText +
	"\u00A0\u00A0" + closeText + `</w:r>`

// controlName is the most UTF-16 units that Word reads in a control's title or tag.
const controlName = 64

// The control of a blank: free text, or a calendar that writes 令和8年4月15日.
const (
	textControl = `<w:text w:multiLine="1"/>`
	dateControl = `<w:date><w:dateFormat w:val="ggge'年'M'月'd'日'"/><w:lid w:val="ja-JP"/>` +
		`<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="japan"/></w:date>`
)

// value writes what stands in a cell: a drop-down list for a choice, a control for a
// blank to be filled in, else a run. title names the cell, as its label does for a reader.
func (b *body) value(v document.Value, title string) {
	if v.Fixed || v.Text != "" && v.Kind != document.Choice {
		b.text(v.Text, v.Path)
		return
	}
	b.openControl(v, title)
	switch v.Kind {
	case document.Choice:
		b.choices(v)
	case document.Date:
		b.write(dateControl)
	default:
		b.write(textControl)
	}
	b.closeControl(v)
}

func (b *body) openControl(v document.Value, title string) {
	b.controls++
	b.write(`<w:sdt><w:sdtPr>`)
	if title != "" {
		b.write(`<w:alias`)
		b.attribute("w:val", clip(title, controlName), "")
		b.write(`/>`)
	}
	if v.Path != "" && clip(v.Path, controlName) == v.Path {
		b.write(`<w:tag`)
		b.attribute("w:val", v.Path, v.Path)
		b.write(`/>`)
	}
	b.write(`<w:id w:val="`)
	b.number(b.controls)
	b.write(`"/>`)
	if v.Text == "" {
		b.write(`<w:showingPlcHdr/>`)
	}
}

// choices writes the list of v, each entry once: Word rejects a list with doubles.
func (b *body) choices(v document.Value) {
	b.write(`<w:dropDownList>`)
	seen := make([]string, 0, len(v.Choices))
	for _, c := range v.Choices {
		entry := strings.ReplaceAll(c, "\n", " ")
		if entry == "" || slices.Contains(seen, entry) {
			continue
		}
		seen = append(seen, entry)
		b.write(`<w:listItem`)
		b.attribute("w:displayText", entry, v.Path)
		b.attribute("w:value", entry, v.Path)
		b.write(`/>`)
	}
	b.write(`</w:dropDownList>`)
}

func (b *body) closeControl(v document.Value) {
	b.write(`</w:sdtPr><w:sdtContent>`)
	if v.Text == "" {
		b.write(blank)
	} else {
		b.text(v.Text, v.Path)
	}
	b.write(`</w:sdtContent></w:sdt>`)
}
