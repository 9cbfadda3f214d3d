package edit

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/casetest"
	"yoshiki/forms/casefile/decode"

	"github.com/google/go-cmp/cmp"
)

// do makes a random edit of the text.
func do(t *Text, e casetest.Edit) []casefile.Finding {
	switch e.Op {
	case "set":
		return t.Set(e.Pointer, e.Value)
	case "insert":
		return t.Insert(e.Pointer, e.Value)
	case "remove":
		return t.Remove(e.Pointer)
	}
	return t.Move(e.Pointer, e.To)
}

// TestRandomEditsOfTheSamples makes 200 edits of each sample, one after the other, and fewer
// of it with Windows line ends and as JSON. Each gives the case that the same edit of the
// case gives, and leaves the lines outside of what it is about as they were.
func TestRandomEditsOfTheSamples(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/cases/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for n, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		folder := os.DirFS(filepath.Dir(name))
		text, findings := Open(new(decode.Reader), name, data, folder)
		if text == nil {
			t.Fatal(findings)
		}
		pretty, err := json.MarshalIndent(casefile.Of(text.file.Case), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		compact, _ := json.Marshal(casefile.Of(text.file.Case))
		for _, form := range []struct {
			name, data string
			edits      int
		}{
			{"case.yaml", string(data), 200}, {"crlf.yaml", strings.ReplaceAll(string(data), "\n", "\r\n"), 40},
			{"case.json", string(pretty), 40}, {"compact.json", string(compact), 40},
		} {
			text, findings := Open(new(decode.Reader), form.name, []byte(form.data), folder)
			if text == nil {
				t.Fatal(form.name, findings)
			}
			r := rand.New(rand.NewPCG(uint64(n), 9))
			for range form.edits {
				randomEdit(t, r, text)
			}
		}
	}
}

func randomEdit(t *testing.T, r *rand.Rand, text *Text) {
	t.Helper()
	e := casetest.Random(r, text.file.Case)
	if strings.Contains(e.Pointer, "/controls_file") || e.Pointer == "/company" || text.shared(e.Pointer) {
		return
	}
	want, before := casefile.Clone(text.file.Case), text.source
	e.Apply(want)
	settle(casefile.Of(want))
	if findings := do(text, e); findings != nil {
		for _, s := range casefile.Statements(text.file.Case) {
			if s.ControlsFile != "" && casefile.Within(e.Pointer, s.Pointer+"/controls") {
				return
			}
		}
		t.Fatalf("%s: %v: %v", text.name, e, findings)
	}
	if !reflect.DeepEqual(want, text.file.Case) {
		t.Fatalf("%s: %v:\n%s", text.name, e, cmp.Diff(want, text.file.Case))
	}
	if !strings.Contains(text.name, "compact") {
		if problem := touched(e, text.name, before, text.source); problem != "" {
			t.Fatalf("%s: %v: %s", text.name, e, problem)
		}
	}
}

// touched tells when an edit changed more lines than it is about.
func touched(e casetest.Edit, name, before, after string) string {
	old, now := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	head := 0
	for head < min(len(old), len(now)) && old[head] == now[head] {
		head++
	}
	tail := 0
	for tail < min(len(old), len(now))-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	gone, new := old[head:len(old)-tail], now[head:len(now)-tail]
	file, _ := decode.Decode(name, []byte(before), nil)
	line, _ := file.Position(e.Pointer)
	was, err := casefile.Get(file.Case, e.Pointer)
	switch json := strings.HasSuffix(name, ".json"); {
	case e.Op == "set" && len(gone) > 2+strings.Count(was.Text(), "\n"), e.Op == "insert" && len(gone) > 1:
		return "gone:\n" + strings.Join(gone, "")
	case e.Op == "remove" && len(new) > 2:
		return "new:\n" + strings.Join(new, "")
	case e.Op != "move" && err == nil && was.Text() != "" && head+1 < line:
		return "line " + old[head] + " comes before the value"
	case e.Op == "move" && !json && !slices.Equal(slices.Sorted(slices.Values(old)), slices.Sorted(slices.Values(now))):
		return "lines differ:\n" + cmp.Diff(gone, new)
	}
	return ""
}

// TestBecome makes the text of each sample hold another case, with its tables of controls
// left as they are, and reads it back.
func TestBecome(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/cases/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		folder := os.DirFS(filepath.Dir(name))
		for range 6 {
			text, findings := Open(new(decode.Reader), name, data, folder)
			if text == nil {
				t.Fatal(findings)
			}
			want := casetest.Edited(r, text.tabled, 25)
			before := casefile.Statements(text.file.Case)
			for i, s := range casefile.Statements(want) {
				if i < len(before) && before[i].ControlsFile != "" {
					s.Controls = casefile.Statements(text.tabled)[i].Controls
				}
				s.ControlsFile = ""
			}
			want.Company = ""
			if text.file.Case.Company != "" {
				want.Applicant, want.Contact, want.Offices = text.tabled.Applicant, text.tabled.Contact, text.tabled.Offices
			}
			settle(casefile.Of(want))
			if findings := text.Become(want); findings != nil {
				t.Fatalf("%s: %v", name, findings)
			}
			got, _ := decode.Decode(name, []byte(text.source), folder)
			if diff := cmp.Diff(want, got.Case); diff != "" {
				t.Fatalf("%s:\n%s", name, diff)
			}
		}
	}
}
