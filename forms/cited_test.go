package forms_test

import (
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/templates"
)

// A form or a paper of one's own that rests on a clause which the text does not have is
// refused with file and line.
func TestCitedClauses(t *testing.T) {
	for name, x := range map[string]struct{ file, text, want string }{
		"form":    {"forms/14.yaml", form("14", "appeals", "- text: x", "clause: \"15.1, 15.9\""), "forms/14.yaml: line 4: 14: there is no clause 15.9"},
		"package": {"packages.yaml", "appeal:\n  clause: \"15.9\"\n", "packages.yaml: line 2: appeal: there is no clause 15.9"},
		"paper":   {"packages.yaml", "appeal:\n  papers:\n    - {name: appeal, clause: \"15.9\", ja: 異議申立書, en: Objection, forms: [{form: \"14\", subject: appeals}]}\n", "packages.yaml: line 3: appeal: appeal: there is no clause 15.9"},
	} {
		c, err := forms.Open("ismap", "2022-04-01", templates.FS, folder(map[string]string{"ismap/2022-04-01/" + x.file: x.text}))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Own(); err == nil || !strings.Contains(err.Error(), "ismap/2022-04-01/"+x.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
