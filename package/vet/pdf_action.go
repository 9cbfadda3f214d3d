package vet

import (
	"fmt"
	"maps"
	"slices"
)

// openActions tells showing a page from doing something.
func (p *pdfFile) openActions() {
	for _, v := range p.opens {
		kind := pdfName("GoTo")
		switch v := v.(type) {
		case pdfRef:
			if k, known := p.actions[int(v)]; known {
				kind = k
			}
		case pdfDict:
			kind, _ = v["S"].(pdfName)
		}
		if kind == "GoTo" {
			p.mark(PDFDestination, "")
		} else {
			p.mark(PDFOpenAction, string(kind))
		}
	}
}

// embeddedFiles looks at the files in the file.
func (p *pdfFile) embeddedFiles() error {
	for _, number := range slices.Sorted(maps.Keys(p.files)) {
		s := p.files[number]
		where := fmt.Sprintf("object %d", s.number)
		p.mark(PDFEmbedded, where)
		if p.depth >= MaxDepth {
			return Mark{FileBomb, "files nested too deeply"}
		}
		data, err := p.unpack(s)
		if err != nil {
			return err
		}
		p.inside(where).embedded(section(data))
	}
	return nil
}
