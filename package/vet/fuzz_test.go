package vet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"yoshiki/package/vet"
)

// total fails if a file takes long, and unless the verdict is one that can be shown.
func total(t *testing.T, data []byte, name string) {
	t.Helper()
	begun := time.Now()
	v := look(data, name)
	if took := time.Since(begun); took > 6*vet.MaxTime { // on a machine with much to do
		t.Errorf("%d bytes took %s", len(data), took)
	}
	if v.MediaType == "" || v.Marks == nil {
		t.Error(v)
	}
	for _, m := range v.Marks {
		if vet.Display(m.Where) != m.Where && len(m.Where) < 120 {
			t.Errorf("%+q", m.Where)
		}
	}
}

func FuzzZip(f *testing.F) {
	for name, h := range hostile() {
		if len(h.data) < 10_000 {
			f.Add(h.data)
		} else if name == "" {
			f.Fatal("no name")
		}
	}
	f.Add(archive{}.bytes())
	f.Fuzz(func(t *testing.T, data []byte) { total(t, data, "a.zip") })
}

// FuzzXML puts the bytes into the places of a Word file that are read in different ways.
func FuzzXML(f *testing.F) {
	recipes, err := filepath.Glob("../../testdata/hostile/office/*.txtar")
	if err != nil || len(recipes) == 0 {
		f.Fatal(recipes, err)
	}
	for _, r := range recipes {
		data, err := os.ReadFile(r)
		if err != nil {
			f.Fatal(err)
		}
		if len(data) < 2000 {
			f.Add(string(data))
		}
	}
	f.Add(`<a b="&#65;" c='&lt;'><!-- - --><![CDATA[x]]><?p i?>text</a>`)
	f.Fuzz(func(t *testing.T, part string) {
		a := of(text("[Content_Types].xml", skeleton["[Content_Types].xml"]))
		for _, name := range []string{"word/document.xml", "word/_rels/document.xml.rels", "a.vml"} {
			a.entries = append(a.entries, entry{name: name, data: []byte(part), stored: true})
		}
		total(t, a.bytes(), "a.docx")
	})
}

func FuzzPDF(f *testing.F) {
	f.Add(honestPDF())
	f.Add(in("/OpenAction " + script))
	f.Add(with(packedObjects(script)))
	f.Add(updated(honestPDF(), 1, catalog))
	dict, data := objectStream(script)
	f.Add(with(streamOf("/LZWDecode", dict, lzw(data))))
	f.Add(with(flat(dict+" /DecodeParms << /Predictor 12 /Columns 16 >>", predicted(data))))
	f.Add(pdfWith("/Encrypt << /Filter /Standard /V 4 /R 4 /CF << /StdCF << /CFM /AESV2 >> >> /StmF /StdCF /O (x) /U (y) /P -4 >>", catalog, pages, page))
	f.Fuzz(func(t *testing.T, data []byte) { total(t, data, "a.pdf") })
}

func FuzzCompound(f *testing.F) {
	f.Add(compoundFile("WordDocument", "Macros"))
	f.Add(compoundWith(record(0x85, 0, 0, 0, 0, 0, 1, 1, 0, 'a'), "Workbook"))
	f.Add(word97("\x13 D", "DE", "AUTO cmd \x15"))
	f.Add(native("a.txt", `C:\a.txt`, "text"))
	f.Add(slides(1, native("a.txt", "a.txt", "text")))
	f.Fuzz(func(t *testing.T, data []byte) { total(t, data, "a.xls") })
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"a,b\n=1+1,2\n", "<html onload=x>", "{\\rtf1{\\object\\objdata 00}}", "\xff\xfea\x00",
		`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Path>a|b</Path><binData name="a.mso">QWN0aXZlTWltZQ==</binData></Workbook>`, "\x82\xa0", "BM", "GIF89a"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { total(t, data, "a.csv") })
}

// FuzzMessage looks at mails, Rich Text and pages.
func FuzzMessage(f *testing.F) {
	for _, kind := range []string{"message", "rtf", "page"} {
		a, err := txtar.ParseFile("../../testdata/hostile/files/" + kind + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, sample := range a.Files {
			f.Add(sample.Data, sample.Name[strings.LastIndexByte(sample.Name, '.'):])
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, extension string) { total(t, data, "a"+extension) })
}
