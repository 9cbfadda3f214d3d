package fill

import "yoshiki/forms/layers"

// check refuses what cannot be repeated: merged cells that leave the rows of a block, markers in
// rows that are ruled for it, formulas that fill several cells.
func (s *sheet) check() error {
	for _, b := range s.blocks {
		first, last := s.numbers[b.first], s.numbers[b.last]
		for _, k := range s.root.Kid("x:mergeCells").Children() {
			a, ok := parseArea(k.Attr("ref"))
			if ok && a.top >= first && a.top <= last && a.bottom > last {
				return b.place.fault(layers.NewFault(0, "sheet-merge", "area", a.String()))
			}
		}
		for _, f := range s.flows {
			if f.cell.row > last && f.cell.row < first+b.each.Rows {
				return f.place.fault(layers.NewFault(0, "sheet-ruled", "rows", b.each.Text))
			}
		}
		for c := range s.formulas {
			kind := c.Kid("x:f").Attr("t")
			if (kind == "array" || kind == "dataTable") && b.from <= c.From && c.To <= b.to {
				return b.place.fault(layers.NewFault(0, "sheet-array"))
			}
		}
	}
	return nil
}
