package forms

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// TestCheckAroundFaults: what cannot be read is told by its reader and is not called missing;
// the checks that ask about it wait, and all others are made.
func TestCheckAroundFaults(t *testing.T) {
	data, err := os.ReadFile("../testdata/cases/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogOf(t, "2023-11-10")
	for _, x := range []struct{ old, new, also, want string }{
		{"  date: 2026-06-19", "  date: soon", "", "case:waiting /application/date"},
		{"  date: 2026-06-19", "  date: soon", "pledges", "case:waiting /application/date, liu:7.6(1) /pledges"},
		{"  kind: ", "  kynd: ", "", "case:waiting /prior/kind"},
		{"attachments:", "attachments: none\nx:", "", "case:waiting /attachments"},
		{"revision: 2023-11-10", "revision: [2023]", "", "case:unasked /revision"},
		{"applicant:", "applicant: [", "", "case:unasked "},
	} {
		source := strings.Replace(string(data), "\n"+x.old, "\n"+x.new, 1)
		if x.also != "" {
			source = strings.Replace(source, "\n"+x.also+":", "\nomissions: []\nzzzzzz:", 1)
		}
		file, read := decode.Decode("case.yaml", []byte(source), os.DirFS("../testdata/cases"))
		if !casefile.Failed(read) {
			t.Errorf("%s: read", x.new)
		}
		found, err := c.Check(file, "", "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%s %s", f.ID, f.Pointer))
		}
		slices.Sort(got)
		if diff := cmp.Diff(x.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s%+v", x.new, diff, found)
		}
	}
}
