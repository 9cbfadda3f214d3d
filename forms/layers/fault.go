package layers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"yoshiki/locales"
)

// Fault is one thing that is wrong with a file, or with what a [Within] tells. What is wrong stands in locales under
// "fault.<Key>", with Args filled in, so that it can be told in both languages. Until
// [Document.Explain] has seen it, its lines are those of the document.
type Fault struct {
	File string // "" until it is known
	Line int    // 0 where a Within tells it
	Key  string
	Args map[string]string // {other} in the words is the place of OtherLine

	OtherFile string
	OtherLine int // 0 when the fault has one place
}

// NewFault gives a fault at a line of a document, or at none, 0. args are names and values in turn.
func NewFault(line int, key string, args ...string) *Fault {
	f := &Fault{Line: line, Key: key, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	return f
}

// Error tells the fault in English.
func (f *Fault) Error() string { return f.in("en") }

// Words tells the fault in both languages.
func (f *Fault) Words() (ja, en string) { return f.in("ja"), f.in("en") }

func (f *Fault) in(language string) string {
	p, args := locales.New(language), maps.Clone(f.Args)
	if f.OtherLine > 0 {
		args["other"] = place(p, f.OtherFile, f.OtherLine)
	}
	said := p.Text("fault."+f.Key, args)
	if f.Line == 0 && f.File == "" {
		return said
	}
	return p.Text("fault.placed", map[string]string{"place": place(p, f.File, f.Line), "fault": said})
}

func place(p *locales.Printer, file string, line int) string {
	if file == "" {
		return p.Text("fault.line", map[string]string{"line": fmt.Sprint(line)})
	}
	return p.Text("fault.place", map[string]string{"file": file, "line": fmt.Sprint(line)})
}

// Faults are all that is wrong with some files.
type Faults []*Fault

// Err gives the faults as an error, from the top down; nil when there are none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	slices.SortStableFunc(f, func(a, b *Fault) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	return f
}

// Error tells the faults in English, one a line.
func (f Faults) Error() string { return f.in("en") }

// Words tells the faults in both languages, one a line.
func (f Faults) Words() (ja, en string) { return f.in("ja"), f.in("en") }

func (f Faults) in(language string) string {
	var lines []string
	for _, one := range f {
		lines = append(lines, one.in(language))
	}
	return strings.Join(lines, "\n")
}

// locate gives the faults in an error their places in the files of the document.
func (d *Document) locate(err error) {
	switch e := err.(type) {
	case Faults:
		for _, f := range e {
			d.locate(f)
		}
	case *Fault:
		if e.File == "" && e.Line > 0 {
			e.File, e.Line = d.split(e.Line)
			e.OtherFile, e.OtherLine = d.split(e.OtherLine)
		}
	case *Within:
		if e.File == "" && e.Line > 0 {
			e.File, e.Line = d.split(e.Line)
		}
		d.locate(e.Err)
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			d.locate(inner)
		}
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			d.locate(inner)
		}
	}
}

// split gives the file that a line of the document stands in, and its line there.
func (d *Document) split(line int) (string, int) {
	if at := d.File(line); line > 0 && at < len(d.names) {
		return d.names[at], line % span
	}
	return "", line
}
