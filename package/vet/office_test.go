package vet_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"yoshiki/package/vet"
)

// skeleton is a Word file that is complete and empty.
var skeleton = map[string]string{
	"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
	"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
	"word/document.xml":   `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>本文 &amp; more</w:t></w:r></w:p></w:body></w:document>`,
}

// office is the skeleton with other parts.
func office(parts map[string]string) []byte {
	all := maps.Clone(skeleton)
	maps.Copy(all, parts)
	var a archive
	for _, name := range slices.Sorted(maps.Keys(all)) {
		a.entries = append(a.entries, text(name, all[name]))
	}
	return a.bytes()
}

// recipe reads a Word file from a txtar archive: its parts, in place of the skeleton's
// or beside them. A part whose name ends in " utf-16" is written so.
func recipe(t testing.TB, file string) []byte {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range a.Files {
		name, wide := strings.CutSuffix(f.Name, " utf-16")
		if parts[name] = strings.TrimSuffix(string(f.Data), "\n"); wide {
			b := []byte{0xff, 0xfe}
			for _, u := range utf16.Encode([]rune(parts[name])) {
				b = le.AppendUint16(b, u)
			}
			parts[name] = string(b)
		}
	}
	return office(parts)
}

// TestHostileOffice makes every recipe of testdata/hostile/office. What must be found
// stands in the name of the recipe up to "_"; nothing else may be.
func TestHostileOffice(t *testing.T) {
	files, err := filepath.Glob("../../testdata/hostile/office/*.txtar")
	if err != nil || len(files) < 40 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			class, _, _ := strings.Cut(name, "_")
			var want, got []string
			if class != "none" {
				want = []string{class}
			}
			for _, m := range look(recipe(t, file), "a.docx").Marks {
				if !slices.Contains(got, string(m.Class)) {
					got = append(got, string(m.Class))
				}
			}
			if class == "office-damaged" && strings.HasSuffix(name, "types") {
				got = slices.DeleteFunc(got, func(c string) bool { return c == string(vet.FileMismatch) })
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestNestedOffice holds what lies inside embedded files.
func TestNestedOffice(t *testing.T) {
	macro := office(map[string]string{"word/vbaProject.bin": "x"})
	wantClass(t, office(map[string]string{"word/embeddings/a.docx": string(macro)}), "a.docx", vet.OfficeMacro)
	wantClass(t, office(map[string]string{"word/media/image1.png": string(compoundFile("WordDocument", "VBA"))}), "a.docx", vet.OfficeMacro)
	wantClass(t, office(map[string]string{"word/embeddings/oleObject1.bin": string(compoundFile("\x01Ole10Native"))}), "a.docx", vet.OfficeProgram)
	v := look(macro, "a.docx")
	if v.MediaType != "application/vnd.openxmlformats-officedocument.wordprocessingml.document" {
		t.Error(v.MediaType)
	}
}

// TestDeflatedPictures holds that a deflated metafile of Office is none of the archives
// that are not looked into.
func TestDeflatedPictures(t *testing.T) {
	packed := func(data string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(data)) // into memory
		_ = z.Close()
		return b.String()
	}
	for _, c := range []struct {
		name, data string
		want       []vet.Class
	}{
		{"word/media/a.emz", packed("\x01\x00\x00\x00l\x00\x00\x00"), nil},
		{"word/media/a.emf", metafile + string(honestPDF()), nil},
		{"word/media/a.wmz", packed("\xd7\xcd\xc6\x9a"), nil},
		{"word/media/a.emz", packed("MZ\x00\x01"), []vet.Class{vet.FileExecutable}},
		{"word/media/a.emz", packed(strings.Repeat(" ", 1<<20)), []vet.Class{vet.FileBomb}},
		{"word/media/a.emz", packed("text")[:14], []vet.Class{vet.OfficeDamaged}},
		{"word/media/a.emz", packed("text")[:4], []vet.Class{vet.OfficeDamaged}},
		{"word/media/a.gz", packed("text"), []vet.Class{vet.ArchiveKind}},
	} {
		if diff := cmp.Diff(c.want, classes(look(office(map[string]string{c.name: c.data}), "a.docx"))); diff != "" {
			t.Errorf("%s %q: %s", c.name, c.data, diff)
		}
	}
}

func TestOpenDocument(t *testing.T) {
	make := func(more ...entry) []byte {
		return of(append([]entry{{name: "mimetype", data: []byte("application/vnd.oasis.opendocument.text"), stored: true},
			text("content.xml", "<a/>"), text("META-INF/manifest.xml", "<a/>")}, more...)...).bytes()
	}
	if v := look(make(), "a.odt"); len(v.Marks) > 0 || v.MediaType != "application/vnd.oasis.opendocument.text" {
		t.Error(v)
	}
	wantClass(t, make(text("Basic/Standard/Module1.xml", "<a/>")), "a.odt", vet.OfficeMacro)
	wantClass(t, make(text("Scripts/python/a.py", "import os")), "a.odt", vet.OfficeMacro)
	if v := look(make(text("a.xml", `<a><p:event-listener xmlns:p="p" p:action="next-page"/></a>`), entry{name: "Configurations2/accelerator/current.xml"}), "a.odt"); len(v.Marks) > 0 {
		t.Error(v)
	}
	wantClass(t, make(text("a.xml", `<a><p:event-listener xmlns:p="p" p:action="execute"/></a>`)), "a.odt", vet.OfficeProgram)
	wantClass(t, make(text("a.xml", `<a><s:event-listener xmlns:s="s" s:language="ooo:script"/></a>`)), "a.odt", vet.OfficeMacro)
	wantClass(t, make(text("styles.xml", `<a><m:encryption-data xmlns:m="m"/></a>`)), "a.odt", vet.OfficeEncrypted)
	wantClass(t, make(text("settings.xml", `<!DOCTYPE a><a/>`)), "a.odt", vet.XMLDoctype)
}

// compoundFile is a compound file of 512-byte sectors with empty streams of these names.
func compoundFile(names ...string) []byte {
	return compoundWith(nil, names...)
}

// compoundWith has the content in the first stream.
func compoundWith(content []byte, names ...string) []byte {
	return compoundOf([][]byte{content}, names...)
}

// compoundOf has the contents in the first streams. The names behind them are of storages
// with something in them, or of empty ones if they end in "/".
func compoundOf(contents [][]byte, names ...string) []byte {
	const sector, fats, end = 512, 4, 0xfffffffe
	pad := func(b []byte) []byte { return append(b, make([]byte, (sector-len(b)%sector)%sector)...) }
	var directory, body []byte
	add := func(name string, kind byte, child, first uint32, size int) {
		d := make([]byte, 128)
		units := utf16.Encode([]rune(name))
		for i, u := range units {
			le.PutUint16(d[2*i:], u)
		}
		le.PutUint16(d[64:], uint16(2*len(units)+2))
		d[66] = kind
		le.PutUint32(d[76:], child)
		le.PutUint32(d[116:], first)
		le.PutUint64(d[120:], uint64(size))
		directory = append(directory, d...)
	}
	fat := bytes.Repeat(le.AppendUint32(nil, 0xfffffffd), fats)
	chain := func(n int) {
		from := len(fat) / 4
		for i := range n {
			next := uint32(from + i + 1)
			if i == n-1 {
				next = end
			}
			fat = le.AppendUint32(fat, next)
		}
	}
	add("Root Entry", 5, 1, end, 0)
	for i, name := range names {
		switch short, empty := strings.CutSuffix(name, "/"); {
		case i < len(contents) && len(contents[i]) > 0:
			content := pad(bytes.Clone(contents[i]))
			add(name, 2, 0xffffffff, uint32(fats+len(body)/sector), len(contents[i]))
			chain(len(content) / sector)
			body = append(body, content...)
		case empty:
			add(short, 1, 0xffffffff, end, 0)
		default:
			add(name, 1, 1, end, 0)
		}
	}
	directory = pad(directory)
	start := uint32(fats + len(body)/sector)
	chain(len(directory) / sector)
	for len(fat) < fats*sector {
		fat = le.AppendUint32(fat, 0xffffffff)
	}
	h := make([]byte, sector)
	copy(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(h[24:], 0x3e)
	le.PutUint16(h[26:], 3)
	le.PutUint16(h[28:], 0xfffe)
	le.PutUint16(h[30:], 9)
	le.PutUint16(h[32:], 6)
	le.PutUint32(h[44:], fats)
	le.PutUint32(h[48:], start)
	le.PutUint32(h[60:], end)
	le.PutUint32(h[68:], end)
	for i := 76; i < sector; i += 4 {
		le.PutUint32(h[i:], 0xffffffff)
	}
	for i := range uint32(fats) {
		le.PutUint32(h[76+4*i:], i)
	}
	return slices.Concat(h, fat, body, directory)
}

// record is a record of a workbook.
func record(kind int, body ...byte) []byte {
	return append(le.AppendUint16(le.AppendUint16(nil, uint16(kind)), uint16(len(body))), body...)
}

func TestLegacyOffice(t *testing.T) {
	sheet := func(kind byte) []byte { return record(0x85, 0, 0, 0, 0, 0, kind, 1, 0, 'a') }
	for i, c := range []struct {
		name  string
		data  []byte
		class vet.Class
	}{
		{"a.doc", compoundFile("WordDocument"), vet.OfficeDamaged}, // shorter than its header
		{"a.doc", compoundWith(make([]byte, 100), "WordDocument"), vet.OfficeLegacy},
		{"a.doc", compoundWith(make([]byte, 100), "WordDocument", "Macros", "VBA"), vet.OfficeMacro},
		{"a.doc", compoundWith([]byte("0123456789\x00\x01 and so on to the end of it"), "WordDocument"), vet.OfficeEncrypted},
		{"a.xls", compoundWith(sheet(0), "Workbook"), vet.OfficeLegacy},
		{"a.xls", compoundWith(sheet(0), "Workbook", "_VBA_PROJECT_CUR"), vet.OfficeMacro},
		{"a.xls", compoundWith(sheet(1), "Workbook"), vet.OfficeMacroSheet},
		{"a.xls", compoundWith(record(0x2f, 0, 0), "Workbook"), vet.OfficeEncrypted},
		{"a.xls", compoundWith(record(0x1ae, 1, 0, 4, 0, 0, 'a', 'b'), "Workbook"), vet.OfficeWorkbook},
		{"a.xls", compoundWith(record(0x1ae, 0, 0, 9, 0, 0, 'c', 'm', 'd', 3, '/', 'c'), "Workbook"), vet.OfficeDDE},
		{"a.ppt", compoundWith([]byte{0xf, 0, 0xe8, 3, 28, 0, 0, 0, 0xf, 0, 0xff, 3, 20, 0, 0, 0, 2, 0, 0, 4, 12, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0}, "PowerPoint Document"), vet.OfficeMacro},
		{"a.docx", compoundFile("EncryptionInfo", "EncryptedPackage"), vet.OfficeEncrypted},
		{"a.msi", compoundFile("䡀㬿"), vet.FileExecutable},
		{"a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more"), vet.OfficeDamaged},
	} {
		t.Run(fmt.Sprint(i, c.class), func(t *testing.T) { wantClass(t, c.data, c.name, c.class) })
	}
}

// TestHonestOffice holds that nothing is marked in the Word and Excel files of the samples.
func TestHonestOffice(t *testing.T) {
	for _, pattern := range []string{"../../testdata/cases/*/*.docx", "../../testdata/cases/*/*.xlsx"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if v := look(data, filepath.Base(file)); v.Policy() == vet.Refuse || v.Policy() == vet.Note {
				t.Errorf("%s: %v", file, v.Marks)
			}
		}
	}
}
