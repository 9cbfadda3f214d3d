package forms

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"reflect"
	"strconv"
	"strings"
)

// The controls of a statement may stand in a table beside the case: the file that
// controls_file names, in the folder of the case or below. It is a CSV file (RFC 4180;
// UTF-8 with or without a byte order mark, or code page 932, as Excel in Japan writes it)
// or the first sheet of an Excel file. The first row has the headings, in any order: the
// keys of [Control] or their Japanese labels. Every further row that is not empty is one
// control.

// maxColumns bounds the columns of a table.
const maxColumns = 64

// statement is one statement of a case with its pointer.
type statement struct {
	*Statement
	pointer string
}

// statements gives the statements that a case can hold.
func statements(c *Case) []statement {
	return []statement{
		{&c.Statement, "/statement"},
		{&c.Hold.Statement, "/hold/statement"},
		{&c.ReAudit.Statement, "/re_audit/statement"},
	}
}

// table is the controls of one statement as they stand in a file.
type table struct {
	name    string // of the file, from where the case is named
	pointer string // of the controls
	named   string // pointer of the key that names the file
	root    node   // a list of groups
}

// readTables fills the controls of every statement that names a file. Afterwards the
// case holds the controls and no longer names the file.
func (file *File) readTables(beside fs.FS, f *faults) {
	for _, s := range statements(file.Case) {
		if s.ControlsFile == "" {
			continue
		}
		named := s.pointer + "/controls_file"
		at := file.root.find(named)
		if len(s.Controls) > 0 {
			f.at(at, named, "case:controls-both")
			continue
		}
		name := path.Clean(string(s.ControlsFile))
		data, problem := readBeside(beside, name)
		if problem != "" {
			f.at(at, named, "case:controls-file", "file", string(s.ControlsFile), "fault", problem)
			continue
		}
		t := table{name: path.Join(path.Dir(file.Name), name), pointer: s.pointer + "/controls", named: named}
		t.read(data, f, s.Statement)
		file.tables = append(file.tables, t)
		s.ControlsFile = ""
		f.file = file.Name
	}
}

// readBeside reads a file beside the case, or tells why it cannot.
func readBeside(beside fs.FS, name string) (data []byte, problem string) {
	switch {
	case beside == nil:
		return nil, "nofolder"
	case !fs.ValidPath(name):
		return nil, "outside"
	}
	file, err := beside.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "missing"
	} else if err != nil {
		return nil, "unreadable"
	}
	data, err = io.ReadAll(io.LimitReader(file, MaxCaseSize+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, "unreadable"
	}
	return data, ""
}

// cell is one value of a table with its place.
type cell struct {
	text string
	place
}

// read fills the controls of to from the content of the table's file.
func (t *table) read(data []byte, f *faults, to *Statement) {
	f.file = t.name
	if len(data) > MaxCaseSize {
		f.at(place{}, t.named, "case:size", "found", strconv.Itoa(len(data)), "limit", strconv.Itoa(MaxCaseSize))
		return
	}
	readRows := readCSV
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		readRows = readXLSX
	}
	rows, ok := readRows(data, t.named, f)
	if !ok {
		return
	}
	if len(rows) == 0 {
		f.at(place{1, 1}, t.named, "case:controls-file", "file", t.name, "fault", "empty")
		return
	}
	keys, ok := headings(rows[0], t.named, f)
	if !ok {
		return
	}
	t.root = node{kind: kindList, place: place{1, 1}}
	for _, row := range rows[1:] {
		t.root.children = append(t.root.children, member{value: control(row, keys, t.named, f)})
	}
	d := decoder{faults: f, path: []byte(t.pointer)}
	d.decode(caseModel().at("statement", "controls"), &t.root, reflect.ValueOf(&to.Controls).Elem())
}

// control turns a row into a group. A value in a column without a heading is a fault.
func control(row []cell, keys []string, pointer string, f *faults) node {
	n := node{kind: kindGroup, place: row[0].place}
	for i, c := range row {
		switch {
		case strings.TrimSpace(c.text) == "":
		case i >= len(keys) || keys[i] == "":
			headingFault(f, c.place, pointer, shorten(c.text), "unnamed")
		default:
			value := node{kind: kindText, text: controlValue(keys[i], c.text), place: c.place}
			n.children = append(n.children, member{key: keys[i], at: c.place, value: value})
		}
	}
	return n
}
