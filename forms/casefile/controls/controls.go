package controls

import (
	"bytes"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
)

// The controls of a statement may stand in a table beside the case: the file that
// controls_file names, in the folder of the case or below. It is a CSV file (RFC 4180;
// UTF-8 with or without a byte order mark, or code page 932, as Excel in Japan writes it)
// or the first sheet of an Excel file. The first row has the headings, in any order: the
// keys of [casefile.Control] or their Japanese labels. Every further row that is not empty is one
// control.

// MaxColumns bounds the columns of a table.
const MaxColumns = 64

// cell is one value of a table with its place.
type cell struct {
	text string
	casefile.Place
}

// readControls turns the content of a table into a list of controls, one group a row. name
// is the file's, pointer the place of the case that names it.
func Read(name string, data []byte, pointer string, f *casefile.Faults) (node.Node, bool) {
	readRows := readCSV
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		readRows = readXLSX
	}
	rows, ok := readRows(data, pointer, f)
	if !ok {
		return node.Node{}, false
	}
	if len(rows) == 0 {
		f.At(casefile.Place{Line: 1, Column: 1}, pointer, "case:controls-file", "file", name, "fault", "empty")
		return node.Node{}, false
	}
	keys, ok := headings(rows[0], pointer, f)
	if !ok {
		return node.Node{}, false
	}
	root := node.Node{Kind: casefile.KindList, Place: casefile.Place{Line: 1, Column: 1}}
	for _, row := range rows[1:] {
		root.Children = append(root.Children, node.Member{Value: control(row, keys, pointer, f)})
	}
	return root, true
}

// control turns a row into a group. A value in a column without a heading is a fault.
func control(row []cell, keys []string, pointer string, f *casefile.Faults) node.Node {
	n := node.Node{Kind: casefile.KindGroup, Place: row[0].Place}
	for i, c := range row {
		switch {
		case strings.TrimSpace(c.text) == "":
		case i >= len(keys) || keys[i] == "":
			headingFault(f, c.Place, pointer, casefile.Shorten(c.text), "unnamed")
		default:
			value := node.Node{Kind: casefile.KindText, Text: controlValue(keys[i], c.text), Place: c.Place}
			n.Children = append(n.Children, node.Member{Key: keys[i], At: c.Place, Value: value})
		}
	}
	return n
}
