package forms

import (
	"strings"
	"testing"
	"testing/fstest"

	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// TestSheetsLieBesideDefinitions: a sheet counts with the definition that it was laid beside, and
// no longer once a later folder replaces that; the newest counts.
func TestSheetsLieBesideDefinitions(t *testing.T) {
	for _, c := range []struct {
		name, form string
		files      map[string]string
		day, want  string
	}{
		{"beside", "2-4", map[string]string{"ismap-liu/2023-11-10/forms/2-4.docx": "a"}, "2023-11-10", "a"},
		{"not yet", "2-4", map[string]string{"ismap-liu/2023-11-10/forms/2-4.docx": "a"}, "2023-07-03", ""},
		{"later", "2-4", map[string]string{"ismap-liu/2022-11-01/forms/2-4.docx": "a"}, "2023-11-10", "a"},
		{"newest", "2-4", map[string]string{"ismap-liu/2022-11-01/forms/2-4.docx": "a", "ismap-liu/2023-07-03/forms/2-4.docx": "b"}, "2023-11-10", "b"},
		{"replaced", "2-8", map[string]string{"ismap-liu/2022-11-01/forms/2-8.docx": "a"}, "2023-11-10", ""},
		{"before it was", "2-8", map[string]string{"ismap-liu/2022-11-01/forms/2-8.docx": "a"}, "2022-11-01", "a"},
		{"open in Word", "2-4", map[string]string{"ismap-liu/2023-11-10/forms/~$2-4.docx": "a"}, "2023-11-10", ""},
	} {
		own := fstest.MapFS{}
		for name, data := range c.files {
			own[name] = &fstest.MapFile{Data: []byte(data)}
		}
		catalog, err := Open("ismap-liu", casefile.Date(c.day), templates.FS, own)
		if err != nil {
			t.Fatal(c.name, err)
		}
		d, err := catalog.Definition(c.form)
		if err != nil {
			t.Fatal(c.name, err)
		}
		s, ok := d.Sheet("docx")
		if ok != (c.want != "") || ok && (string(s.Data) != c.want || !s.Own) {
			t.Errorf("%s: %v, want %q", c.name, s, c.want)
		}
		if _, ok := d.Sheet("xlsx"); ok {
			t.Errorf("%s: a workbook", c.name)
		}
	}
	own := fstest.MapFS{"ismap-liu/2023-11-10/forms/9-9.xlsx": {Data: []byte("a")}}
	if _, err := Open("ismap-liu", "2023-11-10", templates.FS, own); err == nil || !strings.Contains(err.Error(), "9-9") {
		t.Error("a sheet of no form is taken", err)
	}
}
