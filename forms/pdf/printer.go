package pdf

import (
	"fmt"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// printer lays the blocks of a document out on pages.
type printer struct {
	c        *canvas
	document *document.Document
	flow     flow
	starts   []int // page on which each section begins, from 0

	left, width float64   // of the text on the page
	titled      bool      // a title has been printed
	level       int       // of the last heading in the structure
	lists       []list    // that the item before is in, the outermost first
	columns     []float64 // of the markers of items, by block
	lines       []typeset.Line
}

func (p *printer) print() error {
	for i := range p.document.Sections {
		if err := p.section(&p.document.Sections[i], i == 0); err != nil {
			return fmt.Errorf("section %d: %w", i+1, err)
		}
	}
	p.feet()
	return nil
}

func (p *printer) section(s *document.Section, first bool) error {
	p.starts = append(p.starts, len(p.c.pages))
	newPage := func() { p.c.newPage(s.Landscape) }
	newPage()
	p.left, p.width = p.c.page.left, p.c.page.measure
	bottom := p.c.page.height - p.footHeight(p.width)
	p.flow = flow{newPage: newPage, top: margin, bottom: bottom, y: margin, empty: true}
	if first && p.document.Number != "" {
		p.run(running{text: p.document.Number, style: number, box: p.measure(), tag: p.tag(root, "P", p.document.Number)})
	}
	p.columns, p.lists = p.markerColumns(s.Blocks), p.lists[:0]
	for i, b := range s.Blocks {
		gap := before(b)
		if i > 0 {
			gap = max(gap, after(s.Blocks[i-1]))
		}
		if err := p.block(s.Blocks, i, gap); err != nil {
			return fmt.Errorf("block %d: %w", i+1, err)
		}
	}
	p.flow.flush()
	return nil
}

// block prints block i, gap points below what stands above.
func (p *printer) block(blocks []document.Block, i int, gap float64) error {
	if _, ok := blocks[i].(document.Item); !ok {
		p.lists = p.lists[:0]
	}
	switch b := blocks[i].(type) {
	case document.Title:
		p.title(b, gap)
	case document.Heading:
		p.heading(b, gap, i+1 < len(blocks))
	case document.Paragraph:
		p.paragraph(b, gap, b.Align == document.Right && i > 0 && i == len(blocks)-1)
	case document.Item:
		p.item(b, p.columns[i], gap)
	case document.Sender:
		p.sender(b, gap)
	case document.Fields:
		p.fields(b, gap, i > 0 && document.Trails(blocks[i-1], b))
	case document.Table:
		return p.table(b, gap)
	case document.Timeline:
		p.timeline(b, gap)
	}
	return nil
}
