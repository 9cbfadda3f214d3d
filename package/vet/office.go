package vet

import (
	"io"
	"path"
	"runtime"
	"strings"
	"sync"

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
	{"activex", OfficeControl},
	{"relationships/control", OfficeControl},
	{"relationships/oleobject", OfficeEmbedding},
	{"relationships/package", OfficeEmbedding},
	{"relationships/afchunk", OfficeEmbedding},
}

// office looks at an Office file (ECMA-376) and says what it is.
func (l *looker) office(z *zipped) string {
	t := zipType
	for _, found := range l.parts(z, false, func(e *archive.Entry) bool { return !e.IsFolder() && e.Size > 0 }) {
		if found != "" {
			t = found
		}
	}
	l.settleControls()
	if t == zipType {
		l.mark(OfficeDamaged, "[Content_Types].xml")
	}
	return t
}

// parts looks at the parts that are wanted, at those of XML side by side, and says what each
// tells of the whole; they are of OpenDocument if open. Their marks are in the order of the parts.
func (l *looker) parts(z *zipped, open bool, wanted func(*archive.Entry) bool) []string {
	types, lookers := make([]string, len(z.Entries)), make([]*looker, len(z.Entries))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i := range z.Entries {
		e := &z.Entries[i]
		if !wanted(e) {
			continue
		}
		lookers[i] = &looker{marks: marks{}, place: l.place, depth: l.depth, budget: l.budget}
		in := lookers[i]
		r, strict := in.asXML(z, e)
		if r == nil {
			continue
		}
		free <- struct{}{}
		all.Go(func() {
			types[i] = in.xmlPart(e, r, strict, open)
			<-free
		})
	}
	all.Wait()
	for _, in := range lookers {
		if in != nil {
			l.take(in)
		}
	}
	return types
}

// take takes the marks of another looker over.
func (l *looker) take(from *looker) {
	for class, places := range from.marks {
		room := maxPlaces - len(l.marks[class])
		l.marks[class] = append(l.marks[class], places[:min(len(places), room)]...)
	}
	l.controls, l.forms = append(l.controls, from.controls...), append(l.forms, from.forms...)
}

// asXML opens a part if it is XML, which strictly it is by its name; it looks at any other part.
func (l *looker) asXML(z *zipped, e *archive.Entry) (r io.Reader, strict bool) {
	if e.Encrypted() {
		l.mark(OfficeEncrypted, e.Name)
		return nil, false
	}
	head, err := begins(e)
	if err == nil {
		r, err = e.Open()
	}
	if err != nil {
		l.fault(err, OfficeDamaged)
		return nil, false
	}
	ext := extensionOf(e.Name)
	if strict = ext == ".xml" || ext == ".rels"; strict || startsXML(head) {
		return r, strict
	}
	l.binaryPart(z, e)
	return nil, false
}

// begins gives the first bytes of a part.
func begins(e *archive.Entry) ([]byte, error) {
	r, err := e.Open()
	if err != nil {
		return nil, err
	}
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], err
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
func (l *looker) xmlPart(e *archive.Entry, r io.Reader, strict, open bool) (mainType string) {
	name := e.Name
	if e.Size > aheadSize {
		ahead := readAhead(r)
		defer ahead.stop()
		r = ahead
	}
	p := &xmlPart{l: l, name: name, open: open, rels: extensionOf(name) == ".rels", types: strings.EqualFold(name, "[Content_Types].xml")}
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
