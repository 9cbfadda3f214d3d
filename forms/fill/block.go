package fill

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
	"yoshiki/forms/readback/official"
)

// arrange parts the flows of a part into those of blocks and the others. repeated is the
// element that a marker repeats, or nil where it can repeat nothing.
func (p *part) arrange(flows []*flow, repeated func(*flow) *ooxml.Node) error {
	var all []*block
	for _, f := range flows {
		if err := f.begin(&all, repeated); err != nil {
			return err
		}
	}
	if err := p.nest(all); err != nil {
		return err
	}
	for _, f := range flows {
		for _, b := range all {
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

// begin begins a block, or ends it further down.
func (f *flow) begin(all *[]*block, repeated func(*flow) *ooxml.Node) error {
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
		if kind == Each {
			*all = append(*all, &block{each: f.sites[i].Marker, place: f.place, first: around, last: around, from: around.From, to: around.To})
		} else if !end(*all, around) {
			return f.place.fault(layers.NewFault(0, "sheet-end"))
		}
	}
	return nil
}

// end makes the block that was begun last, of those beside an element that have no end, reach
// as far as that.
func end(all []*block, around *ooxml.Node) bool {
	for _, b := range slices.Backward(all) {
		if !b.ended && around.Up == b.first.Up && around.From >= b.from {
			b.ended, b.last, b.to = true, around, around.To
			return true
		}
	}
	return false
}

// nest puts the blocks into the part, those of lists in lists into the block around.
func (p *part) nest(all []*block) error {
	sorted := slices.SortedStableFunc(slices.Values(all), func(a, b *block) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	for i, b := range sorted {
		depth := 0
		for _, around := range sorted[:i] {
			if around.to <= b.from {
				continue
			}
			if b.to > around.to || around.from == b.from && around.to == b.to {
				return b.place.fault(layers.NewFault(0, "sheet-each-twice"))
			}
			b.up = around
			depth++
		}
		switch {
		case b.up == nil:
			p.blocks = append(p.blocks, b)
		case b.place.Kind == "cell":
			return b.place.fault(layers.NewFault(0, "sheet-each-excel"))
		case depth == official.MaxLists:
			return b.place.fault(layers.NewFault(0, "sheet-each-deep", "most", strconv.Itoa(official.MaxLists)))
		default:
			b.up.inner = append(b.up.inner, b)
		}
	}
	return nil
}

// blockOf is the innermost block that a place of the part lies in, or nil.
func (p *part) blockOf(at int) *block {
	var found *block
	for b := range p.each() {
		if at >= b.from && at < b.to {
			found = b
		}
	}
	return found
}

// each are the blocks of the part, those inside of one behind it.
func (p *part) each() iter.Seq[*block] {
	return func(yield func(*block) bool) { eachOf(p.blocks, yield) }
}

func eachOf(blocks []*block, yield func(*block) bool) bool {
	for _, b := range blocks {
		if !yield(b) || !eachOf(b.inner, yield) {
			return false
		}
	}
	return true
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
