package readback

import (
	"fmt"
	"slices"
	"strings"

	"yoshiki/forms/readback/parts"
)

// sliceNamespace is that of the custom XML in which a slice of the case travels.
const sliceNamespace = "urn:yoshiki:slice:1"

func (f *File) officeSlice(a *parts.Archive) (err error) {
	f.Slice, err = Slice(a)
	return err
}

// Slice finds the part of a case that travels in an Office file; nil where there is none.
func Slice(a *parts.Archive) ([]byte, error) {
	var names []string
	for name := range a.Files {
		if strings.HasPrefix(name, "customXml/item") && !strings.HasPrefix(name, "customXml/itemProps") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		part, err := a.Must(name)
		if err != nil {
			return nil, err
		}
		if slice, err := customSlice(part); err != nil || slice != nil {
			return slice, err
		}
	}
	return nil, nil
}

func customSlice(part []byte) (slice []byte, err error) {
	s := parts.Scan(part)
	if s.Next() != parts.Start || string(s.Name) != "slice" || s.Attr("xmlns") != sliceNamespace {
		return nil, nil // somebody else's
	}
	for s.Next() == parts.Text {
		slice = s.AppendText(slice)
	}
	return slice, s.Err
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
