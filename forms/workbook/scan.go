package workbook

import (
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/table"
)

// scan goes through the sheets of a workbook and puts the case together.
type scan struct {
	faults *casefile.Faults
	root   *branch
	memory *memory
	base   map[string]bool // pointers of what the case had when the workbook was made
	words  Layout
	shown  map[string]map[string]string // values of choices by what a cell shows
	seen   map[string]casefile.Place    // marks of fields and lists
	heads  map[string]bool              // keys of columns, behind the mark of their list

	noted []string // notes that are no part of the case

	sheetAt  *table.Sheet
	marks    int // columns, 0 for none
	value    int
	findings int
	list     *listScan // nil outside of a list
	used     map[[2]int]bool
}

// begin finds the case that the workbook was made of, and the words of its choices.
func (s *scan) begin(r *Reader, book *table.Book) {
	program, revision := s.governs(book)
	if s.memory != nil {
		was, _ := decode.Decode("", []byte(s.memory.Case), nil)
		program, revision = was.Case.Program, was.Case.Revision
		for v := range casefile.Walk(was.Case) {
			s.base[v.Pointer] = true
		}
		s.words.Papers = s.memory.Papers
	}
	if r.Vocabulary != nil {
		s.words.Vocabulary = r.Vocabulary(program, revision)
	}
}

// governs are the rules that a workbook names in its cells.
func (s *scan) governs(book *table.Book) (program casefile.Program, revision casefile.Date) {
	for i := range book.Sheets {
		s.sheetAt = &book.Sheets[i]
		first, kind := s.find()
		if kind != markSheet {
			continue
		}
		for _, r := range s.sheetAt.Rows[first:] {
			switch r.At(s.marks).Text {
			case "/program":
				program = casefile.Program(strings.ToLower(r.At(s.value).Text))
			case "/revision":
				return program, casefile.Date(r.At(s.value).Text)
			}
		}
	}
	return program, revision
}

// sheet reads a sheet, or tells of what stands in one that is none of ours.
func (s *scan) sheet(sheet *table.Sheet) {
	s.sheetAt, s.list, s.used = sheet, nil, map[[2]int]bool{}
	first, kind := s.find()
	switch kind {
	case markNotes:
		s.notes()
	case markSheet:
		for _, r := range sheet.Rows[first:] {
			s.row(r)
		}
		s.outside()
	case markCover:
		s.marks = 1
		s.outside()
	case "":
		s.extra()
	}
}

// headRows is how far down the mark of a sheet is looked for.
const headRows = 20

// find looks for the mark of a sheet, and takes note of the columns that its row names.
func (s *scan) find() (next int, kind string) {
	for i, r := range s.sheetAt.Rows[:min(len(s.sheetAt.Rows), headRows)] {
		for _, c := range r.Cells {
			if c.Text != markSheet && c.Text != markCover && c.Text != markNotes {
				continue
			}
			s.marks, s.value, s.findings = c.Column, 0, 0
			for _, k := range r.Cells {
				switch k.Text {
				case keyValue:
					s.value = k.Column
				case keyFindings:
					s.findings = k.Column
				}
				s.used[[2]int{k.Line, k.Column}] = k.Text == c.Text || strings.HasPrefix(k.Text, "yoshiki:")
			}
			return i + 1, c.Text
		}
	}
	return 0, ""
}

// row reads one row.
func (s *scan) row(r table.Row) {
	c := r.At(s.marks)
	mark := c.Text
	if c.Is(table.FromAbove) {
		mark = ""
	}
	if mark != "" {
		s.used[[2]int{r.Number, s.marks}] = true
	}
	switch {
	case strings.HasPrefix(mark, "/"):
		s.list = nil
		s.field(r, mark)
	case strings.HasPrefix(mark, markList+"/"):
		s.begins(r, mark)
	case s.list != nil && (mark == "" || mark == markEntry):
		s.list.begun = true
		s.entry(r, mark == markEntry)
	case mark != "" && mark != markTold:
		s.list = nil
	case mark == markTold && s.list != nil && s.list.begun:
		s.list = nil
	}
}

// place is where a cell stands.
func (s *scan) place(c table.Cell, row, column int) casefile.Place {
	if c.Line == 0 {
		c.Line, c.Column = row, column
	}
	return placeOf(s.sheetAt.Place(table.Cell{Line: c.Line, Column: c.Column, Char: c.Column}))
}

// field reads a field.
func (s *scan) field(r table.Row, pointer string) {
	at := s.place(table.Cell{}, r.Number, s.value)
	if s.value == 0 || !s.first(pointer, at) {
		return
	}
	tokens := casefile.PointerTokens(pointer)
	b := s.root
	for _, token := range tokens {
		b = b.child(token, at)
	}
	s.leaf(b, tokens, r, s.value)
}

// first reports whether a mark stands there for the first time.
func (s *scan) first(mark string, at casefile.Place) bool {
	if before, twice := s.seen[mark]; twice {
		cell := table.Place{Sheet: before.Sheet, Line: int(before.Line), Column: int(before.Column)}
		s.faults.At(at, strings.TrimPrefix(mark, markList), "workbook:twice", "first", cell.String())
		return false
	}
	s.seen[mark] = at
	return true
}
