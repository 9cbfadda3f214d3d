package vet_test

import (
	"bytes"
	"errors"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/vet"
)

func TestTypes(t *testing.T) {
	for _, c := range []struct {
		name, content, mediaType string
		class                    vet.Class // "" if nothing but names may be marked
	}{
		{"a.txt", "text\n", "text/plain", ""},
		{"a.txt", "日本語の文\n", "text/plain", ""},
		{"a.txt", "\x93\xfa\x96\x7b\x8c\xea", "text/plain", ""},              // Shift_JIS
		{"a.txt", "\xff\xfe\xe5\x65\x2c\x67", "text/plain", ""},              // UTF-16
		{"a.txt", "\xef\xbb\xbfa,b\n", "text/plain", ""},                     // with its mark
		{"a.csv", "a,b\n-1,+2.5\n-,=\n—,−3\n", "text/csv", ""},               // numbers and dashes
		{"a.csv", "電話,+81-3-0000-0000\n", "text/csv", ""},                    // a telephone number
		{"a.csv", "a\n=HYPERLINK(\"x\")\n", "text/csv", vet.FileFormula},     //
		{"a.csv", "a,\"@SUM(1)\"\n", "text/csv", vet.FileFormula},            //
		{"a.csv", "a,-2+3+cmd|' /C calc'!A0\n", "text/csv", vet.FileFormula}, //
		{"a.tsv", "a\t=1+1\n", "text/csv", vet.FileFormula},
		{"a.json", "{}", "application/json", ""},
		{"a.yaml", "a: 1\n", "application/yaml", ""},
		{"a.eml", "From: a\n\nb\n", "message/rfc822", ""},
		{"a.xml", `<?xml version="1.0"?><a/>`, "application/xml", ""},
		{"a.html", "<html><body><p>text</p></body></html>", "text/html", ""},
		{"a.html", "<html><script>1</script></html>", "text/html", vet.FileMarkup},
		{"a.html", "<html><body onload=x></html>", "text/html", vet.FileMarkup},
		{"a.html", `<html><meta http-equiv="refresh" content="0">`, "text/html", vet.FileMarkup},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>`, "image/svg+xml", ""},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:x"/></svg>`, "image/svg+xml", vet.FileMarkup},
		{"a.xml", `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>`, "application/xml", vet.FileMarkup},
		{"a.xml", `<?xml version="1.0"?><r><object id="o"/><embed once="1"/><script/></r>`, "application/xml", ""},
		{"a.xml", `<?xml version="1.0"?><r><h:script xmlns:h="http://www.w3.org/1999/xht&#109;l">1</h:script></r>`, "application/xml", vet.FileMarkup},
		{"a.xml", `<r><b xmlns="http://www.w3.org/2000/svg" onload="1"/></r>`, "application/xml", vet.FileMarkup},
		{"a.xml", `<?xml version="1.0"?><s:Envelope xmlns:s="s"><s:Body><object/></s:Body></s:Envelope>`, "application/xml", ""},
		{"a.xml", `<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body><h:script/></h:body></h:html>`, "text/html", vet.FileMarkup},
		{"a.htm", `<r><x onload="1"></r>`, "text/plain", vet.FileMarkup},
		{"a", `<script>1</script>`, "text/plain", vet.FileMarkup},
		{"a.xml", `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="a.xsl"?><a/>`, "application/xml", ""},
		{"a.xml", `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="https://example.invalid/a.xsl"?><a/>`, "application/xml", vet.FileMarkup},
		{"a.xml", `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#a"?><a/>`, "application/xml", vet.FileMarkup},
		{"a.exe", "MZ\x90\x00\x03", "application/x-msdownload", vet.FileExecutable},
		{"a.pdf", "MZ\x90\x00\x03", "application/x-msdownload", vet.FileExecutable},
		{"a.txt", "#!/bin/sh\n", "text/x-shellscript", vet.FileExecutable},
		{"a.bin", "\x7fELF\x02", "application/x-elf", vet.FileExecutable},
		{"a.js", "alert(1)", "text/plain", vet.FileExecutable},
		{"a.bat", "echo", "text/plain", vet.FileExecutable},
		{"a.lnk", "L\x00\x00\x00\x01\x14\x02\x00\x00", "application/x-ms-shortcut", vet.FileExecutable},
		{"MZ.txt", "MZ is how this text begins", "text/plain", ""},
		{"BM.txt", "BM is how this text begins", "text/plain", ""},
		{"a.7z", "7z\xbc\xaf\x27\x1c\x00", "application/x-7z-compressed", vet.ArchiveKind},
		{"a.rar", "Rar!\x1a\x07\x00", "application/vnd.rar", vet.ArchiveKind},
		{"a.gz", "\x1f\x8b\x08", "application/gzip", vet.ArchiveKind},
		{"a.lzh", "\x20\x00-lh5-", "application/x-lzh-compressed", vet.ArchiveKind},
		{"a.tar", strings.Repeat("\x00", 257) + "ustar\x00", "application/x-tar", vet.ArchiveKind},
		{"a.pdf", "\x00\x01\x02\x03", "application/octet-stream", vet.FileUnknown},
		{"a.pdf", "text", "text/plain", vet.FileMismatch},
		{"a.docx", string(honestPDF()), "application/pdf", vet.FileMismatch},
		{"a.pdf", string(office(nil)), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", vet.FileMismatch},
		{"a.pdf", "1 0 obj is no PDF", "application/pdf", vet.PDFDamaged},
		{"a.pdf", strings.Repeat(" \x00", 1<<19) + "1 0 obj", "application/pdf", vet.PDFDamaged},
		{"a.pdf", strings.Repeat("\x00obj", 1<<19), "application/octet-stream", vet.FileUnknown},
		{"a.pdf", picture("gif") + "1 0 obj", "image/gif", vet.FilePolyglot},
		{"a.png", picture("jpeg"), "image/jpeg", vet.FileMismatch},
		{"a.png", picture("png"), "image/png", ""},
		{"a.jpeg", picture("jpeg"), "image/jpeg", ""},
		{"a.gif", picture("gif"), "image/gif", ""},
		{"a.png", picture("png")[:20], "image/png", vet.FileDamaged},
		{"a.png", wide(picture("png")), "image/png", vet.FileBomb},
		{"a.emf", metafile, "image/emf", ""},
		{"a.emf", metafile + string(honestPDF()), "image/emf", vet.FilePolyglot},
		{"a.tif", "II*\x00\x08\x00\x00\x00", "image/tiff", ""},
		{"a.txt", "", "application/octet-stream", vet.FileEmpty},
		{"a.rtf", `{\rtf1 text}`, "application/rtf", vet.OfficeLegacy},
		{"a.rtf", `{\rtf1{\object\objemb 00}}`, "application/rtf", vet.OfficeEmbedding},
		{"a.rtf", `{\rtf1{\object\objemb{\*\objdata 00}}}`, "application/rtf", vet.OfficeProgram},
		{"a.rtf", `{\rtf1{\*\template https://example.invalid/a.dotm}}`, "application/rtf", vet.OfficeRemote},
		{"a.rtf", `{\rtf1{\field{\*\fldinst DDEAUTO cmd}}}`, "application/rtf", vet.OfficeDDE},
		{"a.png", picture("png") + string(named("evil.exe").bytes()), "image/png", vet.FilePolyglot},
		{"a.gif", picture("gif") + string(honestPDF()), "image/gif", vet.FilePolyglot},
		{"a.txt", "%PDF-1.7 is how every PDF begins\n", "application/pdf", vet.PDFDamaged},
		{"b.txt", "A PDF begins with %PDF-1.7\n", "text/plain", ""},
	} {
		v := look([]byte(c.content), c.name)
		if v.MediaType != c.mediaType || c.class != "" && !has(v, c.class) || c.class == "" && len(v.Marks) > 0 {
			t.Errorf("%s %.40q: %s %v, want %s %s", c.name, c.content, v.MediaType, v.Marks, c.mediaType, c.class)
		}
	}
}

// metafile is the beginning of a picture of Windows.
const metafile = "\x01\x00\x00\x00l\x00\x00\x00                                 EMF\x00\x00\x01\x00"

// picture is an image of 3 × 2 points.
func picture(kind string) string {
	m := image.NewGray(image.Rect(0, 0, 3, 2))
	var b bytes.Buffer
	switch kind {
	case "png":
		_ = png.Encode(&b, m) // into memory
	case "jpeg":
		_ = jpeg.Encode(&b, m, nil)
	case "gif":
		_ = gif.Encode(&b, m, nil)
	}
	return b.String()
}

// wide is a PNG file that claims 100,000 × 100,000 points.
func wide(file string) string {
	b := []byte(file)
	copy(b[16:], "\x00\x01\x86\xa0\x00\x01\x86\xa0")
	sum := crc32.ChecksumIEEE(b[12:29])
	copy(b[29:], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	return string(b)
}

// TestPolicies holds that every class has a policy and a name that can be part of an id.
func TestPolicies(t *testing.T) {
	for _, c := range vet.Classes() {
		if p := c.Policy(); !slices.Contains([]vet.Policy{vet.Refuse, vet.Note, vet.Record}, p) {
			t.Errorf("%s: %q", c, p)
		}
		if strings.Trim(string(c), "abcdefghijklmnopqrstuvwxyz-") != "" {
			t.Errorf("%q", c)
		}
	}
	if vet.Class("unheard-of").Policy() != vet.Refuse {
		t.Error("an unknown class is taken")
	}
}

// TestLargePDF holds that a file that is too large to be held in memory is not read.
func TestLargePDF(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "a.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString("%PDF-1.7\n")
	if err = errors.Join(err, f.Truncate(vet.MaxEntry+1)); err != nil {
		t.Fatal(err)
	}
	if v := vet.Look(f, vet.MaxEntry+1, "a.pdf"); !has(v, vet.FileSize) {
		t.Error(v)
	}
	if _, err := f.WriteAt([]byte("no header"), 0); err != nil {
		t.Fatal(err)
	}
	if v := vet.Look(f, vet.MaxEntry+1, "a.pdf"); !has(v, vet.FileSize) {
		t.Error(v)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNestedArchive(t *testing.T) {
	v := look(of(entry{name: "a.zip", data: of(text("b.txt", "x")).bytes()}).bytes(), "a.zip")
	want := []vet.Mark{{Class: vet.ArchiveNested, Where: "a.zip"}}
	if diff := cmp.Diff(want, v.Marks); diff != "" || v.Policy() != vet.Note {
		t.Error(diff)
	}
}
