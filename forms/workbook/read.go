package workbook

import (
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
	"yoshiki/forms/casefile/table"
	"yoshiki/forms/casefile/vocabulary"
)

// Book is a workbook as it was read.
type Book struct {
	Kind     string    // for which it was made; "" when it no longer says so
	Language string    // of its labels
	Notes    []string  // that are no part of the case
	Root     node.Node // the values, with their places
	Base     []byte    // the case as it was when the workbook was made, in YAML; nil when it no longer says so
}

// Reader reads workbooks.
type Reader struct {
	// Vocabulary gives the words of a programme and the revision that a workbook names, or nil.
	Vocabulary func(program casefile.Program, revision casefile.Date) *vocabulary.Vocabulary
}

// Is reports whether a file is read as a workbook: a zip, what Excel makes of one with a
// password or wrote before 2007, or whatever has the name of one.
func Is(name string, data []byte) bool {
	lower, head := strings.ToLower(name), string(data[:min(len(data), 4)])
	return head == "PK\x03\x04" || head == "\xd0\xcf\x11\xe0" || strings.HasSuffix(lower, ".xlsx") || strings.HasSuffix(lower, ".xlsm")
}

// Read reads a workbook that [Layout.Write] made and people filled in. What is wrong with a
// cell joins the faults, with its place; what is wrong with a value is for decode. It is nil
// where nothing can be read.
func (r *Reader) Read(data []byte, f *casefile.Faults) *Book {
	book, err := table.Read(data, limits)
	if err != nil {
		fault(f, err.(*table.Fault))
		return nil
	}
	memory, found := recall(book)
	if found != "" && found != edition {
		f.At(casefile.Place{}, "", "workbook:edition", "found", casefile.Shorten(found), "known", edition)
		return nil
	}
	s := &scan{faults: f, root: &branch{}, memory: memory, base: map[string]bool{}, shown: map[string]map[string]string{},
		seen: map[string]casefile.Place{}, heads: map[string]bool{}, used: map[[2]int]bool{}}
	s.begin(r, book)
	for i := range book.Sheets {
		s.sheet(&book.Sheets[i])
	}
	if len(s.seen) == 0 {
		f.At(casefile.Place{}, "", "workbook:foreign")
		return nil
	}
	if memory == nil {
		f.Warn(casefile.Place{}, "", "workbook:memory")
	}
	s.lost()
	return s.book(f)
}

// limits are those of a table, with room for the annex of a large case in many sheets.
var limits = table.Usual

// fault tells why a file cannot be read.
func fault(f *casefile.Faults, x *table.Fault) {
	args := []string{"cell", x.Place.String()}
	for key, value := range x.Args {
		args = append(args, key, value)
	}
	f.At(placeOf(x.Place), "", x.Key, args...)
}

func placeOf(p table.Place) casefile.Place {
	return casefile.Place{Sheet: p.Sheet, Line: int32(p.Line), Column: int32(p.Column)}
}

// book gives what was read. Faults of cells come when it is known where in the case they are.
func (s *scan) book(f *casefile.Faults) *Book {
	b := &Book{Notes: s.noted}
	b.Root = s.root.node(casefile.Root(), "", f)
	if s.memory != nil {
		b.Kind, b.Language, b.Base = s.memory.Kind, s.memory.Language, []byte(s.memory.Case)
	}
	return b
}
