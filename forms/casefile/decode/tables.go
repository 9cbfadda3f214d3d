package decode

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"reflect"
	"strconv"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/controls"
	"yoshiki/forms/casefile/node"
)

// table is the controls of one statement as they stand in a file.
type table struct {
	path    string    // of the file, from the folder of the case
	name    string    // of the file, from where the case is named
	pointer string    // of the controls
	named   string    // pointer of the key that names the file
	root    node.Node // a list of groups
}

// readTables fills the controls of every statement that names a file. Afterwards the
// case holds the controls and no longer names the file.
func (file *File) readTables(l *Lexicon, beside fs.FS, f *casefile.Faults) {
	for _, s := range casefile.Statements(file.Case) {
		if s.ControlsFile == "" {
			continue
		}
		named := s.Pointer + "/controls_file"
		at := file.root.Find(named)
		if len(s.Controls) > 0 {
			f.At(at, named, "case:controls-both")
			continue
		}
		name := path.Clean(string(s.ControlsFile))
		data, problem := readBeside(beside, name)
		if problem != "" {
			f.At(at, named, "case:controls-file", "file", string(s.ControlsFile), "fault", problem)
			continue
		}
		t := table{path: name, name: file.beside(name), pointer: s.Pointer + "/controls", named: named}
		t.read(data, l, f, s.Statement)
		file.tables = append(file.tables, t)
		s.ControlsFile = ""
		f.File = file.Name
	}
}

// Table is the path, in the folder of the case, of the file that the controls under a
// pointer came from; "" for controls that stand in the case itself.
func (file *File) Table(pointer string) string {
	for _, t := range file.tables {
		if casefile.Within(pointer, t.pointer) {
			return t.path
		}
	}
	return ""
}

// beside names a file beside the case from where the case is named.
func (file *File) beside(name string) string { return path.Join(path.Dir(file.Name), name) }

// readBeside reads a file beside the case, or says why it cannot.
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
	data, err = io.ReadAll(io.LimitReader(file, casefile.MaxCaseSize+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, "unreadable"
	}
	return data, ""
}

// read fills the controls of to from the content of the table's file.
func (t *table) read(data []byte, l *Lexicon, f *casefile.Faults, to *casefile.Statement) {
	f.File = t.name
	if len(data) > casefile.MaxCaseSize {
		f.At(casefile.Place{}, t.named, "case:size", "found", strconv.Itoa(len(data)), "limit", strconv.Itoa(casefile.MaxCaseSize))
		return
	}
	root, ok := controls.Read(t.name, data, t.named, f)
	if !ok {
		return
	}
	t.root = root
	d := decoder{faults: f, lexicon: l, path: []byte(t.pointer)}
	d.decode(casefile.Root().At("statement", "controls"), &t.root, reflect.ValueOf(&to.Controls).Elem())
}
