package press_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/fill"
)

// TestNotes: a name that needs more lines than the row of the sheet is high is told at its place,
// one that does not is not.
func TestNotes(t *testing.T) {
	p, _ := opened(t)
	own := fstest.MapFS{"ismap-liu/2023-11-10/forms/9-1.yaml": {Data: []byte(trial)}}
	blank := trialForm(t, own, &casefile.Case{Program: "ismap-liu", Revision: "2023-11-10"})
	drawn, err := p.Print(blank.Document, "xlsx")
	if err != nil {
		t.Fatal(err)
	}
	sheet, _, err := fill.Suggest(blank.Definition, drawn)
	if err != nil {
		t.Fatal(err)
	}
	own["ismap-liu/2023-11-10/forms/9-1.xlsx"] = &fstest.MapFile{Data: sheet}
	data, err := os.ReadFile("../../testdata/cases/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		want int
	}{{"株式会社つむぎ雲工房", 0}, {"株式会社" + strings.Repeat("つむぎ雲工房", 40), 1}} {
		text := strings.Replace(string(data), "name: 株式会社つむぎ雲工房", "name: "+c.name, 1)
		file, _ := decode.Decode("case.yaml", []byte(text), os.DirFS("../../testdata/cases"))
		f := trialForm(t, own, file.Case)
		notes, err := p.Notes(file, &f)
		if err != nil || len(notes) != c.want {
			t.Fatalf("%v %v", notes, err)
		}
		for _, n := range notes {
			if n.ID != "case:row-height" || n.Severity != casefile.Note || n.Pointer != "/applicant/name" || n.Line == 0 || n.Args["field"] != "事業者" || n.Args["sheet"] != "連絡票" {
				t.Errorf("%+v", n)
			}
		}
	}
}
