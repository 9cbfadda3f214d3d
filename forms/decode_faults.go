package forms

import (
	"cmp"
	"slices"
)

// maxFaults bounds how many faults are reported of one case.
const maxFaults = 1000

// faults collects what is wrong with a case, all of it, up to maxFaults.
type faults struct {
	file     string // that is being read
	findings []Finding
	masked   bool // refused characters are already reported and stand masked in the text
}

func (f *faults) full() bool { return len(f.findings) > maxFaults }

// at adds an error. args are names and values in turn.
func (f *faults) at(at place, pointer, id string, args ...string) {
	f.add(Error, at, pointer, id, args)
}

func (f *faults) add(severity Severity, at place, pointer, id string, args []string) {
	if f.full() {
		return
	}
	if len(f.findings) == maxFaults {
		id, severity, args = "case:more", Error, nil
	}
	finding := Finding{ID: id, Severity: severity, File: f.file, Line: int(at.line), Column: int(at.column), Pointer: pointer}
	if len(args) > 0 {
		finding.Args = make(map[string]string, len(args)/2)
	}
	for i := 0; i+1 < len(args); i += 2 {
		finding.Args[args[i]] = args[i+1]
	}
	f.findings = append(f.findings, finding)
}

// failed tells whether an error is among the findings.
func (f *faults) failed() bool {
	return slices.ContainsFunc(f.findings, func(x Finding) bool { return x.Severity == Error })
}

// sorted gives the findings file by file, from the top down. The case comes first.
func (f *faults) sorted(first string) []Finding {
	slices.SortStableFunc(f.findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(rank(a, first), rank(b, first)), cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.ID, b.ID),
		)
	})
	return f.findings
}

// rank puts findings about the file first at the top and "case:more" at the end.
func rank(f Finding, first string) int {
	switch {
	case f.ID == "case:more":
		return 2
	case f.File != first:
		return 1
	}
	return 0
}
