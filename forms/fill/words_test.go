package fill_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/document"
	"yoshiki/forms/fill"
	"yoshiki/forms/press"
	"yoshiki/templates"
)

const cases = "../../testdata/cases"

// printer is read once for all tests.
var printer = sync.OnceValues(func() (*press.Press, error) { return press.NewPress(templates.FS) })

func thePress(t testing.TB) *press.Press {
	t.Helper()
	p, err := printer()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// drawnForms are all forms of both programmes, each from the first sample that has data for it,
// or else blank.
func drawnForms(t testing.TB) []forms.Filled {
	t.Helper()
	var all []forms.Filled
	for _, names := range [][]string{{"large-renewal", "small-saas", "registered", "rejected", "hold"}, {"ismap-registration", "ismap-registered", "ismap-rejected"}} {
		found := map[string]bool{}
		var catalog *forms.Catalog
		var last *casefile.Case
		for _, name := range names {
			catalog, last = opened(t, name)
			for _, id := range catalog.IDs() {
				if id == forms.IndexForm || id == casefile.ReportForm || found[id] {
					continue
				}
				if filled := composed(t, catalog, id, last); len(filled) > 0 {
					all, found[id] = append(all, filled[0]), true
				}
			}
		}
		for _, id := range catalog.IDs() {
			if d, err := catalog.Definition(id); err == nil && !found[id] && !d.Unnumbered {
				f, err := catalog.Blank(id, last, casefile.Submission{})
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, f)
			}
		}
	}
	return all
}

func opened(t testing.TB, name string) (*forms.Catalog, *casefile.Case) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(cases, name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	file, _ := decode.Decode(name+".yaml", data, os.DirFS(cases))
	c, err := forms.Open(file.Case.Program, file.Case.Revision, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c, file.Case
}

func composed(t testing.TB, c *forms.Catalog, id string, cs *casefile.Case) []forms.Filled {
	t.Helper()
	d, err := c.Definition(id)
	if err != nil {
		t.Fatal(err)
	}
	sub, err := c.Submission(d.Package, cs)
	if err != nil {
		t.Fatal(err)
	}
	filled, err := c.Compose(id, cs, sub)
	if err != nil {
		t.Fatal(err)
	}
	return filled
}

// TestDrawnFormsAreTemplates marks up a copy of every form that is drawn, fills it, and finds
// the words of the drawn form in it.
func TestDrawnFormsAreTemplates(t *testing.T) {
	numbered := 0
	for _, f := range drawnForms(t) {
		if !f.Definition.Unnumbered {
			numbered++
		}
		sheet := markedUp(t, &f)
		for _, format := range forms.SheetFormats {
			t.Run(f.Definition.Title.Ja+"."+format, func(t *testing.T) {
				t.Parallel()
				compareWords(t, f.Document, words(t, format, filled(t, sheet, format, &f)))
			})
		}
	}
	if numbered != 42 {
		t.Errorf("%d forms", numbered)
	}
}

// filled draws a sheet with markers and fills it.
func filled(t testing.TB, sheet *document.Document, format string, f *forms.Filled) []byte {
	t.Helper()
	b, err := fill.Open(f.Definition, drawn(t, sheet, format, f))
	if err != nil {
		sheet = leftOut(sheet, err)
		b, err = fill.Open(f.Definition, drawn(t, sheet, format, f))
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := b.Fill(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func drawn(t testing.TB, sheet *document.Document, format string, f *forms.Filled) *forms.Sheet {
	t.Helper()
	template, err := thePress(t).Print(sheet, format)
	if err != nil {
		t.Fatal(err)
	}
	return &forms.Sheet{Name: f.Name + "." + format, Data: template}
}

// leftOut says of the fields that a case does not have, so that the sheet does not show them,
// that they are left out.
func leftOut(sheet *document.Document, err error) *document.Document {
	var text string
	for _, one := range split(err) {
		if u, ok := one.(*fill.Unshown); ok {
			text += "{{ without " + u.Source + " }}"
		}
	}
	d := *sheet
	d.Sections = slices.Clone(sheet.Sections)
	last := &d.Sections[len(d.Sections)-1]
	last.Blocks = append(slices.Clone(last.Blocks), document.Paragraph{Text: text})
	return &d
}

func split(err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		return e.Unwrap()
	case interface{ Unwrap() error }:
		return split(e.Unwrap())
	}
	return nil
}

// compareWords takes as many of the words that were read for a text as it is long.
func compareWords(t *testing.T, d *document.Document, got []string) {
	t.Helper()
	for want := range d.Texts() {
		text := ""
		for len(text) < len(want.Text) && len(got) > 0 {
			text, got = text+got[0], got[1:]
		}
		if diff := cmp.Diff(want.Text, text); diff != "" {
			t.Fatalf("-drawn +filled\n%s", diff)
		}
	}
	if len(got) > 0 {
		t.Errorf("not in the drawn form: %q", got)
	}
}

// words are those that a reader of a file sees, without what stands on every page.
func words(t testing.TB, format string, data []byte) []string {
	t.Helper()
	if format == "docx" {
		return wordWords(t, partOf(t, data, "word/document.xml"))
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var all []string
	for _, name := range book.GetSheetList() {
		if visible, _ := book.GetSheetVisible(name); !visible {
			continue
		}
		rows, err := book.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, text := range row {
				if text != "" {
					all = append(all, text)
				}
			}
		}
	}
	return all
}

func partOf(t testing.TB, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	part, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(part)
}

// wordWords are the texts of paragraphs, parted at tabs.
func wordWords(t testing.TB, part string) []string {
	t.Helper()
	var all []string
	text, blank, inText := "", false, false
	end := func() {
		if text != "" {
			all = append(all, text)
		}
		text = ""
	}
	d := xml.NewDecoder(strings.NewReader(part))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch inText = token.Name.Local == "t" && !blank; token.Name.Local {
			case "showingPlcHdr":
				blank = true
			case "br":
				text += "\n"
			case "tab":
				end()
			}
		case xml.EndElement:
			switch inText = false; token.Name.Local {
			case "sdt":
				blank = false
			case "p":
				end()
			}
		case xml.CharData:
			if inText {
				text += string(token)
			}
		}
	}
}
