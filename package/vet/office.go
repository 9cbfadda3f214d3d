package vet

import (
	"io"
	"path"
	"strings"

	"yoshiki/package/archive"
)

// mainTypes are the media types of Office files by what the content type of their main
// part contains. Those with macros come first: their words contain the others'.
var mainTypes = [...][2]string{
	{"word.document.macroenabled.main", "application/vnd.ms-word.document.macroEnabled.12"},
	{"word.template.macroenabledtemplate.main", "application/vnd.ms-word.template.macroEnabled.12"},
	{"excel.sheet.macroenabled.main", "application/vnd.ms-excel.sheet.macroEnabled.12"},
	{"excel.template.macroenabled.main", "application/vnd.ms-excel.template.macroEnabled.12"},
	{"excel.sheet.binary.macroenabled.main", "application/vnd.ms-excel.sheet.binary.macroEnabled.12"},
	{"excel.addin.macroenabled.main", "application/vnd.ms-excel.addin.macroEnabled.12"},
	{"powerpoint.presentation.macroenabled.main", "application/vnd.ms-powerpoint.presentation.macroEnabled.12"},
	{"powerpoint.slideshow.macroenabled.main", "application/vnd.ms-powerpoint.slideshow.macroEnabled.12"},
	{"powerpoint.template.macroenabled.main", "application/vnd.ms-powerpoint.template.macroEnabled.12"},
	{"powerpoint.addin.macroenabled.main", "application/vnd.ms-powerpoint.addin.macroEnabled.12"},
	{"visio.drawing.macroenabled.main", "application/vnd.ms-visio.drawing.macroEnabled.12"},
	{"visio.drawing.main", "application/vnd.ms-visio.drawing"},
	{"xps-fixeddocumentsequence", "application/vnd.ms-xpsdocument"},
	{"wordprocessingml.document.main", docxType},
	{"wordprocessingml.template.main", "application/vnd.openxmlformats-officedocument.wordprocessingml.template"},
	{"spreadsheetml.sheet.main", xlsxType},
	{"spreadsheetml.template.main", "application/vnd.openxmlformats-officedocument.spreadsheetml.template"},
	{"presentationml.presentation.main", pptxType},
	{"presentationml.slideshow.main", "application/vnd.openxmlformats-officedocument.presentationml.slideshow"},
	{"presentationml.template.main", "application/vnd.openxmlformats-officedocument.presentationml.template"},
}

// partClasses are what parts carry, by what their content type or the type of the
// relationship that leads to them contains.
var partClasses = [...]struct {
	word  string
	class Class
}{
	{"vbaproject", OfficeMacro},
	{"macrosheet", OfficeMacroSheet},
	{"activex", OfficeActiveX},
	{"relationships/control", OfficeActiveX},
	{"relationships/oleobject", OfficeEmbedding},
	{"relationships/package", OfficeEmbedding},
	{"relationships/afchunk", OfficeEmbedding},
}

// office looks at an Office file (ECMA-376) and says what it is.
func (l *looker) office(z *zipped) string {
	t := zipType
	for i := range z.Entries {
		e := &z.Entries[i]
		if e.IsFolder() || e.Size == 0 {
			continue
		}
		if found := l.part(z, e); found != "" {
			t = found
		}
	}
	if t == zipType {
		l.mark(OfficeDamaged, "[Content_Types].xml")
	}
	return t
}

// part looks at one part: as XML if it is, as a file of its own otherwise.
func (l *looker) part(z *zipped, e *archive.Entry) (mainType string) {
	if e.Encrypted() {
		l.mark(OfficeEncrypted, e.Name)
		return ""
	}
	r, err := e.Open()
	if err != nil {
		l.fault(err, OfficeDamaged)
		return ""
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		l.fault(err, OfficeDamaged)
		return ""
	}
	if r, err = e.Open(); err != nil {
		l.fault(err, OfficeDamaged)
		return ""
	}
	ext := extensionOf(e.Name)
	strict := ext == ".xml" || ext == ".rels"
	if strict || startsXML(head[:n]) {
		return l.xmlPart(e.Name, r, strict)
	}
	l.binaryPart(z, e)
	return ""
}

func startsXML(head []byte) bool {
	s := strings.TrimPrefix(string(head), "\xef\xbb\xbf")
	return strings.HasPrefix(strings.TrimLeft(s, " \t\r\n"), "<") || strings.HasPrefix(s, "<\x00") || strings.HasPrefix(s, "\x00<") ||
		strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff")
}

// binaryPart looks at a part that is not XML: an image, an embedded file, a macro project
// under whatever name.
func (l *looker) binaryPart(z *zipped, e *archive.Entry) {
	data, err := l.unpack(z, e)
	if err != nil {
		l.fault(err, OfficeDamaged)
		return
	}
	if strings.HasPrefix(path.Base(strings.ToLower(e.Name)), "vbaproject") {
		l.mark(OfficeMacro, e.Name)
	}
	if l.depth >= MaxDepth {
		l.mark(FileBomb, "files nested too deeply")
		return
	}
	if data, err = l.deflatedPicture(e.Name, data); err != nil {
		l.fault(err, OfficeDamaged)
		return
	}
	l.binaryLink(e.Name, data)
	l.inside(e.Name).embedded(section(data))
}

// xmlPart walks through a part. Parts that are not strictly XML, such as old drawings and
// web pages, may end where they stop being it.
func (l *looker) xmlPart(name string, r io.Reader, strict bool) (mainType string) {
	p := &xmlPart{l: l, name: name, rels: extensionOf(name) == ".rels", types: strings.EqualFold(name, "[Content_Types].xml")}
	err := walkXML(r, p.start, p.end, p.text)
	for len(p.fields.open) > 0 {
		p.instruction(p.fields.end())
	}
	if err == errXML && !strict {
		return ""
	}
	if err == errXML {
		l.mark(OfficeDamaged, name)
	} else if m, ok := err.(Mark); ok && (m.Class == XMLDoctype || m.Class == XMLLimit) {
		l.mark(m.Class, strings.TrimSpace(name+" "+m.Where))
	} else {
		l.fault(err, OfficeDamaged)
	}
	return p.mainType
}

// openDocument looks at a file of OpenDocument (ISO/IEC 26300).
func (l *looker) openDocument(z *zipped, mediaType string) string {
	for i := range z.Entries {
		e := &z.Entries[i]
		if name := strings.ToLower(e.Name); !e.IsFolder() && (strings.HasPrefix(name, "basic/") || strings.HasPrefix(name, "scripts/")) {
			if base := path.Base(name); base != "script-lc.xml" && base != "dialog-lc.xml" && base != "script-lb.xml" && base != "dialog-lb.xml" {
				l.mark(OfficeMacro, e.Name)
			}
		}
		if !e.IsFolder() && e.Size > 0 && !strings.EqualFold(e.Name, "mimetype") {
			l.part(z, e)
		}
	}
	return mediaType
}
