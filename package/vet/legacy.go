package vet

import (
	"io"
	"strings"
)

// maxStream bounds what is read of a stream of an older Office file, in bytes.
const maxStream = 64 << 20

// legacy looks at a compound file and says what it is. Of the older Office formats it
// knows macros, macro sheets, passwords, DDE and embedded files, and says that there may be more.
func (l *looker) legacy(r *io.SectionReader) string {
	c, err := openCompound(r)
	if err != nil {
		l.fault(err, OfficeDamaged)
		return oleType
	}
	t, before := oleType, len(l.marks)
	for _, s := range c.streams {
		if found := l.stream(c, s); found != "" {
			t = found
		}
	}
	if t != oleType {
		l.mark(OfficeLegacy, "")
	} else if l.depth == 0 && len(l.marks) == before {
		l.mark(FileUnknown, "")
	}
	return t
}

// stream looks at one stream or storage, and says what file it is the mark of.
func (l *looker) stream(c *compound, s stream) string {
	name := strings.ToLower(s.name)
	switch {
	case name == "vba" || name == "_vba_project" || name == "_vba_project_cur" || name == "macros":
		if !s.empty {
			l.mark(OfficeMacro, s.name)
		}
	case name == "encryptedpackage" || name == "encryptioninfo" || name == "encryptedsummary":
		l.mark(OfficeEncrypted, s.name)
	case name == "\x01ole10native":
		l.native(c, s)
	case name == "\x01ole":
		l.oleLink(c, s)
	case name == "objectpool" || strings.HasPrefix(name, "mbd0"):
		l.mark(OfficeEmbedding, s.name)
	case s.name == "contents" || name == "\x03ocxname" || name == "ctls":
		l.control(c, s)
	case name == "package" || name == "contents": // the latter of Acrobat, ClipArt and others
		l.inStream(c, s)
	case name == "worddocument":
		l.word(c, s)
		return docType
	case name == "workbook" || name == "book":
		l.workbook(c, s)
		return xlsType
	case name == "powerpoint document":
		l.powerPoint(c, s)
		return pptType
	case strings.HasPrefix(name, "__substg1.0_") || name == "__properties_version1.0":
		l.outlook(c, s)
		return msgType
	case strings.HasPrefix(s.name, "䡀"): // the tables of Windows Installer
		l.mark(FileExecutable, "Windows Installer")
	}
	return ""
}

// inStream looks at a file that is a stream.
func (l *looker) inStream(c *compound, s stream) {
	b, err := c.read(s, maxStream)
	if err != nil {
		l.fault(err, OfficeDamaged)
		return
	}
	l.within(s.name, "", b)
}

// workbook looks at the records of an Excel file (MS-XLS, section 2.4): a password, macro
// sheets, links. They must be whole up to the end of the globals.
func (l *looker) workbook(c *compound, s stream) {
	b, err := c.read(s, maxStream)
	if err != nil {
		l.fault(err, OfficeDamaged)
		return
	}
	globals := true
	for len(b) >= 4 {
		kind, n := le.Uint16(b), int(le.Uint16(b[2:]))
		if len(b) < 4+n {
			if globals {
				l.mark(OfficeDamaged, s.name)
			}
			return
		}
		body := b[4 : 4+n]
		switch {
		case kind == 0x0A:
			globals = false
		case kind == 0x2F:
			l.mark(OfficeEncrypted, s.name)
			return
		case kind == 0x85 && n >= 6 && body[5] == 1:
			l.mark(OfficeMacroSheet, s.name)
		case kind == 0x85 && n >= 6 && body[5] == 6:
			l.mark(OfficeMacro, s.name)
		case kind == 0x1AE && n >= 4 && le.Uint16(body[2:]) != 0x0401 && le.Uint16(body[2:]) != 0x3A01:
			l.supporting(body)
		}
		b = b[4+n:]
	}
}

// supporting looks at a SupBook record: a link to another workbook or, with the separator
// 3 in a text that is no path, to a DDE server (MS-XLS, sections 2.4.271 and 2.5.277). A
// path begins with 1.
func (l *looker) supporting(body []byte) {
	text := string(body[min(len(body), 5):])
	if len(body) > 4 && body[4]&1 != 0 {
		text = wide(body[5:])
	}
	if le.Uint16(body) == 0 && strings.ContainsRune(text, 3) && !strings.HasPrefix(text, "\x01") {
		l.mark(OfficeDDE, text)
	} else {
		l.mark(OfficeWorkbook, "")
	}
}

// powerPoint walks through the records of a PowerPoint file (MS-PPT, section 2.3.1), the
// containers among them too, for a macro project and embedded objects.
func (l *looker) powerPoint(c *compound, s stream) {
	b, err := c.read(s, maxStream)
	if err != nil {
		l.fault(err, OfficeDamaged)
		return
	}
	for len(b) >= 8 {
		record, kind, n := le.Uint16(b), le.Uint16(b[2:]), int64(le.Uint32(b[4:]))
		if kind == 0x0400 && len(b) >= 16 && (le.Uint32(b[8:]) != 0 || le.Uint32(b[12:]) != 0) {
			l.mark(OfficeMacro, s.name) // a VBAInfoAtom with a project
		}
		if kind == 0x2F14 {
			l.mark(OfficeEncrypted, s.name)
		}
		if b = b[8:]; kind == 0x1011 {
			l.slideObject(s.name, record>>4, b[:min(n, int64(len(b)))])
		}
		if record&0xf != 0xf {
			b = b[min(n, int64(len(b))):]
		}
	}
}

// slideObject looks at an object in a presentation (MS-PPT, section 2.10.34), which is
// deflated if its instance is 1.
func (l *looker) slideObject(name string, instance uint16, data []byte) {
	if instance == 1 && len(data) > 4 {
		data = inflate(data[4:], maxPDFStream)
	}
	if len(data) > maxPDFStream {
		l.mark(FileBomb, name)
	} else if err := l.spend(int64(len(data))); err != nil {
		l.fault(err, FileBomb)
	} else {
		l.within(name, "", data)
	}
}
