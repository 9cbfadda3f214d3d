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
	tops     []int // section at the top of each page

	paper       float64   // width of the page
	left, width float64   // of the text on the page
	titled      bool      // a title has been printed
	level       int       // of the last heading in the structure
	lists       []list    // that the item before is in, the outermost first
	columns     []float64 // of the markers of items, by block
	lines       []typeset.Line
}

func (p *printer) print() error {
	for i := range p.document.Sections {
		if err := p.section(&p.document.Sections[i], i); err != nil {
			return fmt.Errorf("section %d: %w", i+1, err)
		}
	}
	p.flow.flush()
	p.feet()
	return nil
}

// section prints section i, on pages of its own unless it joins the one before.
func (p *printer) section(s *document.Section, i int) error {
	if i == 0 || !p.document.Joined(i) {
		p.flow.flush()
		p.open(s.Landscape)
	}
	p.flow.place = typeset.Annex
	p.flow.begins++
	if i == 0 && p.document.Number != "" {
		p.run(running{text: p.document.Number, style: number, box: p.measure(), tag: p.tag(root, "P", p.document.Number)})
	}
	p.columns, p.lists = p.markerColumns(s.Blocks), p.lists[:0]
	for k, b := range s.Blocks {
		gap := before(b)
		if k > 0 {
			gap = max(gap, after(s.Blocks[k-1]))
		} else if i > 0 {
			gap = annexGap
		}
		if k > 0 {
			p.flow.place = placeOf(b)
		}
		if err := p.block(s.Blocks, k, gap); err != nil {
			return fmt.Errorf("block %d: %w", k+1, err)
		}
	}
	return nil
}

// annexGap is the white above a section that stands below another.
const annexGap = 30

// placeOf is how natural it is that a page begins with a block.
func placeOf(b document.Block) typeset.Place {
	if h, ok := b.(document.Heading); ok && h.Level == 1 {
		return typeset.Part
	}
	return typeset.Block
}

// open begins pages of a geometry.
func (p *printer) open(landscape bool) {
	g := geometry(landscape)
	p.paper, p.left, p.width = g.width, g.left, g.measure
	p.flow = flow{
		newPage: func() {
			p.c.newPage(landscape)
			p.tops = append(p.tops, len(p.starts)-1)
		},
		begun: func(n int) {
			for range n {
				p.starts = append(p.starts, len(p.c.pages)-1)
			}
			if p.flow.y == margin {
				p.tops[len(p.tops)-1] = len(p.starts) - 1
			}
		},
		top: margin, bottom: g.height - p.footHeight(p.width), height: g.height, slabs: p.flow.slabs[:0],
	}
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
		p.paragraph(b, gap, document.Closes(blocks, i))
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
