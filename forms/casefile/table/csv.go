package table

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// readCSV reads the rows of a CSV file. They are the one sheet of its book.
func readCSV(data []byte, t *tally) (*Book, error) {
	text, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // as Macs once ended lines
	}
	begin, comma := separator(text)
	if at := overflow(text[begin:], comma); at >= 0 {
		place := placeIn(text, begin+at)
		return nil, t.many("columns", t.Columns, place.Line, place.Column)
	}
	r := &csvReader{tally: t, text: text[begin:], first: strings.Count(text[:begin], "\n")}
	rows, err := r.rows(comma)
	if err != nil {
		return nil, err
	}
	return &Book{Sheets: []Sheet{{Rows: rows}}}, nil
}

// csvReader reads the records of a CSV file one by one.
type csvReader struct {
	*tally
	text  string
	first int // lines before the text
	at    cursor
}

// cursor is a place in a text; it moves forward.
type cursor struct {
	offset     int
	line, byte int // counted from 1
	char       int // counted from 1
}

func (r *csvReader) rows(comma rune) ([]Row, error) {
	reader := csv.NewReader(strings.NewReader(r.text))
	reader.Comma, reader.FieldsPerRecord, reader.ReuseRecord = comma, -1, true
	r.at = cursor{0, 1, 1, 1}
	var rows []Row
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		} else if err != nil {
			return nil, r.badQuote(err)
		}
		row, err := r.row(reader, record)
		if err != nil {
			return nil, err
		}
		if len(row.Cells) > 0 {
			rows = append(rows, row)
		}
	}
}

// row keeps what is not blank of a record.
func (r *csvReader) row(reader *csv.Reader, record []string) (Row, error) {
	var row Row
	row.Number, _ = r.place(reader.FieldPos(0))
	for i, value := range record {
		if strings.TrimSpace(value) == "" {
			continue
		}
		c := Cell{Text: strings.Clone(value), Kind: Text, Column: i + 1}
		if errorNames[value] {
			c.Kind = Error
		}
		c.Line, c.Char = r.place(reader.FieldPos(i))
		if err := r.cell(c); err != nil {
			return row, err
		}
		row.Cells = append(row.Cells, c)
	}
	if len(row.Cells) == 0 {
		return row, nil
	}
	return row, r.tally.row(row.Number)
}

// place turns a line and a byte in it into a line and a character. They are asked from
// the top down.
func (r *csvReader) place(line, at int) (int, int) {
	c := &r.at
	if line < c.line || line == c.line && at < c.byte {
		*c = cursor{0, 1, 1, 1}
	}
	for c.line < line {
		next := c.offset + strings.IndexByte(r.text[c.offset:], '\n') + 1
		*c = cursor{next, c.line + 1, 1, 1}
	}
	end := min(c.offset+at-c.byte, len(r.text))
	c.char += utf8.RuneCountInString(r.text[c.offset:end])
	c.byte, c.offset = c.byte+end-c.offset, end
	return r.first + line, c.char
}

// badQuote says where a quote is missing or too many.
func (r *csvReader) badQuote(err error) error {
	var syntax *csv.ParseError
	if !errors.As(err, &syntax) {
		return fault(BadQuote, Place{})
	}
	line, char := r.place(syntax.Line, syntax.Column)
	return fault(BadQuote, Place{Line: line, Column: char})
}

// errorNames are what Excel writes for an error.
var errorNames = map[string]bool{
	"#REF!": true, "#N/A": true, "#VALUE!": true, "#DIV/0!": true, "#NAME?": true, "#NULL!": true, "#NUM!": true,
	"#SPILL!": true, "#CALC!": true, "#FIELD!": true, "#BLOCKED!": true, "#CONNECT!": true, "#GETTING_DATA": true,
}
