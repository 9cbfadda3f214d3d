package fill_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"yoshiki/forms"
	"yoshiki/forms/fill"
	"yoshiki/templates"
)

// TestSamples fills each sheet in testdata. A sample has the parts of a file that are not those of
// every file; "want/<part>" is what a part becomes, every other part stays byte for byte; "fault" is
// what is said of a sheet that is refused, in English.
func TestSamples(t *testing.T) {
	names, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(names) < 10 {
		t.Fatal(names, err)
	}
	form := trial(t)
	for _, name := range names {
		t.Run(strings.TrimPrefix(name, "testdata/"), func(t *testing.T) {
			t.Parallel()
			parts, wanted, fault := sample(t, name)
			data := zipped(t, parts)
			got, err := fillIn(form, data)
			if fault != "" || err != nil {
				if err == nil || !strings.Contains(err.Error(), fault) || fault == "" {
					t.Fatalf("said %v, want %q", err, fault)
				}
				return
			}
			compareParts(t, parts, wanted, got)
			if again, err := fillIn(form, data); err != nil || !bytes.Equal(again, got) {
				t.Error("filled again, it is another", err)
			}
		})
	}
}

func fillIn(form *forms.Filled, data []byte) ([]byte, error) {
	b, err := fill.Open(form.Definition, &forms.Sheet{Name: "sheet", Data: data})
	if err != nil {
		return nil, err
	}
	return b.Fill(form)
}

// trial is a form with a title alone, filled from a sample case, so that a sheet need show nothing.
func trial(t testing.TB) *forms.Filled {
	t.Helper()
	definition := `{id: 9-1, title: {ja: 試し書き, en: Trial, confirmed: true}, clause: "8.1", from: applicant, to: operations-support,
kind: sheet, subjects: [application], sections: [{name: 試し書き, blocks: [{title: 試し書き}]}]}`
	own := fstest.MapFS{"ismap-liu/2023-11-10/forms/9-1.yaml": {Data: []byte(definition)}}
	_, cs := opened(t, "small-saas")
	c, err := forms.Open(cs.Program, cs.Revision, templates.FS, own)
	if err != nil {
		t.Fatal(err)
	}
	f := &composed(t, c, "9-1", cs)[0]
	f.Document.Slice = "" // see TestSliceTravels
	return f
}

// base are the parts of every file, by format.
var base = map[string]map[string]string{
	"word": {
		"[Content_Types].xml":          `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`,
		"_rels/.rels":                  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`,
		"word/settings.xml":            `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>`,
	},
	"excel": {
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>` +
			`<Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/><Override PartName="/xl/ctrlProps/ctrlProp1.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/><Override PartName="/xl/ctrlProps/ctrlProp2.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/><Override PartName="/xl/ctrlProps/ctrlProp3.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="様式" sheetId="1" r:id="s1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="t/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="t/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="ss" Type="t/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="st" Type="t/styles" Target="styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`,
		"xl/styles.xml":              `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="3"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
	},
}

// wraps are the roots around what a sample has of a part.
var wraps = map[string][2]string{
	"word/document.xml":        {`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>`, `</w:body></w:document>`},
	"word/header1.xml":         {`<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`, `</w:hdr>`},
	"xl/worksheets/sheet1.xml": {`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">`, `</worksheet>`},
	"xl/sharedStrings.xml":     {`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`, `</sst>`},
}

// sample reads a sample: a part of it that does not begin with an XML head has a root put around it.
func sample(t testing.TB, name string) (parts, wanted map[string]string, fault string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	parts, wanted = map[string]string{}, map[string]string{}
	for key, part := range base[filepath.Base(filepath.Dir(name))] {
		parts[key] = part
	}
	for _, f := range txtar.Parse(data).Files {
		text := strings.TrimSuffix(string(f.Data), "\n")
		key, want := strings.CutPrefix(f.Name, "want/")
		if root, known := wraps[key]; known && !strings.HasPrefix(text, "<?") {
			text = root[0] + text + root[1]
		}
		switch {
		case key == "fault":
			fault = text
		case want:
			wanted[key] = text
		default:
			parts[key] = text
		}
	}
	return parts, wanted, fault
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	names := make([]string, 0, len(parts))
	for name := range parts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// compareParts finds what is wanted in the parts that are filled, and all others as they were.
// A part that is wanted to be empty is gone.
func compareParts(t *testing.T, parts, wanted map[string]string, got []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(got), int64(len(got)))
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, f := range z.File {
		there[f.Name] = true
		want, filled := wanted[f.Name]
		if !filled {
			want = parts[f.Name]
		}
		if diff := cmp.Diff(want, partOf(t, got, f.Name)); diff != "" {
			t.Errorf("%s: -want +got\n%s", f.Name, diff)
		}
	}
	for name := range parts {
		if want, said := wanted[name]; !there[name] && (!said || want != "") {
			t.Errorf("%s is gone", name)
		}
	}
}
