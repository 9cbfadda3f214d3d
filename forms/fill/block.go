package fill

import (
	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// arrange parts the flows of a part into those of blocks and the others. repeated is the
// element that a marker repeats, or nil where it can repeat nothing.
func (p *part) arrange(flows []*flow, repeated func(*flow) *ooxml.Node) error {
	for _, f := range flows {
		if err := p.mark(f, repeated); err != nil {
			return err
		}
	}
	for _, f := range flows {
		for _, b := range p.blocks {
			if at := f.start(); f.cell == nil && at >= b.to && at < b.ruled(b.each.Rows) {
				return f.place.fault(layers.NewFault(0, "sheet-ruled", "rows", b.each.Text))
			}
		}
		if b := p.blockOf(f.start()); b != nil {
			b.flows = append(b.flows, f)
		} else {
			p.flows = append(p.flows, f)
		}
	}
	return nil
}

// mark begins a block, or ends it further down.
func (p *part) mark(f *flow, repeated func(*flow) *ooxml.Node) error {
	for i := range f.sites {
		kind := f.sites[i].Kind
		if kind != Each && kind != End {
			continue
		}
		if f.attr {
			return f.place.fault(layers.NewFault(0, "sheet-each-place"))
		}
		around := repeated(f)
		if around == nil {
			return f.place.fault(layers.NewFault(0, "sheet-each-place"))
		}
		if kind == End {
			if err := p.end(f, around); err != nil {
				return err
			}
			continue
		}
		if p.blockOf(around.From) != nil {
			return f.place.fault(layers.NewFault(0, "sheet-each-twice"))
		}
		p.blocks = append(p.blocks, &block{each: f.sites[i].Marker, place: f.place, first: around, last: around, from: around.From, to: around.To})
	}
	return nil
}

// end makes the block that was begun last reach as far as an element, which stands beside
// what it begins with.
func (p *part) end(f *flow, around *ooxml.Node) error {
	if len(p.blocks) == 0 {
		return f.place.fault(layers.NewFault(0, "sheet-end"))
	}
	b := p.blocks[len(p.blocks)-1]
	if b.ended || around.Up != b.first.Up || around.From < b.from {
		return f.place.fault(layers.NewFault(0, "sheet-end"))
	}
	b.ended, b.last, b.to = true, around, around.To
	return nil
}

func (p *part) blockOf(at int) *block {
	for _, b := range p.blocks {
		if at >= b.from && at < b.to {
			return b
		}
	}
	return nil
}

// start is where the first marker of a flow stands in its part.
func (f *flow) start() int {
	if f.cell != nil {
		return f.cell.node.From
	}
	return f.glyphs[f.sites[0].from].From
}

// ruled is where the last of some rows ends that are ruled for a list, those of the pattern
// among them.
func (b *block) ruled(rows int) int {
	to := b.to
	for _, k := range b.last.Up.Kids {
		if k.From >= b.to && k.Name == b.last.Name && rows > 1 {
			to = k.To
			rows--
		}
	}
	return to
}
