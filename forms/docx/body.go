package docx

import (
	"fmt"
	"strconv"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// body writes word/document.xml. The first error stays in err and is reported by compose;
// what is written after it is thrown away.
type body struct {
	strings.Builder
	err       error
	width     int             // of the text on this section's pages, in twips
	middle    int             // of the page, from the left edge of the text, in twips
	hangs     map[int]int     // hanging indent of this section's items by level, in twips
	gap       bool            // a table has just ended: the next block needs a paragraph between
	parted    bool            // that paragraph stands above
	trailed   bool            // what belongs to this block comes next, see document.Trails and Closes
	plan      plan            // of the pages
	sections  int             // ended so far
	placed    int             // blocks on the pages of the plan so far
	begins    bool            // the next paragraph begins a page
	controls  int             // content controls so far; each needs an id of its own
	bookmarks map[string]bool // names taken
}

// compose returns the body of d.
func compose(d *document.Document) (string, error) {
	b := &body{bookmarks: map[string]bool{}}
	b.Grow(size(d))
	b.write(xmlHead, `<w:document`, namespaces, `><w:body>`)
	for i := range d.Sections {
		b.section(d, i)
	}
	b.write(`</w:body></w:document>`)
	return b.String(), b.err
}

// section writes section i, and what ends its pages if the next does not share them.
func (b *body) section(d *document.Document, i int) {
	s, end := d.Sections[i], i+1
	b.openSection(s)
	for end < len(d.Sections) && d.Joined(end) {
		end++
	}
	if !d.Joined(i) {
		number := d.Number
		if i > 0 {
			number = ""
		}
		b.plan, b.placed = b.planned(number, d.Sections[i:end]), 0
	}
	if i == 0 && d.Number != "" {
		b.paragraph(styleFormNumber, "", d.Number, "")
	}
	for j, block := range s.Blocks {
		b.begins = b.plan.begins[b.placed]
		b.separate(block)
		b.trailed = j+1 < len(s.Blocks) && (document.Trails(block, s.Blocks[j+1]) || document.Closes(s.Blocks, j+1))
		b.block(block)
		b.placed, b.begins = b.placed+1, false
	}
	if end == i+1 {
		b.closeSection(s, b.sections == 0, end == len(d.Sections))
		b.sections++
	}
}

// size guesses the length of d's body, so that a long one is not copied as it grows.
func size(d *document.Document) int {
	const markup = 200 // around one text
	n := 4096
	for p := range d.Texts() {
		n += len(p.Text) + markup
	}
	return n
}

// separate writes the paragraph that keeps two tables apart, and the white below one: not
// where next begins a page.
func (b *body) separate(next document.Block) {
	if b.begins && !isGrid(next) {
		b.gap = false
	}
	if b.parted = b.gap; !b.gap {
		return
	}
	more := ""
	if b.trailed {
		more = keepNext
	}
	if b.plan.tight > 0 {
		less, _ := (&typeset.Strip{Gap: gridGap}).At(b.plan.tight)
		more += `<w:spacing w:line="` + strconv.Itoa(int(less)) + `" w:lineRule="exact"/>`
	}
	b.emptyParagraph(styleTableGap, more)
	b.gap = false
}

func (b *body) block(block document.Block) {
	switch block := block.(type) {
	case document.Title:
		b.paragraph(styleTitle, b.spaced(headGap, headGap-2*b.less(tightTitle), 420-b.less(tightTitle)), block.Text, "")
	case document.Heading:
		b.heading(block)
	case document.Paragraph:
		b.running(block)
	case document.Item:
		b.item(block)
	case document.Sender:
		b.sender(block)
	case document.Fields:
		b.fields(block)
	case document.Table:
		b.table(block)
	case document.Timeline:
		b.timeline(block)
	default:
		b.fail(fmt.Errorf("block %T is not one of the tree", block))
	}
}

// write appends markup.
func (b *body) write(markup ...string) {
	for _, m := range markup {
		b.WriteString(m)
	}
}

// number appends an integer.
func (b *body) number(n int) {
	var digits [20]byte
	b.Write(strconv.AppendInt(digits[:0], int64(n), 10))
}

// text appends s as a run; nothing for "". path names s in an error.
func (b *body) text(s, path string) {
	if s == "" {
		return
	}
	b.write(`<w:r>`, openText)
	b.escape(s, closeText+`<w:br/>`+openText, path)
	b.write(closeText, `</w:r>`)
}

// attribute appends s as the value of an attribute.
func (b *body) attribute(name, s, path string) {
	b.write(` `, name, `="`)
	b.escape(s, " ", path)
	b.write(`"`)
}

func (b *body) escape(s, newline, path string) {
	if err := escape(&b.Builder, s, newline); err != nil {
		b.fail(fmt.Errorf("%s: %w", place(s, path), err))
	}
}

func (b *body) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}
