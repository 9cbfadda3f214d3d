package casefile_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/findings"
	"yoshiki/locales"
)

var update = flag.Bool("update", false, "write the golden files anew")

const invalidCases = "../../testdata/cases/invalid"

// TestInvalidCases reads each case under testdata/cases/invalid. Its folder names the
// findings that it must give, joined by "+", with "_" for ":"; no more, no fewer.
// What they say stands in findings.ja.txt and findings.en.txt.
func TestInvalidCases(t *testing.T) {
	names, err := filepath.Glob(invalidCases + "/*_*/*.[jy][sa][om]*")
	if err != nil || len(names) < 50 {
		t.Fatalf("%d cases, %v", len(names), err)
	}
	var ja, en strings.Builder
	for _, name := range names {
		file, found := decodeFile(t, name)
		if !casefile.Failed(found) {
			found = append(found, append(liuWords().Presence(file), liuWords().Strays(file)...)...)
		}
		want := strings.Split(strings.ReplaceAll(filepath.Base(filepath.Dir(name)), "_", ":"), "+")
		if diff := cmp.Diff(want, ids(found)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		words(&ja, "ja", found)
		words(&en, "en", found)
	}
	golden(t, "findings.ja.txt", ja.String())
	golden(t, "findings.en.txt", en.String())
}

// decodeFile reads a case with the folder that it lies in.
func decodeFile(t *testing.T, name string) (*decode.File, []casefile.Finding) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.TrimPrefix(filepath.ToSlash(name), invalidCases+"/")
	file, findings := read(shown, data, os.DirFS(filepath.Dir(name)))
	if file == nil || file.Case == nil {
		t.Errorf("%s: no file with %d findings", name, len(findings))
	}
	return file, findings
}

// ids gives the ids of the findings, sorted, each once.
func ids(findings []casefile.Finding) []string {
	var found []string
	for _, f := range findings {
		found = append(found, f.ID)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// words writes the findings as a person reads them.
func words(b *strings.Builder, language string, list []casefile.Finding) {
	for _, f := range list {
		fmt.Fprintf(b, "%s:%d:%d: %s %s %s\n  %s\n  %s\n", f.File, f.Line, f.Column, f.Severity, f.ID, f.Pointer,
			findings.Message(&f).In(language), findings.Repair(&f).In(language))
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join(invalidCases, name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestEveryFindingHasWords looks for the ids in the sources of the room and of those in it.
func TestEveryFindingHasWords(t *testing.T) {
	names, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	own, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	names = append(names, own...)
	id := regexp.MustCompile(`"((?:case|controls|table):[a-z0-9-]+)"`)
	printers := []*locales.Printer{locales.New("ja"), locales.New("en")}
	found := 0
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, match := range id.FindAllStringSubmatch(string(source), -1) {
			found++
			for _, section := range []string{"finding.", "repair."} {
				for _, p := range printers {
					if key := section + match[1]; p.Text(key, nil) == key {
						t.Errorf("%s: %s has no words", name, key)
					}
				}
			}
		}
	}
	if found < 25 {
		t.Errorf("only %d ids", found)
	}
}

// TestNoPlaceholderIsLeft looks at the golden words of every invalid case.
func TestNoPlaceholderIsLeft(t *testing.T) {
	for _, name := range []string{"findings.ja.txt", "findings.en.txt"} {
		words, err := os.ReadFile(filepath.Join(invalidCases, name))
		if err != nil {
			t.Fatal(err)
		}
		if left := regexp.MustCompile(`\{[a-z]+(:[a-z]+)?\}`).FindAllString(string(words), -1); left != nil {
			t.Errorf("%s: %v", name, left)
		}
	}
}
