package controls

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"

	"golang.org/x/text/encoding/japanese"
)

// readCSV gives the rows of a CSV file that are not empty.
func readCSV(data []byte, pointer string, f *casefile.Faults) ([][]cell, bool) {
	source, ok := decodeTable(data, pointer, f)
	if !ok {
		return nil, false
	}
	reader := csv.NewReader(strings.NewReader(source))
	reader.FieldsPerRecord = -1
	rows, lines := tableRows{pointer: pointer, faults: f}, strings.Split(source, "\n")
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows.list, true
		} else if err != nil {
			csvSyntax(err, pointer, f)
			return nil, false
		}
		row := make([]cell, len(record))
		for i, text := range record {
			line, column := reader.FieldPos(i) // the column in bytes
			column = utf8.RuneCountInString(lines[line-1][:column-1]) + 1
			row[i] = cell{text, casefile.Place{Line: int32(line), Column: int32(column)}}
		}
		if !rows.add(row) {
			return nil, false
		}
	}
}

// csvSyntax reports a quote in the wrong place.
func csvSyntax(err error, pointer string, f *casefile.Faults) {
	at, reason := casefile.Place{Line: 1, Column: 1}, err.Error()
	var syntax *csv.ParseError
	if errors.As(err, &syntax) {
		at, reason = casefile.Place{Line: int32(syntax.Line), Column: int32(syntax.Column)}, syntax.Err.Error()
	}
	f.At(at, pointer, "case:syntax", "reason", reason)
}

// decodeTable gives the text of a CSV file: UTF-8, or else code page 932.
func decodeTable(data []byte, pointer string, f *casefile.Faults) (string, bool) {
	source := strings.TrimPrefix(string(data), "\uFEFF")
	if utf8.ValidString(source) {
		return source, true
	}
	decoded, err := japanese.ShiftJIS.NewDecoder().String(source)
	if at := strings.IndexRune(decoded, utf8.RuneError); err != nil || at >= 0 {
		c := node.NewCursor(decoded)
		c.Advance(max(at, 0))
		bad := source[max(node.InvalidUTF8(source), 0)]
		f.At(c.Place, pointer, "case:invalid-utf8", "byte", fmt.Sprintf("0x%02X", bad))
		return "", false
	}
	return decoded, true
}

// tableRows collects the rows of a table.
type tableRows struct {
	pointer string
	faults  *casefile.Faults
	list    [][]cell
}

// add takes a row in, without the empty cells at its end. It returns false when the table
// is too large.
func (r *tableRows) add(row []cell) bool {
	for len(row) > 0 && strings.TrimSpace(row[len(row)-1].text) == "" {
		row = row[:len(row)-1]
	}
	switch {
	case len(row) == 0:
		return true
	case len(row) > MaxColumns:
		r.faults.At(row[MaxColumns].Place, r.pointer, "case:too-many",
			"found", strconv.Itoa(len(row)), "limit", strconv.Itoa(MaxColumns))
		return false
	case len(r.list) > casefile.MaxEntries:
		r.faults.At(row[0].Place, r.pointer, "case:too-many",
			"found", strconv.Itoa(len(r.list)), "limit", strconv.Itoa(casefile.MaxEntries))
		return false
	}
	r.list = append(r.list, row)
	return true
}
