package vet_test

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/vet"
)

// activeMime wraps and deflates a file as Word 2003 does.
func activeMime(data []byte) []byte {
	b := bytes.NewBufferString("ActiveMime")
	b.Write(make([]byte, 0x32-b.Len()))
	le.PutUint16(b.Bytes()[0x1e:], 4)
	w := zlib.NewWriter(b)
	_, _ = w.Write(data) // into memory
	_ = w.Close()
	return b.Bytes()
}

// TestFlatOffice holds what is found in Office files that are one XML file.
func TestFlatOffice(t *testing.T) {
	const word = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">%s</w:wordDocument>`
	const packed = `<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xml&#80;ackage">%s</pkg:package>`
	const book = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="s">%s</Workbook>`
	const openFlat = `<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">%s</office:document>`
	in64 := func(data []byte) string { return base64.StdEncoding.EncodeToString(data) }
	macro := compoundFile("VBA")
	bare := activeMime(nil)[:0x32]
	for name, c := range map[string]struct {
		format, body string
		more         []vet.Class // besides that it is an older format
	}{
		"word":                      {word, `<w:body><w:t>text</w:t></w:body>`, nil},
		"word, DDE":                 {word, `<w:fldChar w:fldCharType="begin"/><w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText>`, []vet.Class{vet.OfficeDDE}},
		"word, macro":               {word, `<w:binData w:name="editdata.mso">` + in64(activeMime(macro)) + `</w:binData>`, []vet.Class{vet.OfficeMacro}},
		"word, macro damaged":       {word, `<w:binData w:name="editdata.mso">` + in64(bare) + `</w:binData>`, []vet.Class{vet.OfficeMacro}},
		"word, macro cut":           {word, `<w:binData w:name="editdata.mso">` + in64(bare[:20]) + `</w:binData>`, []vet.Class{vet.OfficeMacro}},
		"word, program":             {word, `<w:docOleData><w:binData w:name="oledata.mso">` + in64(activeMime(native("a.txt", `C:\a.txt`, "MZ\x00\x01"))) + `</w:binData></w:docOleData>`, []vet.Class{vet.FileExecutable, vet.OfficeEmbedding}},
		"word, program by its name": {word, `<w:docOleData><w:binData w:name="oledata.mso">` + in64(activeMime(native("a.exe", `C:\a.exe`, "text"))) + `</w:binData></w:docOleData>`, []vet.Class{vet.OfficeProgram}},
		"word, text":                {word, `<w:docOleData><w:binData w:name="oledata.mso">` + in64(activeMime(native("a.txt", `C:\a.txt`, "text"))) + `</w:binData></w:docOleData>`, []vet.Class{vet.OfficeEmbedding}},
		"word, program, bare":       {word, `<w:binData w:name="a.bin">` + in64([]byte("MZ\x00\x01")) + `</w:binData>`, []vet.Class{vet.FileExecutable}},
		"word, control":             {word, `<w:ocx w:classid="CLSID:00000000-0000-0000-0000-000000000000"/>`, []vet.Class{vet.OfficeActiveX}},
		"word, check box":           {word, `<w:ocx w:classid="CLSID:8BD21D40-EC42-11CE-9E0D-00AA006002F3"/>`, []vet.Class{vet.OfficeControl}},
		"word, binary damaged":      {word, `<w:binData w:name="editdata.mso">=</w:binData>`, []vet.Class{vet.OfficeDamaged}},
		"word, picture":             {word, `<w:binData w:name="a.png">` + in64([]byte(picture("png"))) + `</w:binData>`, nil},
		"word, not well-formed":     {word, `<w:body>`, []vet.Class{vet.OfficeDamaged}},
		"packed, macro":             {packed, `<pkg:part pkg:name="/word/vbaProject.bin" pkg:contentType="application/vnd.ms-office.vbaProject"/>`, []vet.Class{vet.OfficeMacro}},
		"packed, macro by content":  {packed, `<pkg:part pkg:name="/a"><pkg:binaryData>` + in64(macro) + `</pkg:binaryData></pkg:part>`, []vet.Class{vet.OfficeMacro}},
		"packed, template":          {packed, `<Relationship Type="t/attachedTemplate" TargetMode="External" Target="https://example.invalid/a"/>`, []vet.Class{vet.OfficeRemote}},
		"book":                      {book, `<Row><Cell ss:Formula="=IF(A1=&quot;|&quot;,1,2)"/></Row>`, nil},
		"book, DDE":                 {book, `<SupBook><Path>cmd|/c calc</Path></SupBook>`, []vet.Class{vet.OfficeDDE}},
		"book, DDE in a cell":       {book, `<Cell ss:Formula="=cmd|'/c calc'!A1"/>`, []vet.Class{vet.OfficeDDE}},
		"book, other book":          {book, `<SupBook><Path>C:\a.xls</Path></SupBook>`, []vet.Class{vet.OfficeWorkbook}},
		"book, entity":              {"<!DOCTYPE a>" + book[len(`<?xml version="1.0"?>`):], "", []vet.Class{vet.XMLDoctype}},
		"open, section":             {openFlat, `<a:section-source xmlns:a="a" a:href="https://example.invalid/a"/>`, []vet.Class{vet.OfficeRemote}},
		"open, module":              {openFlat, `<a:module xmlns:a="a" a:name="Module1">Sub Main</a:module>`, []vet.Class{vet.OfficeMacro}},
		"open, library":             {openFlat, `<a:library-embedded xmlns:a="a" a:name="Standard"/>`, nil},
		"open, older":               {`<office:document xmlns:office="http://openoffice.org/2000/office">%s</office:document>`, `<a:section-source xmlns:a="a" a:href="https://example.invalid/a"/>`, []vet.Class{vet.OfficeRemote}},
		"open, macro":               {openFlat, `<a:event-listener xmlns:a="a" a:language="ooo:script"/>`, []vet.Class{vet.OfficeMacro}},
	} {
		t.Run(name, func(t *testing.T) {
			got := classes(look(fmt.Appendf(nil, c.format, c.body), "a.xml"))
			want := slices.Sorted(slices.Values(append([]vet.Class{vet.OfficeLegacy}, c.more...)))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestNotFlat holds that other XML with such a root is other XML.
func TestNotFlat(t *testing.T) {
	for _, data := range []string{`<document/>`, `<package xmlns="http://www.idpf.org/2007/opf"/>`, `<Workbook><Cell Formula="a|b"/></Workbook>`} {
		if v := look([]byte(data), "a.xml"); len(v.Marks) > 0 || v.MediaType != "application/xml" {
			t.Errorf("%s: %v", data, v)
		}
	}
}
