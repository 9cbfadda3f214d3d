package readback

import (
	"fmt"

	"yoshiki/forms/document"
)

// Difference is a place where a file does not say what the tree says.
type Difference struct {
	Path  string // of the value in the case; "" for printed words
	Label string // of the field or column, or the printed words themselves
	Want  string // what the tree has; "" where the file has words of its own
	Got   string // what the file has there
	Place Place  // in the file
}

func (d *Difference) Error() string {
	return fmt.Sprintf("field %s: %q in the form is %q in the file", d.Name(), d.Want, d.Got)
}

// Name is the field that differs: its path, else its label.
func (d *Difference) Name() string {
	if d.Path != "" {
		return d.Path
	}
	return d.Label
}

// Compare returns the first [*Difference] between a tree and the file printed from it, or
// nil: the texts of the file are those of the tree, each whole, in its own place and in
// the tree's order, and there are no others but what stands at the foot of the pages.
func Compare(d *document.Document, f *File) error {
	texts := fields(d)
	m := &matcher{document: d, file: f, used: make([]bool, len(f.Texts))}
	for i := range texts {
		if err := m.take(&texts[i]); err != nil {
			return err
		}
	}
	if err := m.rest(); err != nil {
		return err
	}
	if string(f.Slice) != d.Slice {
		return &Difference{Label: "slice", Want: fmt.Sprint(len(d.Slice), " B"), Got: fmt.Sprint(len(f.Slice), " B")}
	}
	return nil
}
