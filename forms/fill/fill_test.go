package fill_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/fill"
)

// TestNothingOfOneDocumentIsInAnother fills one template from two cases by many goroutines.
func TestNothingOfOneDocumentIsInAnother(t *testing.T) {
	c, one := opened(t, "small-saas")
	two := *one
	two.Applicant.Name, two.Service.Name = "秘密の事業者", "秘密のサービス"
	public, secret := composed(t, c, "2-4", one)[0], composed(t, c, "2-4", &two)[0]
	for _, format := range forms.SheetFormats {
		sheet := markedUp(t, &public)
		_, err := fill.Open(public.Definition, drawn(t, sheet, format, &public))
		b, err := fill.Open(public.Definition, drawn(t, leftOut(sheet, err), format, &public))
		if err != nil {
			t.Fatal(err)
		}
		want, err := b.Fill(&public)
		if err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() {
				if _, err := b.Fill(&secret); err != nil {
					t.Error(err)
				}
			})
			all.Go(func() {
				got, err := b.Fill(&public)
				if err != nil || !bytes.Equal(got, want) || strings.Contains(strings.Join(words(t, format, got), ""), "秘密") {
					t.Errorf("%s: another document, %v", format, err)
				}
			})
		}
		all.Wait()
	}
}

// controls is a form whose table has 1,200 rows, with its template.
func controls(t testing.TB, format string) (*fill.Bound, *forms.Filled) {
	t.Helper()
	c, cs := opened(t, "large-renewal")
	for len(cs.Statement.Controls) < 1200 {
		cs.Statement.Controls = append(cs.Statement.Controls, cs.Statement.Controls...)
	}
	cs.Statement.Controls = cs.Statement.Controls[:1200]
	f := composed(t, c, "2-1", cs)[0]
	sheet := markedUp(t, &f)
	_, err := fill.Open(f.Definition, drawn(t, sheet, format, &f))
	b, err := fill.Open(f.Definition, drawn(t, leftOut(sheet, err), format, &f))
	if err != nil {
		t.Fatal(err)
	}
	return b, &f
}

// TestManyControls fills 1,200 rows.
func TestManyControls(t *testing.T) {
	for _, format := range forms.SheetFormats {
		b, f := controls(t, format)
		data, err := b.Fill(f)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(words(t, format, data)); n < 1200 {
			t.Errorf("%s: %d words", format, n)
		}
	}
}

func BenchmarkFill(b *testing.B) {
	for _, format := range forms.SheetFormats {
		bound, f := controls(b, format)
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if _, err := bound.Fill(f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	_, cs := opened(b, "small-saas")
	c, _ := opened(b, "small-saas")
	f := composed(b, c, "2-4", cs)[0]
	for _, format := range forms.SheetFormats {
		data := drawn(b, markedUp(b, &f), format, &f).Data
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if _, err := fill.Parse(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestLargeSheetsAreRefused: more rows than any official sheet has.
func TestLargeSheetsAreRefused(t *testing.T) {
	parts := map[string]string{}
	for name, part := range base["excel"] {
		parts[name] = part
	}
	var rows strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"/></row>`, i+1, i+1)
	}
	root := wraps["xl/worksheets/sheet1.xml"]
	parts["xl/worksheets/sheet1.xml"] = root[0] + "<sheetData>" + rows.String() + "</sheetData>" + root[1]
	if _, err := fill.Parse(zipped(t, parts)); err == nil || !strings.Contains(err.Error(), "様式") || !strings.Contains(err.Error(), "20000") {
		t.Error(err)
	}
}

// FuzzParse: whatever the parts of a sheet hold, it is read or refused; what is read is filled to
// a file that is read again and has no markers.
func FuzzParse(f *testing.F) {
	form := trial(f)
	names, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		parts, _, _ := sample(f, name)
		format := filepath.Base(filepath.Dir(name))
		f.Add(format == "word", parts["word/document.xml"]+parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"])
	}
	f.Fuzz(func(t *testing.T, word bool, body, strings string) {
		parts, format := map[string]string{}, "excel"
		if word {
			format = "word"
		}
		for name, part := range base[format] {
			parts[name] = part
		}
		if word {
			parts["word/document.xml"] = body
		} else {
			parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"] = body, strings
		}
		got, err := fillIn(form, zipped(t, parts))
		if err != nil {
			return
		}
		again, err := fill.Parse(got)
		if err != nil {
			t.Fatalf("what was filled cannot be read: %v", err)
		}
		if left := again.Markers(); len(left) > 0 {
			t.Errorf("left: %v", left)
		}
	})
}
