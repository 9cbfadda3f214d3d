package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbookOf makes a workbook with excelize.
func workbookOf(t testing.TB, options excelize.Options, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, options); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipOf packs parts, given as names and contents in turn.
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	office  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	rootRel = `<Relationships><Relationship Id="r" Type="` + office + `officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRel = `<Relationships><Relationship Id="a" Type="` + office + `worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="b" Type="` + office + `sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`
)

// rawWorkbook makes a workbook of one sheet from the XML inside its elements.
func rawWorkbook(t testing.TB, sheet, strings string) []byte {
	t.Helper()
	return zipOf(t, "_rels/.rels", rootRel,
		"xl/workbook.xml", `<workbook><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", bookRel,
		"xl/worksheets/sheet1.xml", `<worksheet>`+sheet+`</worksheet>`,
		"xl/sharedStrings.xml", `<sst>`+strings+`</sst>`)
}

// dump writes a book as lines: place, kind, text in quotes, marks.
func dump(b *Book) string {
	var out strings.Builder
	for _, s := range b.Sheets {
		if s.Hidden {
			fmt.Fprintf(&out, "%s hidden\n", s.Name)
		}
		for _, r := range s.Rows {
			if r.Hidden {
				fmt.Fprintf(&out, "%d hidden\n", r.Number)
			}
			for _, c := range r.Cells {
				fmt.Fprintf(&out, "%s %s %q%s\n", s.Place(c), kindNames[c.Kind], c.Text, markNames(c))
			}
		}
	}
	for _, f := range b.Remarks {
		out.WriteString(f.Error() + "\n")
	}
	return out.String()
}

var kindNames = []string{"empty", "text", "number", "date", "bool", "error"}

func markNames(c Cell) string {
	names := ""
	for i, name := range []string{"formula", "merged", "above", "left", "hidden"} {
		if c.Is(1 << i) {
			names += " " + name
		}
	}
	return names
}
