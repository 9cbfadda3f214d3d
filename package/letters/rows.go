package letters

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/forms/casefile/table"
)

// Row is one letter of a list.
type Row struct {
	Letter
	Name  string                 // of the case, as written
	List  string                 // file that it stands in; "" when it stands in none
	Place table.Place            // of the row
	Cells map[string]table.Place // by the field that a cell gives
	Blank map[string]table.Place // of a workbook: of the cells that give nothing

	Findings []casefile.Finding // that keep the letter from being issued
}

// MaxRows bounds the letters of one list.
const MaxRows = 20_000

// ReadRows reads a list of letters, .xlsx or CSV. day is that of letters without one. What
// is wrong with a row stands with it and stops no other; the findings are about the list as a
// whole, and nothing of it is read when one of them is an error.
func ReadRows(name string, data []byte, form string, columns []Column, day casefile.Date) ([]Row, []casefile.Finding) {
	r := &rowReader{faults: casefile.Faults{File: name}, form: form, columns: columns, day: day}
	book, err := table.Read(data, table.Usual)
	var fault *table.Fault
	if errors.As(err, &fault) {
		r.tableFault(fault, casefile.Error)
		return nil, r.faults.Findings
	}
	for i := range book.Remarks {
		r.tableFault(&book.Remarks[i], casefile.Note)
	}
	sheet, head := r.head(book)
	if sheet == nil {
		r.faults.At(casefile.Place{}, "", "letter:no-heading")
		return nil, r.faults.Findings
	}
	r.sheet = *sheet
	for _, row := range sheet.Rows[head+1:] {
		if r.row(row); len(r.rows) > MaxRows {
			r.faults.At(casefile.Place{}, "", "letter:too-many", "limit", strconv.Itoa(MaxRows))
			return nil, r.faults.Findings
		}
	}
	if len(r.rows) == 0 {
		r.faults.At(casefile.Place{}, "", "letter:no-rows")
	}
	r.twice()
	return r.rows, r.faults.Findings
}

// rowReader reads the rows of a list.
type rowReader struct {
	faults  casefile.Faults
	form    string
	columns []Column
	day     casefile.Date

	sheet    table.Sheet
	known    map[int]string  // columns of the sheet that are no field: case, date, corrects
	fields   map[int]string  // and those that are one
	of       map[int]*Column //
	unknown  map[int]string  // and those that nobody knows
	rows     []Row
	occupied map[Ref]table.Place
}

func (r *rowReader) tableFault(f *table.Fault, severity casefile.Severity) {
	args := maps.Clone(f.Args)
	if args == nil {
		args = map[string]string{}
	}
	args["cell"] = f.Place.String()
	r.faults.Findings = append(r.faults.Findings, casefile.Finding{ID: f.Key, Severity: severity, File: r.faults.File, Args: args})
}

// head finds the sheet with a heading for the case among its first rows.
func (r *rowReader) head(book *table.Book) (*table.Sheet, int) {
	for i := range book.Sheets {
		s := &book.Sheets[i]
		for at := range s.Rows[:min(len(s.Rows), 20)] {
			if !s.Hidden && slices.ContainsFunc(s.Rows[at].Cells, func(c table.Cell) bool { return is(c.Text, caseWords) }) {
				r.headings(s, s.Rows[at])
				return s, at
			}
		}
	}
	return nil, 0
}

// headings notes what each column is.
func (r *rowReader) headings(s *table.Sheet, row table.Row) {
	r.known, r.fields, r.of, r.unknown = map[int]string{}, map[int]string{}, map[int]*Column{}, map[int]string{}
	there := map[string]bool{}
	for _, c := range row.Cells {
		name := ""
		switch field, column, ok := index(r.columns, c.Text); {
		case is(c.Text, caseWords):
			name = "case"
			r.known[c.Column] = name
		case is(c.Text, dateWords):
			name = "date"
			r.known[c.Column] = name
		case is(c.Text, correctsWords):
			name = "corrects"
			r.known[c.Column] = name
		case ok:
			name = "/" + field
			r.fields[c.Column], r.of[c.Column] = field, column
		default:
			r.unknown[c.Column] = c.Text
			r.faults.Warn(placeAt(s.Place(c)), "", "letter:unknown-heading", "cell", s.Place(c).String(), "found", casefile.Shorten(c.Text))
			continue
		}
		if there[name] {
			r.faults.At(placeAt(s.Place(c)), "", "letter:heading-twice", "cell", s.Place(c).String(), "found", casefile.Shorten(c.Text))
		}
		there[name] = true
	}
}

func placeAt(p table.Place) casefile.Place {
	return casefile.Place{Line: int32(p.Line), Column: int32(p.Column)}
}

// row reads one letter. A row without a word is none.
func (r *rowReader) row(row table.Row) {
	x := Row{List: r.faults.File, Place: table.Place{Sheet: r.sheet.Name, Line: row.Number, Column: 1}, Cells: map[string]table.Place{},
		Letter: Letter{Form: r.form, Date: r.day, Values: map[string]string{}}}
	for _, c := range row.Cells {
		if !c.Is(table.FromLeft) && !c.Is(table.FromAbove) || r.known[c.Column] != "" || r.fields[c.Column] != "" {
			r.cell(&x, c)
		}
	}
	if len(x.Cells) == 0 && len(x.Findings) == 0 {
		return
	}
	if x.Name == "" {
		x.fault(x.Place, "letter:no-case")
	}
	if x.Corrects != "" {
		for _, field := range r.fields {
			x.Values[field] += "" // what a correction leaves blank is emptied
		}
	}
	r.blanks(&x, row.Number)
	x.Case = casefile.CaseID(x.Name)
	if id, _ := casefile.CheckLeaf(caseIDType, x.Name); x.Name != "" && id != "" {
		x.fault(x.Cells["case"], "letter:bad-case", "found", casefile.Shorten(x.Name))
	}
	r.rows = append(r.rows, x)
}

// blanks notes where the cells of a workbook are that give nothing.
func (r *rowReader) blanks(x *Row, line int) {
	if r.sheet.Name == "" {
		return
	}
	x.Blank = map[string]table.Place{}
	for column, field := range r.fields {
		if _, there := x.Cells[field]; !there {
			x.Blank[field] = table.Place{Sheet: r.sheet.Name, Line: line, Column: column}
		}
	}
}

// place is that of the cell which gives a field, or would; of the row where there is none.
func (x *Row) place(field string) table.Place {
	for _, cells := range []map[string]table.Place{x.Cells, x.Blank} {
		if at, there := cells[field]; there {
			return at
		}
	}
	return x.Place
}

// cell takes in one cell of a row.
func (r *rowReader) cell(x *Row, c table.Cell) {
	at := r.sheet.Place(c)
	known, field := r.known[c.Column], r.fields[c.Column]
	switch {
	case c.Kind == table.Empty && !c.Is(table.Formula) || known == "" && field == "":
		return
	case c.Is(table.FromAbove) || c.Is(table.FromLeft) || c.Is(table.Merged):
		x.fault(at, "letter:merged")
		return
	case c.Is(table.Formula):
		x.fault(at, "letter:formula", "found", casefile.Shorten(c.Text))
		return
	case c.Kind == table.Error:
		x.fault(at, "letter:error-cell", "found", c.Text)
		return
	}
	text := strings.TrimSpace(c.Text)
	switch known {
	case "case":
		x.Name, x.Cells["case"] = strings.TrimPrefix(text, "case:"), at
	case "corrects":
		x.Corrects, x.Cells["corrects"] = text, at
	case "date":
		if read := x.read(at, natural.Date(text)); read != "" {
			x.Date, x.Dated, x.Cells["date"] = casefile.Date(read), true, at
		}
	default:
		column := r.of[c.Column]
		leaf := natural.Leaf(column.Model.Type, c.Text, column.Known)
		if read := x.read(at, leaf); read != "" {
			x.Values[field], x.Cells[field] = read, at
		} else if leaf.ID == "case:choice" {
			x.Findings[len(x.Findings)-1].Terms = map[string]casefile.Words{"allowed": column.allowed()}
		}
	}
}

// read takes a value as it was understood.
func (x *Row) read(at table.Place, read natural.Reading) string {
	if !read.OK() && read.ID != "" {
		x.fault(at, read.ID, read.Args...)
	}
	return read.Value
}

// fault adds an error about a place of the list.
func (x *Row) fault(at table.Place, id string, args ...string) {
	f := casefile.Faults{File: x.file(at)}
	f.At(x.line(at), "", id, append(args, "cell", at.String())...)
	x.Findings = append(x.Findings, f.Findings...)
}

// file names the place of a cell: of a workbook by sheet and cell, of a CSV file by line.
func (x *Row) file(at table.Place) string {
	if at.Sheet == "" {
		return x.List
	}
	return x.List + " " + at.String()
}

func (x *Row) line(at table.Place) casefile.Place {
	if at.Sheet == "" {
		return placeAt(at)
	}
	return casefile.Place{}
}

// twice finds rows that say the same of the same case.
func (r *rowReader) twice() {
	r.occupied = map[Ref]table.Place{}
	for i := range r.rows {
		x := &r.rows[i]
		ref := x.Ref()
		if first, there := r.occupied[ref]; there {
			x.fault(x.Place, "letter:twice", "first", first.String())
			continue
		}
		r.occupied[ref] = x.Place
	}
}

var caseIDType = reflect.TypeFor[casefile.CaseID]()

// Fault is an error about a cell of the row, by the field that it gives; about the row as
// a whole where there is no such cell.
func (x *Row) Fault(cell, id string, args ...string) []casefile.Finding {
	at := x.place(cell)
	f := casefile.Faults{File: x.file(at)}
	f.At(x.line(at), "", id, append(args, "cell", at.String())...)
	return f.Findings
}

// Placed gives a finding about the case, into which the letter was written at a pointer, the
// place of the cell that says what it is about; of the row where none does.
func (x *Row) Placed(f casefile.Finding, pointer string) casefile.Finding {
	at := x.place(strings.TrimPrefix(f.Pointer, pointer+"/"))
	line := x.line(at)
	f.File, f.Line, f.Column = x.file(at), int(line.Line), int(line.Column)
	return f
}

// NewRow is a letter that stands in no list: name is how its case was named, and said are
// its values, FIELD=VALUE each, as the cells of a list have them. The error is the first that
// cannot be read.
func NewRow(name string, id casefile.CaseID, form string, columns []Column, said []string) (Row, error) {
	x := Row{Name: name, List: name, Letter: Letter{Case: id, Form: form, Values: map[string]string{}}, Cells: map[string]table.Place{}}
	for _, s := range said {
		written, text, found := strings.Cut(s, "=")
		field, column, ok := index(columns, written)
		if !found || !ok {
			return x, errors.New(s)
		}
		read := natural.Leaf(column.Model.Type, text, column.Known)
		if !read.OK() {
			return x, errors.New(s)
		}
		x.Values[field] = read.Value
	}
	return x, nil
}
