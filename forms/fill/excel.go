package fill

import (
	"strconv"
	"strings"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// maxRows is how many rows a sheet may have cells in; official ones have some hundred.
const maxRows = 20_000

// book is what a workbook says beside its markers.
type book struct {
	root     *ooxml.Node // of the workbook
	data     []byte
	strings  []*ooxml.Node // shared strings by their number
	unmarked []ooxml.Edit  // that take markers out of the workbook
	shared   *part
	sheets   []*sheet
	formats  []int // number formats by style
	dates    map[int]bool
	old      bool    // days are counted from 1904
	set      []line  // by style
	size     float64 // of the default font
}

// sheet is a worksheet.
type sheet struct {
	*part
	title   string
	grid    *ooxml.Node // sheetData
	rows    map[int]*ooxml.Node
	last    int              // row
	cells   map[[2]int]*cell // by column and row
	ordered []*cell

	numbers  map[*ooxml.Node]int    // of rows
	filled   map[*ooxml.Node]bool   // cells with markers
	formulas map[*ooxml.Node]string // by cell
	stale    map[*ooxml.Node]bool   // cells whose formulas give something else when the sheet is filled
	ticks    []*tick
	fresh    []area // that change
}

// cell is a cell with something in it.
type cell struct {
	sheet  *sheet
	node   *ooxml.Node
	row    int
	column int
	text   *ooxml.Node // the string that it shows: si or is; nil for a figure
	shared int         // its number among the shared ones, or -1
	source *part       // that the string stands in
	halves float64     // room for text in a line, see room
	merged area        // that it is the first of
}

// excel finds the markers of a workbook.
func (t *Template) excel() error {
	b := &book{size: 11}
	t.book = b
	var err error
	if b.root, b.data, err = t.file.Tree(t.file.Main); err != nil {
		return err
	}
	b.old = truth(b.root.Kid("x:workbookPr").Attr("date1904"))
	if err := t.sharedParts(); err != nil {
		return err
	}
	sheets := b.root.Kid("x:sheets")
	if sheets == nil {
		return layers.NewFault(0, "sheet-kind")
	}
	for _, k := range sheets.Kids {
		name := t.file.Target(t.file.Main, k.Attr("r:id"))
		if !strings.Contains(t.file.Type(name), "worksheet+xml") {
			continue
		}
		if err := t.sheet(name, k.Attr("name")); err != nil {
			return err
		}
	}
	if err := t.names(); err != nil {
		return err
	}
	if err := t.links(); err != nil {
		return err
	}
	b.findStale()
	return nil
}

func truth(word string) bool { return word == "1" || word == "true" }

// sharedParts reads the shared strings and the styles.
func (t *Template) sharedParts() error {
	for _, name := range t.file.Targets(t.file.Main) {
		kind := t.file.Type(name)
		switch {
		case strings.HasSuffix(kind, ".sharedStrings+xml"):
			p, err := t.open(name)
			if err != nil {
				return err
			}
			t.book.shared = p
			for _, k := range p.root.Kids {
				if k.Name == "x:si" {
					t.book.strings = append(t.book.strings, k)
				}
			}
		case strings.HasSuffix(kind, ".styles+xml"):
			root, _, err := t.file.Tree(name)
			if err != nil {
				return err
			}
			t.book.styles(root)
			t.book.lines(root)
		}
	}
	return nil
}

// sheet reads a worksheet and finds the markers in its cells.
func (t *Template) sheet(name, title string) error {
	p, err := t.open(name)
	if err != nil {
		return err
	}
	s := &sheet{part: p, title: title, grid: p.root.Kid("x:sheetData"), rows: map[int]*ooxml.Node{}, cells: map[[2]int]*cell{},
		numbers: map[*ooxml.Node]int{}, filled: map[*ooxml.Node]bool{}, formulas: map[*ooxml.Node]string{}, stale: map[*ooxml.Node]bool{}}
	if s.grid == nil {
		return layers.NewFault(0, "sheet-kind")
	}
	t.book.sheets = append(t.book.sheets, s)
	flows, err := t.cells(s)
	if err != nil {
		return err
	}
	s.readFormulas()
	if err := t.ticks(s); err != nil {
		return err
	}
	if err := s.headings(); err != nil {
		return err
	}
	if err := p.arrange(flows, func(f *flow) *ooxml.Node { return f.cell.node.Up }); err != nil {
		return err
	}
	return s.check()
}

// cells finds the markers in the cells of a sheet.
func (t *Template) cells(s *sheet) ([]*flow, error) {
	var flows []*flow
	last := 0
	for _, row := range s.grid.Children() {
		n, err := strconv.Atoi(row.Attr("r"))
		if row.Attr("r") == "" {
			n, err = last+1, nil
		}
		if err != nil || n <= last {
			return nil, layers.NewFault(0, "sheet-row-order", "sheet", s.title, "row", row.Attr("r"))
		}
		last, s.last, s.rows[n], s.numbers[row] = n, n, row, n
		column := 0
		if len(s.rows) > maxRows {
			return nil, layers.NewFault(0, "sheet-many-rows", "sheet", s.title, "most", strconv.Itoa(maxRows))
		}
		for _, k := range row.Kids {
			f, err := t.cell(s, k, n, column)
			if err != nil {
				return nil, err
			}
			column = s.ordered[len(s.ordered)-1].column
			if f != nil {
				f.cell.halves, f.cell.merged = s.room(f.cell)
				flows = append(flows, f)
				s.filled[k] = true
				s.fresh = append(s.fresh, area{column, n, column, n})
			}
		}
	}
	return flows, nil
}

// cell reads a cell; nil when it has no marker.
func (t *Template) cell(s *sheet, n *ooxml.Node, row, before int) (*flow, error) {
	name := n.Attr("r")
	column, at, ok := splitCell(name)
	if name == "" {
		column, at, ok = before+1, row, true
	}
	if n.Name != "x:c" || !ok || at != row || column <= before {
		return nil, layers.NewFault(0, "sheet-row-order", "sheet", s.title, "row", name)
	}
	c := &cell{sheet: s, node: n, row: row, column: column, shared: -1, source: s.part}
	s.cells[[2]int{column, row}] = c
	s.ordered = append(s.ordered, c)
	switch n.Attr("t") {
	case "s":
		v := n.Kid("x:v")
		i, err := strconv.Atoi(strings.TrimSpace(s.text(v)))
		if v == nil || err != nil || i < 0 || i >= len(t.book.strings) {
			return nil, c.place().fault(layers.NewFault(0, "sheet-string"))
		}
		c.shared, c.text, c.source = i, t.book.strings[i], t.book.shared
	case "inlineStr":
		c.text = n.Kid("x:is")
	}
	if f := n.Kid("x:f"); f != nil && (strings.Contains(s.text(f), "{{") || strings.Contains(s.text(n.Kid("x:v")), "{{")) {
		return nil, c.place().fault(layers.NewFault(0, "sheet-formula"))
	}
	if c.text == nil {
		return nil, nil
	}
	f := c.flow()
	if err := f.find(); err != nil || len(f.sites) == 0 {
		return nil, err
	}
	return f, nil
}

func (p *part) text(n *ooxml.Node) string {
	if n == nil {
		return ""
	}
	return ooxml.Text(p.data, n.Inner, n.End)
}

func (c *cell) place() Place {
	return Place{Kind: "cell", Part: c.sheet.title, Name: cellName(c.column, c.row)}
}

// flow is the text of a cell, without how it is read aloud.
func (c *cell) flow() *flow {
	f := &flow{part: c.source, place: c.place(), cell: c}
	for t := range c.text.All() {
		if t.Name != "x:t" || t.Up.Name == "x:rPh" {
			continue
		}
		for ch := range ooxml.Chars(c.source.data, t.Inner, t.End) {
			f.glyphs = append(f.glyphs, glyph{ch, t})
		}
	}
	return f
}
