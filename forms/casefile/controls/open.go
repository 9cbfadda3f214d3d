package controls

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"

	"golang.org/x/text/width"
)

// Open reads the controls in a file: those of each sheet that has headings, one after the
// other, in one table. What is wrong is reported cell by cell; where that is an error, the
// table is nil.
//
// The form that yoshiki prints is read back from its annexes (別添), nothing else of it.
func Open(name string, data []byte, o Options) (*Table, []casefile.Finding) {
	f := &casefile.Faults{File: name}
	t := open(name, data, o, f)
	if t != nil {
		t.review(f)
	}
	translate(f.Findings)
	if f.Failed() {
		return nil, f.Sorted(name)
	}
	return t, f.Sorted(name)
}

// review reports a table without controls, and answers that nobody knows.
func (t *Table) review(f *casefile.Faults) {
	if len(t.Entries) == 0 && !f.Failed() {
		f.At(casefile.Place{}, "", "controls:no-controls")
	}
	for _, e := range t.Entries {
		if v := e.Values["adopted"]; v.Text != "" && v.Text != yes && v.Text != no {
			f.Warn(placeOf(v.Place()), "", "controls:unknown-answer", "found", casefile.Shorten(v.Text), "cell", v.Place().String())
		}
	}
}

func open(name string, data []byte, o Options, f *casefile.Faults) *Table {
	book, err := table.Read(data, table.Usual)
	if err != nil {
		tell(f, casefile.Error, err.(*table.Fault))
		return nil
	}
	for i := range book.Remarks {
		tell(f, casefile.Note, &book.Remarks[i])
	}
	book.Sheets = parted(book.Sheets)
	r := &reader{faults: f, table: &Table{Name: name, headed: map[string]bool{}}, first: map[string]*Entry{}, options: o}
	for _, h := range r.sheets(book) {
		r.read(h)
	}
	if r.printed {
		r.annexes(book)
	}
	return r.table
}

// tell reports a fault of the file.
func tell(f *casefile.Faults, severity casefile.Severity, fault *table.Fault) {
	args := map[string]string{"cell": cmp.Or(fault.Place.String(), f.File)}
	maps.Copy(args, fault.Args)
	report(f, severity, placeOf(fault.Place), "", fault.Key, args)
}

// report adds a finding of any severity.
func report(f *casefile.Faults, severity casefile.Severity, at casefile.Place, pointer, id string, args map[string]string) {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(args)) {
		list = append(list, name, args[name])
	}
	switch severity {
	case casefile.Error:
		f.At(at, pointer, id, list...)
	case casefile.Warning:
		f.Warn(at, pointer, id, list...)
	default:
		f.Note(at, pointer, id, list...)
	}
}

func placeOf(p table.Place) casefile.Place {
	return casefile.Place{Line: int32(p.Line), Column: int32(p.Column)}
}

// sheets chooses the sheets to read and finds their headings.
func (r *reader) sheets(book *table.Book) []*heads {
	for _, name := range r.options.Sheets {
		if !slices.ContainsFunc(book.Sheets, func(s table.Sheet) bool { return s.Name == name }) {
			r.faults.At(casefile.Place{}, "", "controls:no-sheet", "sheet", name, "sheets", r.names(book.Sheets))
		}
	}
	var all []*heads
	for _, s := range r.chosen(book.Sheets) {
		h := findHeads(s)
		missing := r.options.place(h)
		switch {
		case missing != "":
			r.faults.At(casefile.Place{}, "", "controls:no-column", "sheet", cmp.Or(s.Name, r.table.Name), "column", missing, "found", r.options.Columns[missing])
		case h.has("id", objectiveID):
			all = append(all, h)
		case len(s.Rows) > 0:
			r.skipped = append(r.skipped, s.Name)
		}
	}
	switch {
	case len(all) == 0 && !r.faults.Failed():
		r.faults.At(casefile.Place{}, "", "controls:no-headings", "sheets", r.names(book.Sheets))
	case len(r.skipped) > 0:
		r.faults.Note(casefile.Place{}, "", "controls:skipped-sheets", "sheets", strings.Join(r.skipped, ", "))
	}
	return all
}

// further are the attached tables of the criteria that only refer to controls: 4 to 8.
var further = regexp.MustCompile(`^別表[4-9]`)

// chosen are the sheets that the options name, or the annex of a form that we printed, or
// all that can be seen.
func (r *reader) chosen(sheets []table.Sheet) (chosen []table.Sheet) {
	asked := r.options.Sheets
	if len(asked) == 0 && slices.ContainsFunc(sheets, func(s table.Sheet) bool { return s.Name == printedSheet }) {
		asked, r.printed = []string{printedSheet}, true
	}
	for _, s := range sheets {
		switch {
		case slices.Contains(asked, s.Name), len(asked) == 0 && !s.Hidden && !further.MatchString(width.Fold.String(s.Name)):
			chosen = append(chosen, s)
		case len(asked) == 0:
			r.skipped = append(r.skipped, s.Name)
		}
	}
	return chosen
}

// names are the names of sheets; that of a CSV file is its own.
func (r *reader) names(sheets []table.Sheet) string {
	var all []string
	for _, s := range sheets {
		all = append(all, cmp.Or(s.Name, r.table.Name))
	}
	return strings.Join(all, ", ")
}
