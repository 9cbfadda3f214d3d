package decode

import (
	"io/fs"
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
)

// File is a case with the places that its values came from.
type File struct {
	Name string // as the user named it
	Case *casefile.Case

	root   node.Node
	tables []table
}

// Decode reads a case file. A file whose name ends in .json or that begins with "{" is
// JSON (RFC 8259); any other is YAML 1.2, where every value is taken as the text that is
// written: 7.10 and 2026-04-15 need no quotes. Anchors and aliases may be used. What is
// empty, null or ~ counts as not there, and so does a list of nothing but such entries.
// Tables of controls that the case names are read from beside, the folder of the case
// file, and stand in the Case instead of the name; beside is nil when there is no folder.
//
// A value that is not written as a case has it, but can mean one thing only, is understood
// with a Note: 令和8年4月1日, １，２００円, はい; see [natural].
//
// The findings hold every fault of the file, not only the first, in the order of the
// file; the File is nil exactly when there is an Error among them. Decode asks only that
// each value is known and well formed; [vocabulary.Presence] asks what is missing.
func Decode(name string, data []byte, beside fs.FS) (*File, []casefile.Finding) {
	f := &casefile.Faults{File: name}
	file := &File{Name: name, Case: &casefile.Case{}}
	if source, ok := node.Source(data, f); ok {
		file.Read(source, beside, f)
	}
	findings := f.Sorted(name)
	if f.Failed() {
		return nil, findings
	}
	return file, findings
}

// Read fills the case from source.
func (file *File) Read(source string, beside fs.FS, f *casefile.Faults) {
	readNode := node.YAML
	if IsJSON(file.Name, source) {
		readNode = node.JSON
	}
	root, ok := readNode(source, f)
	if !ok {
		return
	}
	file.root = root
	node.PointMasked(&file.root, f)
	d := decoder{faults: f}
	d.decode(casefile.Root(), &file.root, reflect.ValueOf(file.Case).Elem())
	file.readTables(beside, f)
}

// IsJSON reports whether a file is read as JSON.
func IsJSON(name, source string) bool {
	return strings.HasSuffix(strings.ToLower(name), ".json") ||
		strings.HasPrefix(strings.TrimLeft(source, " \t\r\n"), "{")
}
