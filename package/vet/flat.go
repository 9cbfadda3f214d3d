package vet

import (
	"encoding/base64"
	"slices"
	"strings"
)

// flatRoots are the roots of Office files that are one XML file, and their namespaces: of
// Word and Excel 2003, of Word 2007, and of
// OpenDocument and OpenOffice before that.
var flatRoots = map[string][]string{
	"wordDocument": {"http://schemas.microsoft.com/office/word/2003/wordml"},
	"Workbook":     {"urn:schemas-microsoft-com:office:spreadsheet"},
	"package":      {"http://schemas.microsoft.com/office/2006/xmlPackage"},
	"document":     {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "http://openoffice.org/2000/office"},
}

// flatPart is what is known of such a file while walking through it.
type flatPart struct {
	*xmlPart
	inside string // the element whose text is collected
	name   string // what that element is called
	body   strings.Builder
}

// isFlat reports whether a text is an Office file in XML.
func isFlat(page string) bool {
	first := element.FindStringSubmatch(page)
	if first == nil {
		return false
	}
	spaces, is := flatRoots[local(first[1])], false
	attributes([]byte(first[2]), func(_, value string) { is = is || slices.Contains(spaces, value) })
	return is
}

// isOpen reports whether a file in XML is one of OpenDocument.
func isOpen(page string) bool { return local(element.FindStringSubmatch(page)[1]) == "document" }

// flat looks at an Office file in XML.
func (l *looker) flat(page string) {
	l.mark(OfficeLegacy, "")
	f := &flatPart{xmlPart: &xmlPart{l: l, root: true, open: isOpen(page)}}
	err := walkXML(strings.NewReader(page), f.start, f.end, f.text)
	for len(f.fields.open) > 0 {
		f.instruction(f.fields.end())
	}
	l.settleControls()
	if err == errXML {
		l.mark(OfficeDamaged, err.Error())
	} else {
		l.fault(err, OfficeDamaged)
	}
}

func (f *flatPart) start(t xmlTag) error {
	switch t.name {
	case "binData", "binaryData", "binary-data", "Path":
		f.inside = t.name
		f.name = t.attr("name")
		f.body.Reset()
	case "part":
		f.markPart(strings.ToLower(t.attr("contentType")), t.attr("name"))
	case "Relationship":
		f.relationship(t)
	case "Cell":
		f.formula(t.attr("Formula"))
	}
	f.element(t)
	if f.open {
		f.openElement(t)
	}
	return nil
}

// formula looks for the sign that only addresses of DDE have, outside of texts.
func (f *flatPart) formula(text string) {
	for i, piece := range strings.Split(text, `"`) {
		if i%2 == 0 && strings.Contains(piece, "|") {
			f.l.mark(OfficeDDE, text)
			return
		}
	}
}

func (f *flatPart) text(s []byte) error {
	if f.inside != "" {
		f.body.Write(s)
	}
	return f.xmlPart.text(s)
}

func (f *flatPart) end(name string) error {
	if name == f.inside {
		f.inside = ""
		if name == "Path" {
			f.link(f.body.String())
		} else {
			f.binary(f.body.String())
		}
	}
	return f.xmlPart.end(name)
}

// link looks at what another workbook or a DDE server is called.
func (f *flatPart) link(path string) {
	if strings.Contains(path, "|") {
		f.l.mark(OfficeDDE, path)
	} else {
		f.l.mark(OfficeWorkbook, path)
	}
}

// binary looks at a picture, a macro project or an embedded file.
func (f *flatPart) binary(text string) {
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		f.l.mark(OfficeDamaged, f.name)
		return
	}
	if data, err = f.l.deflatedPicture(f.name, data); err != nil {
		f.l.fault(err, OfficeDamaged)
	} else if len(data) > maxPDFStream || f.l.depth >= MaxDepth {
		f.l.mark(FileBomb, f.name)
	} else if err := f.l.spend(int64(len(data))); err != nil {
		f.l.fault(err, FileBomb)
	} else {
		f.l.inside(f.name).embedded(section(data))
	}
}
