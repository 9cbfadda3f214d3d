package decode

import (
	"strings"

	"yoshiki/forms/casefile"
)

// Position gives the line and column, 1-based and in characters, at which the value of a
// JSON Pointer begins in the case file; for a group or list, those of its key. A value
// that is not in the file has the position of what would hold it. A control that came
// from a table has the position of the key that names the table, and what comes from the
// company's file that of the key that names it; see [File.Place].
func (f *File) Position(pointer string) (line, column int) {
	for _, t := range f.tables {
		if casefile.Within(pointer, t.pointer) {
			pointer = t.named
		}
	}
	if f.company.holds(f, pointer) {
		pointer = companyPointer
	}
	at := f.root.Find(pointer)
	return int(at.Line), int(at.Column)
}

// Locate says of a finding where the value that its pointer names stands, as [File.Place]
// does.
func (f *File) Locate(x casefile.Finding) casefile.Finding {
	var at casefile.Place
	x.File, at = f.place(x.Pointer)
	x.Sheet, x.Line, x.Column = at.Sheet, int(at.Line), int(at.Column)
	return x
}

// Place is [File.Position], but follows a control into the table that it came from, and a
// value into the company's file; file is the one that the position is in.
func (f *File) Place(pointer string) (file string, line, column int) {
	file, at := f.place(pointer)
	return file, int(at.Line), int(at.Column)
}

func (f *File) place(pointer string) (file string, at casefile.Place) {
	for _, t := range f.tables {
		if casefile.Within(pointer, t.pointer) {
			return t.name, t.root.Find(strings.TrimPrefix(pointer, t.pointer))
		}
	}
	if f.company.holds(f, pointer) {
		return f.company.name, f.company.root.Find(pointer)
	}
	return f.Name, f.root.Find(pointer)
}
