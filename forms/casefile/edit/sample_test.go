package edit

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/locales"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestSamples makes the edits at the head of each sample under testdata, one after the other,
// and compares the text that comes of them byte for byte. A line is an operation, a pointer
// and a value; "refused REASON:" before it says that it is refused.
func TestSamples(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text, findings := Open(new(decode.Reader), archive.Files[0].Name, archive.Files[0].Data, nil)
		if text == nil {
			t.Fatal(name, findings)
		}
		for line := range strings.Lines(string(archive.Comment)) {
			runLine(t, name, text, strings.TrimSpace(line))
		}
		if diff := cmp.Diff(string(archive.Files[1].Data), string(text.Bytes())); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%s", name, diff, text.Bytes())
		}
	}
}

func runLine(t *testing.T, name string, text *Text, line string) {
	t.Helper()
	reason, rest, refused := strings.Cut(strings.TrimPrefix(line, "refused "), ": ")
	if refused = refused && strings.HasPrefix(line, "refused "); !refused {
		reason, rest = "", line
	}
	op, rest, _ := strings.Cut(rest, " ")
	pointer, value, _ := strings.Cut(rest, " ")
	if !strings.HasPrefix(pointer, "/") {
		return
	}
	var findings []casefile.Finding
	switch op {
	case "set":
		unquoted, err := strconv.Unquote(value)
		if err != nil {
			t.Fatalf("%s: %s: %v", name, line, err)
		}
		findings = text.Set(pointer, unquoted)
	case "insert":
		findings = text.Insert(pointer, entry(text, pointer, value))
	case "remove":
		findings = text.Remove(pointer)
	case "move":
		to, _ := strconv.Atoi(value)
		findings = text.Move(pointer, to)
	}
	got := ""
	if findings != nil {
		hasWords(t, findings[0])
		got = findings[0].ID + findings[0].Args["reason"]
	}
	if want := strings.TrimSuffix("case:edit"+reason, "case:edit"); got != want && (reason != "" || got != "") {
		t.Errorf("%s: %s: %v", name, line, findings)
	}
}

// hasWords looks for the words of a refusal.
func hasWords(t *testing.T, f casefile.Finding) {
	t.Helper()
	for _, language := range []string{"ja", "en"} {
		for _, key := range []string{"finding." + f.ID, "repair." + f.ID, "editfault." + f.Args["reason"], "editmend." + f.Args["reason"]} {
			if locales.New(language).Text(key, nil) == key && f.ID == "case:edit" {
				t.Errorf("%s has no words in %s", key, language)
			}
		}
	}
}

// entry makes an entry of the list that a pointer leads into, from "key=value key=value".
func entry(text *Text, pointer, values string) any {
	c, at := casefile.Clone(text.file.Case), pointer
	if list, index, _ := casefile.SplitEntry(pointer); index < 0 {
		v, _ := casefile.Get(c, list)
		at = casefile.EntryPointer(list, v.Len())
	}
	casefile.Insert(c, at, nil)
	for _, value := range strings.Fields(values) {
		key, value, _ := strings.Cut(value, "=")
		casefile.Set(c, strings.TrimSuffix(at+"/"+key, "/"), value)
	}
	v, err := casefile.Get(c, at)
	if err != nil {
		return nil
	}
	return v.Go.Interface()
}
