package forms

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/casefile"
	"yoshiki/forms/layers"
	"yoshiki/forms/period"
)

// Revision is what revision.yaml says of one text of the rules. Where folders of several
// file systems are of one day, their files are laid over each other.
type Revision struct {
	InForce   casefile.Date     `yaml:"in_force"`  // also the folder's name
	Edition   string            `yaml:"edition"`   // printed small on every page
	Prefix    string            `yaml:"prefix"`    // of the printed ids of rules
	Words     map[string]string `yaml:"words"`     // what ${name} means in blocks, forms and packages
	Offices   map[string]string `yaml:"offices"`   // names of the authorities in this revision
	Unknown   []string          `yaml:"unknown"`   // what could not be known of this text
	Confirmed bool              `yaml:"confirmed"` // true when not said; a text that is only reported governs no day by itself
	Source    string            `yaml:"source"`    // where an unconfirmed text is reported
	Released  casefile.Date     `yaml:"released"`  // day since which its files never change, see templates/frozen.sum
}

// Revisions are all texts of a programme's rules that the layers hold, confirmed or not, in
// the order of their days. Errors name the file, the line and the reason.
func Revisions(program casefile.Program, over ...fs.FS) ([]Revision, error) {
	var all []Revision
	var faults []error
	for _, day := range days(string(program), over) {
		r, err := readRevision(path.Join(string(program), string(day), "revision.yaml"), day, over)
		all, faults = append(all, r), append(faults, err)
	}
	return all, errors.Join(faults...)
}

// days are the names of the folders inside a folder, in order.
func days(folder string, over []fs.FS) []casefile.Date {
	var all []casefile.Date
	for _, fsys := range over {
		entries, _ := fs.ReadDir(fsys, folder)
		for _, e := range entries {
			if e.IsDir() {
				all = append(all, casefile.Date(e.Name()))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func readRevision(name string, day casefile.Date, over []fs.FS) (Revision, error) {
	r := Revision{Confirmed: true}
	var files []layers.File
	for _, fsys := range over {
		files = append(files, layers.File{FS: fsys, Name: name})
	}
	doc, err := layers.Read(files...)
	if err == nil {
		err = doc.Explain(layers.Decode(doc.Root, &r))
	}
	if err == nil {
		err = r.sound(doc, day)
	}
	return r, err
}

// sound tells what is wrong with what a folder's revision.yaml says.
func (r *Revision) sound(doc *layers.Document, day casefile.Date) error {
	fault := func(at, key string, args ...string) error {
		return doc.Explain(layers.NewFault(lineOf(doc.Root, at), key, args...))
	}
	switch _, err := period.Parse(string(day)); {
	case err != nil:
		return fault("in_force", "revision-folder", "folder", string(day))
	case r.InForce != day:
		return fault("in_force", "revision-day", "day", string(r.InForce), "folder", string(day))
	case r.Edition == "":
		return fault("edition", "wanted", "key", "edition")
	case !r.Confirmed && (r.Source == "" || r.Released != ""):
		return fault("confirmed", "unconfirmed")
	}
	return nil
}

// lineOf is the line of a key; the first line where there is none.
func lineOf(n *yaml.Node, key string) int {
	for k := range layers.Each(n) {
		if k.Value == key {
			return k.Line
		}
	}
	return 1
}
