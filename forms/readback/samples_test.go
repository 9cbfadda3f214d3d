package readback_test

import (
	"os"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/press"
	"yoshiki/forms/readback"
	"yoshiki/templates"
)

// opened gives a press and forms of a sample case.
func opened(t testing.TB, ids ...string) (*press.Press, []forms.Filled) {
	t.Helper()
	p, err := press.NewPress(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	const dir = "../../testdata/cases"
	data, err := os.ReadFile(dir + "/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, _ := decode.Decode("case.yaml", data, os.DirFS(dir))
	c, err := forms.Open(file.Case.Program, file.Case.Revision, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	var all []forms.Filled
	for _, id := range ids {
		filled, err := c.Compose(id, file.Case, casefile.Submission{})
		if err != nil {
			t.Fatal(err)
		}
		blank, err := c.Blank(id, file.Case, casefile.Submission{})
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, filled...), blank)
	}
	return p, all
}

func printed(t testing.TB, p *press.Press, f forms.Filled, format string) []byte {
	t.Helper()
	data, err := p.Print(f.Document, format)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// read reads a file and compares it with its tree.
func read(f forms.Filled, format string, data []byte) error {
	file, err := readback.Read(format, data)
	if err != nil {
		return err
	}
	return readback.Compare(f.Document, file)
}
