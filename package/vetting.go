package bundle

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/package/vet"
)

// vettingPath is where a package says what vetting found in the user's files. It is
// there if any file was vetted. It is JSON like meta/manifest.json: the fields of vetting
// in their order, two spaces, a line feed at the end, files by path.
const vettingPath = "meta/vetting.json"

const vettingSchema = "yoshiki-vetting/1"

type vetting struct {
	Schema string       `json:"schema"`
	Limits limits       `json:"limits"`
	Files  []vettedFile `json:"files"`
}

// limits are those of package vet, in bytes, seconds and numbers.
type limits struct {
	Entries  int   `json:"entries"`
	Unpacked int64 `json:"unpacked"`
	Entry    int64 `json:"entry"`
	Ratio    int   `json:"ratio"`
	Depth    int   `json:"depth"`
	Time     int   `json:"time"`
	Memory   int64 `json:"memory"`
}

type vettedFile struct {
	Path      string     `json:"path"`
	Name      string     `json:"name"` // the user's, fit to be shown
	MediaType string     `json:"mediaType"`
	Policy    vet.Policy `json:"policy"` // "" is a file without a mark
	Marks     []vet.Mark `json:"marks"`
}

// vettingOf is meta/vetting.json of files in their order and their paths in the package.
func vettingOf(files []File, paths []string) ([]manifest.TagFile, error) {
	v := vetting{vettingSchema, limits{vet.MaxEntries, vet.MaxUnpacked, vet.MaxEntry, vet.MaxRatio, vet.MaxDepth,
		int(vet.MaxTime.Seconds()), vet.MaxMemory}, nil}
	for i, f := range files {
		if f.Verdict != nil {
			v.Files = append(v.Files, vettedFile{paths[i], vet.Display(f.OriginalName), f.Verdict.MediaType, f.Verdict.Policy(), f.Verdict.Marks})
		}
	}
	if v.Files == nil {
		return nil, nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("%s: %w", vettingPath, err)
	}
	return []manifest.TagFile{{Path: vettingPath, Data: b.Bytes()}}, nil
}

// vet has the attachments looked at and keeps the verdicts with them. What is refused is
// a *FaultError, for a draft too; what is noted joins the findings. places are the
// attachments' in the case.
func (o *Order) vet(ctx context.Context, files []File, places []int) error {
	asked := make([]vet.File, len(files))
	for i, f := range files {
		asked[i] = vet.File{Name: o.attached(places[i]), Open: func() (*os.File, error) { return f.Source.file(ctx) }}
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

// file opens the source as a file of the system.
func (s Source) file(ctx context.Context) (*os.File, error) {
	r, err := s.Open(ctx)
	if err != nil {
		return nil, err
	}
	if f, ok := r.(*os.File); ok {
		return f, nil
	}
	return nil, errors.Join(errNoFile, r.Close())
}
