package fill_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/fill"
)

// TestSuggestAsSeen scores suggestions against what a person wrote down who looked at the printed
// blank forms, before any was made: for each blank on the paper what belongs into it. What stands
// in brackets on the paper is a blank, too. At least 80 of 100 are right, in each format.
func TestSuggestAsSeen(t *testing.T) {
	names, err := filepath.Glob("testdata/suggest/*.txt")
	if err != nil || len(names) < 12 {
		t.Fatal(names, err)
	}
	blank := map[string]forms.Filled{}
	for _, f := range blankForms(t) {
		program := "ismap-"
		if strings.Contains(f.Name, "-") {
			program = "ismap-liu-"
		}
		blank[program+f.Name] = f
	}
	for _, format := range forms.SheetFormats {
		right, all := 0, 0
		for _, name := range names {
			f := blank[strings.TrimSuffix(filepath.Base(name), ".txt")]
			_, made, err := fill.Suggest(f.Definition, drawn(t, f.Document, format, &f).Data)
			if err != nil {
				t.Fatal(name, err)
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(data)) {
				label, sources, _ := strings.Cut(strings.TrimSpace(line), ": ")
				for _, source := range strings.Split(sources, " + ") {
					if all++; suggested(made, label, source) {
						right++
					} else {
						t.Logf("%s %s: %s is not put at %s", name, format, source, label)
					}
				}
			}
		}
		t.Logf("%s: %d of %d", format, right, all)
		if 100*right < 80*all {
			t.Errorf("%s: %d of %d", format, right, all)
		}
	}
}

var spaces = regexp.MustCompile(`[ 　\x{a0}\n]+`)

// suggested reports whether a value was put where a label stands; the day of the form has none.
func suggested(made []fill.Suggestion, label, source string) bool {
	label = spaces.ReplaceAllString(label, "")
	for _, s := range made {
		its := spaces.ReplaceAllString(s.Label, "")
		if its != label && (its != "" || !strings.HasPrefix(label, "令和")) {
			continue
		}
		if sourcesIn(s.Marker)[source] {
			return true
		}
	}
	return false
}
