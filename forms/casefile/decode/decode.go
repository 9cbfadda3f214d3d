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

	root    node.Node
	tables  []table
	company company
	unread  []string
}

// Decode is [Reader.Decode] of a Reader that knows no words.
func Decode(name string, data []byte, beside fs.FS) (*File, []casefile.Finding) {
	return new(Reader).Decode(name, data, beside)
}

// Decode reads a case file. A file whose name ends in .json or that begins with "{" is
// JSON (RFC 8259); any other is YAML 1.2, where every value is taken as the text that is
// written: 7.10 and 2026-04-15 need no quotes. Anchors and aliases may be used. What is
// empty, null or ~ counts as not there, and so does a list of nothing but such entries.
// Files that the case names are read from beside, the folder of the case file: tables of
// controls, and what is said of the company. What they hold stands in the Case instead of
// their names. beside is nil when there is no folder.
//
// A value that is not written as a case has it, but can mean one thing only, is understood
// with a Note: 令和8年4月1日, １，２００円, はい; see [natural].
//
// The findings hold every fault of the file, not only the first, in the order of the file.
// There is a File even then, with what could be read, so that a case can be shown while it
// is being written; who needs a faultless one asks [casefile.Failed]. Decode asks only that
// each value is known and well formed; [vocabulary.Presence] asks what is missing.
func (r *Reader) Decode(name string, data []byte, beside fs.FS) (*File, []casefile.Finding) {
	f := &casefile.Faults{File: name}
	file := &File{Name: name, Case: &casefile.Case{}}
	if source, ok := node.Source(data, f); ok {
		file.read(r, source, beside, f)
	}
	file.lose(f.Findings)
	return file, f.Sorted(name)
}

// Tree is [Reader.Decode] of values that were taken from a file already, such as a workbook.
// f has the file's name, and the faults that were found then.
func (r *Reader) Tree(root node.Node, f *casefile.Faults, beside fs.FS) (*File, []casefile.Finding) {
	file := &File{Name: f.File, Case: &casefile.Case{}}
	file.fill(r, root, beside, f)
	file.lose(f.Findings)
	return file, f.Sorted(file.Name)
}

// read fills the case from source.
func (file *File) read(r *Reader, source string, beside fs.FS, f *casefile.Faults) {
	if root, ok := readNode(file.Name, source, f); ok {
		file.fill(r, root, beside, f)
	}
}

// fill fills the case from values, and from the files that they name.
func (file *File) fill(r *Reader, root node.Node, beside fs.FS, f *casefile.Faults) {
	listFormer(&root)
	file.root = root
	d := decoder{faults: f, lexicon: r.lexicon(&root)}
	d.decode(casefile.Root(), &file.root, reflect.ValueOf(file.Case).Elem())
	file.readCompany(d.lexicon, beside, f)
	file.readTables(d.lexicon, beside, f)
}

// readNode reads the values of a file, whichever way it is written.
func readNode(name, source string, f *casefile.Faults) (node.Node, bool) {
	read := node.YAML
	if IsJSON(name, source) {
		read = node.JSON
	}
	root, ok := read(source, f)
	if ok {
		node.PointMasked(&root, f)
	}
	return root, ok
}

// IsJSON reports whether a file is read as JSON.
func IsJSON(name, source string) bool {
	return strings.HasSuffix(strings.ToLower(name), ".json") ||
		strings.HasPrefix(strings.TrimLeft(source, " \t\r\n"), "{")
}
