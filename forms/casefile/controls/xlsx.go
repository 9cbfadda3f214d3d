package controls

import (
	"bytes"
	"errors"
	"fmt"

	"yoshiki/forms/casefile"

	"github.com/xuri/excelize/v2"
)

// maxUnzipped bounds an Excel file once unzipped, in bytes. All of it stays in memory.
const maxUnzipped = 4 * casefile.MaxCaseSize

// readXLSX gives the rows of the first sheet that are not empty, with their cells as
// Excel shows them.
func readXLSX(data []byte, pointer string, f *casefile.Faults) ([][]cell, bool) {
	rows := tableRows{pointer: pointer, faults: f}
	fits, err := rows.sheet(data)
	if err != nil {
		f.At(casefile.Place{Line: 1, Column: 1}, pointer, "case:controls-file", "file", f.File, "fault", "damaged")
	}
	return rows.list, fits && err == nil
}

// sheet reads the first sheet; fits tells whether it was small enough. A panic of
// excelize on a damaged file is an error.
func (r *tableRows) sheet(data []byte) (fits bool, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("read sheet: %v", cause)
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data),
		excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return false, err
	}
	for line := int32(1); rows.Next(); line++ {
		texts, err := rows.Columns()
		if err != nil {
			return false, err
		}
		row := make([]cell, len(texts))
		for i, text := range texts {
			row[i] = cell{text, casefile.Place{Line: line, Column: int32(i + 1)}}
		}
		if !r.add(row) {
			return false, nil
		}
	}
	return true, rows.Error()
}
