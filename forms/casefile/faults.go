package casefile

import (
	"cmp"
	"slices"
	"strings"
)

// Place is where something begins: line and column, 1-based, in characters. In a workbook
// they are those of a cell, and Sheet is the name of its sheet.
type Place struct {
	Sheet        string
	Line, Column int32
}

// Before reports whether p is at or before q, on one sheet.
func (p Place) Before(q Place) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column <= q.Column
}

// Within reports whether pointer is base or something inside it.
func Within(pointer, base string) bool {
	return pointer == base || strings.HasPrefix(pointer, base+"/")
}

// MaxFaults bounds how many faults are reported of one case.
const MaxFaults = 1000

// Faults collects what is wrong with a case, all of it, up to [MaxFaults], and as many notes
// beside it.
type Faults struct {
	File     string // that is being read
	Findings []Finding
	Masked   bool // refused characters are already reported and stand masked in the text
	notes    int  // among the findings
}

// Full reports whether no more faults are taken in.
func (f *Faults) Full() bool { return len(f.Findings)-f.notes > MaxFaults }

// At adds an error. args are names and values in turn.
func (f *Faults) At(at Place, pointer, id string, args ...string) {
	f.add(Error, at, pointer, id, args)
}

// Note adds a note; beyond [MaxFaults] of them, no more are taken in.
func (f *Faults) Note(at Place, pointer, id string, args ...string) {
	if f.notes < MaxFaults && !f.Full() {
		f.add(Note, at, pointer, id, args)
		f.notes++
	}
}

// Warn adds a warning; see [Faults.At].
func (f *Faults) Warn(at Place, pointer, id string, args ...string) {
	f.add(Warning, at, pointer, id, args)
}

func (f *Faults) add(severity Severity, at Place, pointer, id string, args []string) {
	if f.Full() {
		return
	}
	if len(f.Findings)-f.notes == MaxFaults && severity != Note {
		id, severity, args = "case:more", Error, nil
	}
	finding := Finding{ID: id, Severity: severity, File: f.File, Sheet: at.Sheet, Line: int(at.Line), Column: int(at.Column), Pointer: pointer}
	if len(args) > 0 {
		finding.Args = make(map[string]string, len(args)/2)
	}
	for i := 0; i+1 < len(args); i += 2 {
		finding.Args[args[i]] = args[i+1]
	}
	f.Findings = append(f.Findings, finding)
}

// Failed reports whether an error is among the findings.
func (f *Faults) Failed() bool { return Failed(f.Findings) }

// Failed reports whether an error is among findings.
func Failed(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(x Finding) bool { return x.Severity == Error })
}

// Sorted gives the findings file by file, from the top down. The case comes first.
func (f *Faults) Sorted(first string) []Finding {
	slices.SortStableFunc(f.Findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(Rank(a, first), Rank(b, first)), cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.ID, b.ID),
		)
	})
	return f.Findings
}

// Rank puts findings about the file first at the top, and at the end what more there may be.
func Rank(f Finding, first string) int {
	switch {
	case f.ID == "case:more" || f.ID == "case:unasked":
		return 2
	case f.File != first:
		return 1
	}
	return 0
}
