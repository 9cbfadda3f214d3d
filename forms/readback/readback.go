// Package readback reads finished forms back: which words stand where in a PDF, an Excel
// workbook or a Word file, as a reader of the paper meets them.
//
// It shares nothing with the renderers, so that what one of them gets wrong is not got
// wrong here a second time: archives are unpacked by the standard library, and the XML of
// the Office formats, Excel's number formats, PDF's objects, its structure tree and the
// texts of its fonts are interpreted by the code of this package alone.
//
// [Read] gives a [File], its texts in reading order. [Compare] holds them against the tree
// that was printed and names the first field whose words are not in the file, or not there
// alone. Words that nobody can see (hidden runs, rows and sheets, what lies beyond the
// edge of the page) are not read.
//
// Files may come from strangers. What is broken, larger than the limits of this package
// or nested too deep is an error, never a panic and never a matter of minutes.
package readback

import (
	"errors"
	"fmt"
)

// File is what a reader finds in a finished file.
type File struct {
	Format string // "pdf", "xlsx" or "docx"
	Texts  []Text // in reading order
	Feet   []string
	Slice  []byte // the part of the case that travels in the file; nil if there is none
}

// Text is one text of a file: a paragraph or a cell.
type Text struct {
	Words string
	Place Place
}

// Place is where a text stands: in a PDF the page and the number of the text there, in a
// workbook sheet, row and column, in a Word file table (0 for none), row and column there,
// or the number of the paragraph. All count from 1.
type Place struct{ Part, Row, Column int }

// ErrFormat is the error for a file of no format that is known here.
var ErrFormat = errors.New("not a PDF, Excel or Word file")

// Read reads a file of a format: "pdf", "xlsx" or "docx".
func Read(format string, file []byte) (*File, error) {
	read, ok := readers[format]
	if !ok {
		return nil, fmt.Errorf("format %q: %w", format, ErrFormat)
	}
	f := &File{Format: format}
	if err := read(f, file); err != nil {
		return nil, fmt.Errorf("read back %s: %w", format, err)
	}
	return f, nil
}

var readers = map[string]func(*File, []byte) error{
	"pdf":  (*File).pdf,
	"xlsx": (*File).workbook,
	"docx": (*File).word,
}
