package bundle

import (
	"context"
	"errors"
	"os"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/vet"
)

// vet has the attachments looked at and keeps the verdicts with them. What is refused is
// a *FaultError, for a draft too; what is noted joins the findings. places are the
// attachments' in the case.
func (o *Order) vet(ctx context.Context, files []bag.Paper, places []int) error {
	asked := make([]vet.File, len(files))
	for i, f := range files {
		asked[i] = vet.File{Name: o.attached(places[i]), Open: func() (*os.File, error) { return open(ctx, f.Source) }}
	}
	verdicts, err := o.Vet.Vet(ctx, asked)
	if err != nil {
		return err
	}
	var faults, notes []casefile.Finding
	for i := range files {
		files[i].Verdict, files[i].MediaType = &verdicts[i], verdicts[i].MediaType
		for _, class := range classes(verdicts[i].Marks) {
			finding := o.about(places[i], "vet:"+string(class), casefile.Warning, map[string]string{"place": place(o.attached(places[i]), class, verdicts[i].Marks)})
			switch class.Policy() {
			case vet.Refuse:
				finding.Severity = casefile.Error
				faults = append(faults, finding)
			case vet.Note:
				notes = append(notes, finding)
			}
		}
	}
	if len(faults) > 0 {
		return &FaultError{append(faults, notes...)}
	}
	o.Findings = append(o.Findings[:len(o.Findings):len(o.Findings)], notes...)
	if len(notes) > 0 && o.Noted != nil {
		return o.Noted(notes)
	}
	return nil
}

// attached is the path of an attachment as the case has it.
func (o *Order) attached(i int) string { return string(o.File.Case.Attachments[i].File) }

// classes are those of the marks, each once, in order.
func classes(marks []vet.Mark) []vet.Class {
	var all []vet.Class
	for _, m := range marks {
		if len(all) == 0 || all[len(all)-1] != m.Class {
			all = append(all, m.Class)
		}
	}
	return all
}

// maxPlaces is how many places of a class a finding names.
const maxPlaces = 3

// place names a file and where in it something of a class is.
func place(name string, class vet.Class, marks []vet.Mark) string {
	var where []string
	for _, m := range marks {
		if m.Class == class && m.Where != "" && len(where) < maxPlaces {
			where = append(where, m.Where)
		}
	}
	if len(where) == 0 || strings.HasPrefix(string(class), "name-") && class != vet.NameTwin {
		return vet.Display(name)
	}
	return vet.Display(name) + ": " + strings.Join(where, ", ")
}

var errNoFile = errors.New("not a file of the file system")

// open opens a source as a file of the system.
func open(ctx context.Context, s bag.Source) (*os.File, error) {
	r, err := s.Open(ctx)
	if err != nil {
		return nil, err
	}
	if f, ok := r.(*os.File); ok {
		return f, nil
	}
	return nil, errors.Join(errNoFile, r.Close())
}
