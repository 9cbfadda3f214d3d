package readback

import (
	"fmt"
	"slices"
	"strings"
)

// sliceNamespace is that of the custom XML in which a slice of the case travels.
const sliceNamespace = "urn:yoshiki:slice:1"

// officeSlice finds the slice among the custom parts of an Office file.
func (f *File) officeSlice(a *archive) error {
	var names []string
	for name := range a.files {
		if strings.HasPrefix(name, "customXml/item") && !strings.HasPrefix(name, "customXml/itemProps") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		part, err := a.must(name)
		if err != nil {
			return err
		}
		if err := f.customSlice(part); err != nil || f.Slice != nil {
			return err
		}
	}
	return nil
}

func (f *File) customSlice(part []byte) error {
	s := &scanner{data: part}
	if s.next() != start || string(s.name) != "slice" || s.attr("xmlns") != sliceNamespace {
		return nil // somebody else's
	}
	for s.next() == text {
		f.Slice = s.appendText(f.Slice)
	}
	return s.err
}

// pdfSlice finds the slice among the files that a PDF says it was made from.
func (f *File) pdfSlice(p *pdfFile, root object) (err error) {
	root.get("AF").each(func(o object) {
		var entry object
		if entry, err = p.resolve(o); err != nil || string(entry.get("AFRelationship")) != "/Source" || f.Slice != nil {
			return
		}
		if _, f.Slice, err = p.stream(entry.get("EF").get("F").reference()); err != nil {
			err = fmt.Errorf("embedded file: %w", err)
		}
	})
	return err
}
