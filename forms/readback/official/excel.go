package official

import (
	"strconv"
	"strings"

	"yoshiki/forms/readback/parts"
)

// readExcel reads the cells of all sheets of a workbook, and the captions of its check boxes.
func readExcel(a *parts.Archive, main string, blank bool) ([]part, error) {
	x := &cells{archive: a, blank: blank, named: map[string]map[[2]int]string{}}
	var err error
	if x.shared, err = a.SharedStrings(main); err != nil {
		return nil, err
	}
	book, err := a.Must(main)
	if err != nil {
		return nil, err
	}
	targets, err := a.Related(main)
	if err != nil {
		return nil, err
	}
	sheets, err := x.book(book)
	if err != nil {
		return nil, err
	}
	var all []part
	for _, s := range sheets {
		name := targets[s.id]
		data, err := a.Part(name)
		if err != nil {
			return nil, err
		}
		x.Scanner, x.title, x.texts, x.row = parts.Scan(data), s.title, nil, 0
		if x.Next() != parts.Start || string(x.Name) != "worksheet" {
			continue
		}
		boxes, err := x.sheet(name)
		if err != nil {
			return nil, err
		}
		all = append(append(all, part{name: name, title: s.title, texts: x.texts, old: x.old}), boxes...)
	}
	settle(all, blank)
	for _, p := range all {
		for i := range p.texts {
			if blank {
				p.texts[i].find(func(at int) int { return i<<16 + at })
			}
		}
	}
	return all, nil
}

// cells reads the cells of a sheet.
type cells struct {
	*parts.Scanner
	archive     *parts.Archive
	blank       bool // it has markers
	shared      []string
	named       map[string]map[[2]int]string // markers of named ranges by sheet and cell
	title       string
	row, column int
	texts       []text
	buffer      []byte
	shapes      []shape
	old         bool
}

type sheetID struct{ title, id string }

// book reads the sheets of a workbook, and the markers in the comments of named ranges.
func (x *cells) book(data []byte) ([]sheetID, error) {
	var all []sheetID
	s := parts.Scan(data)
	for t := s.Next(); t != parts.EndOfFile; t = s.Next() {
		switch {
		case t != parts.Start:
		case string(s.Name) == "workbookPr":
			x.old = s.Attr("date1904") != "" && yes(s.Attr("date1904"))
		case string(s.Name) == "sheet":
			all = append(all, sheetID{s.Attr("name"), s.Attr("id")})
		case string(s.Name) == "definedName":
			if marks := markers(s.Attr("comment")); marks != "" {
				s.Next()
				x.name(string(s.AppendText(nil)), marks)
			}
		}
	}
	return all, s.Err
}

// name notes the marker of a named range: of 様式!$C$1.
func (x *cells) name(cells, marks string) {
	title, cell, _ := strings.Cut(cells, "!")
	title = strings.ToLower(unquoted(title))
	cell, _, _ = strings.Cut(strings.ReplaceAll(cell, "$", ""), ":")
	column, row := position(cell)
	if x.named[title] == nil {
		x.named[title] = map[[2]int]string{}
	}
	x.named[title][[2]int{row, column}] += marks
}

func (x *cells) sheet(name string) ([]part, error) {
	x.shapes = nil
	for {
		switch x.Next() {
		case parts.Start:
			x.element()
		case parts.EndOfFile:
			if x.Err != nil {
				return nil, x.Err
			}
			return x.captions(name)
		}
	}
}

func (x *cells) element() {
	switch string(x.Name) {
	case "row":
		x.row++
		x.column = 0
		if n, err := strconv.Atoi(x.Attr("r")); err == nil {
			x.row = n
		}
	case "c":
		x.cell()
	case "control":
		x.shapes = append(x.shapes, shape{x.Attr("shapeId"), x.Attr("id")})
	case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
		x.heading()
	}
}

// heading reads what stands at the head or foot of every page, below the last row.
func (x *cells) heading() {
	x.buffer = x.buffer[:0]
	for x.Next() == parts.Text {
		x.buffer = x.AppendText(x.buffer)
	}
	x.texts = append(x.texts, text{words: strings.ReplaceAll(string(x.buffer), "&&", "&")})
}

func (x *cells) cell() {
	x.column++
	if column, _ := position(x.Attr("r")); column > 0 {
		x.column = column
	}
	t := text{row: x.row, column: x.column}
	if x.blank {
		t.around = []piece{{0, x.row, true}}
	}
	kind := x.Attr("t")
	x.buffer = x.buffer[:0]
	for depth := len(x.Open); len(x.Open) >= depth; {
		switch token := x.Next(); {
		case token == parts.EndOfFile:
			return
		case token != parts.Start:
			continue
		}
		switch string(x.Name) {
		case "is":
			x.buffer = x.RichText(x.buffer)
		case "v":
			for x.Next() == parts.Text {
				x.buffer = x.AppendText(x.buffer)
			}
		case "f":
			t.formula = true
		}
	}
	t.words, t.number = string(x.buffer), (kind == "" || kind == "n") && len(x.buffer) > 0
	if n, err := strconv.Atoi(strings.TrimSpace(t.words)); kind == "s" && err == nil && n >= 0 && n < len(x.shared) {
		t.words = x.shared[n]
	}
	if marks := x.named[strings.ToLower(x.title)][[2]int{x.row, x.column}]; marks != "" {
		t.words, t.number = t.words+marks, false
	}
	x.texts = append(x.texts, t)
}

// position is the column and row of a cell: of B3 2 and 3.
func position(name string) (column, row int) {
	i := 0
	for i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && i < 3 {
		column = column*26 + int(name[i]-'A') + 1
		i++
	}
	row, _ = strconv.Atoi(name[i:])
	return column, row
}
