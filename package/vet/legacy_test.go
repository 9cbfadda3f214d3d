package vet_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/vet"
)

// packaged is a file as Windows' packager embeds it.
func packaged(name, source, temporary string, kind uint16, data string) []byte {
	b := le.AppendUint16([]byte{0, 0, 0, 0}, 2)
	b = append(b, name+"\x00"+source+"\x00\x00\x00"...)
	b = le.AppendUint16(b, kind)
	b = le.AppendUint32(b, uint32(len(temporary)+1))
	b = append(b, temporary+"\x00"...)
	return append(le.AppendUint32(b, uint32(len(data))), data...)
}

func native(name, temporary, data string) []byte {
	return compoundOf([][]byte{packaged(name, name, temporary, 3, data)}, "\x01Ole10Native")
}

func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = le.AppendUint16(b, u)
	}
	return b
}

// word97 is a Word file whose text is in these pieces, every other one in UTF-16; they lie
// in the file in the opposite order.
func word97(pieces ...string) []byte {
	doc, table := word97Streams(pieces...)
	return compoundOf([][]byte{doc, table}, "WordDocument", "1Table")
}

func word97Streams(pieces ...string) (doc, table []byte) {
	doc = make([]byte, 0x200)
	le.PutUint16(doc[0x0a:], 0x200)
	places := make([]uint32, len(pieces))
	for i, p := range slices.Backward(pieces) {
		if places[i] = uint32(2*len(doc)) | 0x40000000; i%2 == 1 {
			places[i] = uint32(len(doc))
			doc = append(doc, utf16le(p)...)
		} else {
			doc = append(doc, p...)
		}
	}
	table = []byte{1, 1, 0, 'x', 2, 0, 0, 0, 0}
	at := uint32(0)
	for _, p := range pieces {
		table = le.AppendUint32(table, at)
		at += uint32(len(p))
	}
	table = le.AppendUint32(table, at)
	for _, place := range places {
		table = append(le.AppendUint32(append(table, 0, 0), place), 0, 0)
	}
	le.PutUint32(doc[0x1a6:], uint32(len(table)))
	return doc, table
}

// word95 is a Word file of a version before 97.
func word95(text string) []byte {
	doc := make([]byte, 0x20)
	le.PutUint32(doc[0x18:], 0x20)
	le.PutUint32(doc[0x1c:], uint32(0x20+len(text)))
	return compoundWith(append(doc, text...), "WordDocument")
}

// slides is a presentation with an object in it, as it is and deflated.
func slides(instance byte, object []byte) []byte {
	if instance == 1 {
		var b bytes.Buffer
		b.Write(le.AppendUint32(nil, uint32(len(object))))
		w := zlib.NewWriter(&b)
		_, _ = w.Write(object) // into memory
		_ = w.Close()
		object = b.Bytes()
	}
	return compoundWith(append(le.AppendUint32([]byte{instance << 4, 0, 0x11, 0x10}, uint32(len(object))), object...), "PowerPoint Document")
}

// binaryLink is the part of a binary workbook that links to something.
func binaryLink(kind uint16, target string) string {
	b := le.AppendUint16([]byte("\xe8\x02\x81\x01"), kind)
	b = le.AppendUint32(b, uint32(len(target)))
	return string(append(b, utf16le(target)...))
}

// TestLegacyParts holds what is found in the parts of older files, and nothing else is.
func TestLegacyParts(t *testing.T) {
	path := func(ctab byte, text string) []byte {
		return compoundWith(record(0x1ae, append([]byte{ctab, 0, byte(len(text)), 0, 1}, utf16le(text)...)...), "Workbook")
	}
	junk := append(append(record(0x809, 0, 6, 5, 0), record(0x0a)...), 0, 0, 0, 0xff, 1)
	doc, table := word97Streams("\x13 DDE cmd \x15")
	bitmap := append(le.AppendUint32(nil, 26), "BM\x1a\x00\x00\x00\x00\x00\x00\x00\x1a\x00\x00\x00\x0c\x00\x00\x00\x00\x00\x00\x00\x01\x00\x18\x00"...)
	for name, c := range map[string]struct {
		data []byte
		want []vet.Class
	}{
		"picture of Paint":              {compoundOf([][]byte{bitmap}, "\x01Ole10Native"), []vet.Class{vet.OfficeEmbedding}},
		"table of another file first":   {compoundOf([][]byte{doc, []byte("other"), table}, "WordDocument", "1Table", "1Table"), []vet.Class{vet.OfficeDDE, vet.OfficeLegacy}},
		"DDE in pieces":                 {word97("text \x13 D", "DE", "AUTO cmd \x14 x \x15"), []vet.Class{vet.OfficeDDE, vet.OfficeLegacy}},
		"DDE of old":                    {word95("\x13DDE cmd /c\x15"), []vet.Class{vet.OfficeDDE, vet.OfficeLegacy}},
		"text from a server":            {word97("\x13 INCLUDETEXT \"https://example.invalid/a.doc\" \x15"), []vet.Class{vet.OfficeLegacy, vet.OfficeRemote}},
		"address":                       {word97("\x13 HYPERLINK \"https://example.invalid\" \x14DDEAUTO\x15 DDE cmd"), []vet.Class{vet.OfficeLegacy}},
		"pieces outside the file":       {bytes.Replace(word97("text"), le.AppendUint32(nil, 0x40000400), []byte("\xff\xff\xff\x7f"), 1), []vet.Class{vet.OfficeDamaged, vet.OfficeLegacy}},
		"workbook, path":                {path(0, "\x01\x01@server\x03share\x03a.xls"), []vet.Class{vet.OfficeLegacy, vet.OfficeWorkbook}},
		"workbook, DDE":                 {path(0, "cmd\x03/c calc"), []vet.Class{vet.OfficeDDE, vet.OfficeLegacy}},
		"workbook, bytes behind":        {compoundWith(junk, "Workbook"), []vet.Class{vet.OfficeLegacy}},
		"workbook, cut":                 {compoundWith(record(0x809, bytes.Repeat([]byte{0}, 5000)...)[:4500], "Workbook"), []vet.Class{vet.OfficeDamaged, vet.OfficeLegacy}},
		"macros, none":                  {compoundWith(make([]byte, 100), "WordDocument", "Macros/", "VBA/"), []vet.Class{vet.OfficeLegacy}},
		"text, embedded":                {native("a.txt", `C:\a.txt`, "text"), []vet.Class{vet.OfficeEmbedding}},
		"script, embedded":              {native("a.js", `C:\a.js`, "text"), []vet.Class{vet.OfficeProgram}},
		"script by its other name":      {native("a.txt", `C:\a.vbs`, "text"), []vet.Class{vet.OfficeProgram}},
		"program by its content":        {native("a.txt", `C:\a.txt`, "MZ\x00\x01"), []vet.Class{vet.FileExecutable, vet.OfficeEmbedding}},
		"embedded as a link":            {compoundOf([][]byte{packaged("a.txt", "a.txt", "a.txt", 1, "")}, "\x01Ole10Native"), []vet.Class{vet.OfficeProgram}},
		"embedded, too short":           {compoundOf([][]byte{bytes.Replace(packaged("a.txt", "a.txt", "a.txt", 3, "abc"), []byte("\x03\x00\x00\x00abc"), []byte("\x04\x00\x00\x00abc"), 1)}, "\x01Ole10Native"), []vet.Class{vet.OfficeProgram}},
		"PDF of Acrobat":                {compoundWith(honestPDF(), "CONTENTS"), []vet.Class{vet.OfficeEmbedding}},
		"PDF of Acrobat, with a script": {compoundWith(with(script), "CONTENTS"), []vet.Class{vet.OfficeEmbedding, vet.PDFJavaScript}},
		"control":                       {compoundWith([]byte("x"), "contents"), []vet.Class{vet.OfficeActiveX}},
		"slides, text":                  {slides(0, native("a.txt", "a.txt", "text")), []vet.Class{vet.OfficeEmbedding, vet.OfficeLegacy}},
		"slides, macro":                 {slides(1, compoundFile("VBA")), []vet.Class{vet.OfficeEmbedding, vet.OfficeLegacy, vet.OfficeMacro}},
		"slides, program":               {slides(1, native("a.exe", "a.exe", "MZ")), []vet.Class{vet.OfficeEmbedding, vet.OfficeLegacy, vet.OfficeProgram}},
		"slides, bomb":                  {slides(1, make([]byte, 65<<20)), []vet.Class{vet.FileBomb, vet.OfficeLegacy}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, classes(look(c.data, "a"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// classes are those of a verdict, each once.
func classes(v vet.Verdict) []vet.Class {
	var all []vet.Class
	for _, m := range v.Marks {
		all = append(all, m.Class)
	}
	return slices.Compact(all)
}

// TestBinaryLinks holds what a binary workbook links to.
func TestBinaryLinks(t *testing.T) {
	for kind, class := range []vet.Class{vet.OfficeWorkbook, vet.OfficeDDE, vet.OfficeLink} {
		v := look(office(map[string]string{"xl/a.bin": binaryLink(uint16(kind), "cmd /c")}), "a.docx")
		if diff := cmp.Diff([]vet.Mark{{Class: class, Where: "cmd /c"}}, v.Marks); diff != "" {
			t.Error(diff)
		}
	}
	for _, data := range []string{"\xe8\x02", "\xe8\x02\x80", binaryLink(3, "x"), "\xe8\x02\x07\x01\x00\xff\xff\xff\xff"} {
		want := []vet.Class(nil)
		if len(data) == 9 {
			want = []vet.Class{vet.OfficeDDE}
		}
		if diff := cmp.Diff(want, classes(look(office(map[string]string{"xl/a.bin": data}), "a.docx"))); diff != "" {
			t.Errorf("%q: %s", data, diff)
		}
	}
}

// TestMainTypes holds that all kinds of Office files are known.
func TestMainTypes(t *testing.T) {
	for content, want := range map[string]string{
		"application/vnd.ms-visio.drawing.main+xml":                      "application/vnd.ms-visio.drawing",
		"application/vnd.ms-visio.drawing.macroEnabled.main+xml":         "application/vnd.ms-visio.drawing.macroEnabled.12",
		"application/vnd.ms-powerpoint.template.macroEnabled.main+xml":   "application/vnd.ms-powerpoint.template.macroEnabled.12",
		"application/vnd.ms-powerpoint.addin.macroEnabled.main+xml":      "application/vnd.ms-powerpoint.addin.macroEnabled.12",
		"application/vnd.ms-package.xps-fixeddocumentsequence+xml":       "application/vnd.ms-xpsdocument",
		"application/vnd.ms-excel.sheet.binary.macroEnabled.main":        "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
		"application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "application/vnd.ms-word.template.macroEnabled.12",
	} {
		types := fmt.Sprintf(`<Types><Override PartName="/a.xml" ContentType="%s"/></Types>`, content)
		if v := look(office(map[string]string{"[Content_Types].xml": types}), "a.bin"); v.MediaType != want || len(v.Marks) > 0 {
			t.Errorf("%s: %v", content, v)
		}
	}
}
