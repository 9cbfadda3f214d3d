package forms

import (
	"io/fs"
	"reflect"
	"strings"
)

// MaxCaseSize is the greatest size of a case file, and of a table of controls beside it, in bytes.
const MaxCaseSize = 16 << 20

// File is a case with the places that its values came from.
type File struct {
	Name string // as the user named it
	Case *Case

	root   node
	tables []table
}

// Decode reads a case file. A file whose name ends in .json or that begins with "{" is
// JSON (RFC 8259); any other is YAML 1.2, where every value is taken as the text that is
// written: 7.10 and 2026-04-15 need no quotes. Anchors and aliases may be used. What is
// empty, null or ~ counts as not there, and so does a list of nothing but such entries.
// Tables of controls that the case names are read from beside, the folder of the case
// file, and stand in the Case instead of the name; beside is nil when there is no folder.
//
// The findings hold every fault of the file, not only the first, in the order of the
// file; the File is nil exactly when there is an Error among them. Decode asks only that
// each value is known and well formed; [Presence] asks what is missing.
func Decode(name string, data []byte, beside fs.FS) (*File, []Finding) {
	f := &faults{file: name}
	file := &File{Name: name, Case: &Case{}}
	if source, ok := readSource(data, f); ok {
		file.read(source, beside, f)
	}
	findings := f.sorted(name)
	if f.failed() {
		return nil, findings
	}
	return file, findings
}

// read fills the case from source.
func (file *File) read(source string, beside fs.FS, f *faults) {
	readNode := readYAML
	if isJSON(file.Name, source) {
		readNode = readJSON
	}
	root, ok := readNode(source, f)
	if !ok {
		return
	}
	file.root = root
	pointMasked(&file.root, f)
	d := decoder{faults: f}
	d.decode(caseModel(), &file.root, reflect.ValueOf(file.Case).Elem())
	file.readTables(beside, f)
}

// isJSON tells whether a file is read as JSON.
func isJSON(name, source string) bool {
	return strings.HasSuffix(strings.ToLower(name), ".json") ||
		strings.HasPrefix(strings.TrimLeft(source, " \t\r\n"), "{")
}
