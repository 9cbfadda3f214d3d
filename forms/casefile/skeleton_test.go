package casefile_test

import (
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/schema"
)

// kinds are what case files to fill in are for.
func kinds() []schema.Kind {
	var all []schema.Kind
	for _, name := range newest()["ismap-liu"].Kinds() {
		p, _ := newest()["ismap-liu"].Package(name)
		all = append(all, schema.Kind{Name: name, Title: casefile.Words{Ja: p.Ja, En: p.En}, Case: p.Case, Preset: p.Preset})
	}
	return all
}

func TestSkeletonDecodes(t *testing.T) {
	for _, k := range kinds() {
		for _, language := range []string{"ja", "en"} {
			file, findings := read("case.yaml", schema.Skeleton(liuWords(), language, newCase(), k), nil)
			if len(findings) > 0 || len(k.Case) == 0 {
				t.Fatalf("%s: %v", k.Name, findings)
			}
			if file.Case.Program != "ismap-liu" || file.Case.Revision != "2023-11-10" || file.Case.ID == "" {
				t.Errorf("%s: %+v", k.Name, file.Case)
			}
		}
	}
}

// TestSkeletonFilledLacksNothing fills every empty line of each skeleton and finds that
// nothing is missing: a beginner who fills in every line is done.
func TestSkeletonFilledLacksNothing(t *testing.T) {
	for _, k := range kinds() {
		skeleton := schema.Skeleton(liuWords(), "ja", newCase(), k)
		file, findings := read("case.yaml", []byte(filledIn(string(skeleton))), nil)
		if casefile.Failed(findings) {
			t.Fatalf("%s: %v", k.Name, findings)
		}
		if missing := append(liuWords().Presence(file), liuWords().Strays(file)...); len(missing) > 0 {
			t.Errorf("%s: %v", k.Name, missing)
		}
	}
}

// filledIn writes a value on every line that ends in a colon or dash and holds no more,
// the one that the comment above it offers.
func filledIn(skeleton string) string {
	lines := strings.Split(skeleton, "\n")
	comment := ""
	for i, line := range lines {
		text := strings.TrimSpace(line)
		if strings.HasPrefix(text, "#") {
			comment = text
		}
		deeper := i+1 < len(lines) && indentOf(lines[i+1]) > indentOf(line)
		if strings.HasPrefix(text, "#") || deeper || !strings.HasSuffix(text, ":") && text != "-" {
			continue
		}
		lines[i] += " " + offered(comment)
		if text == "controls_file:" {
			lines[i] = line
		}
	}
	return strings.Join(lines, "\n")
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func offered(comment string) string {
	hint := func(r rune) bool { return strings.ContainsRune("＝、　", r) }
	if _, values, found := strings.Cut(comment, "次から選択："); found {
		return strings.FieldsFunc(values, hint)[0]
	}
	if _, value, found := strings.Cut(comment, "　例："); found {
		return strings.FieldsFunc(value, hint)[0]
	}
	switch {
	case strings.Contains(comment, "法人番号"):
		return casefile.CorporateExample
	case strings.Contains(comment, "半角数字"):
		return casefile.NumberExample
	}
	return "記入例"
}

// newCase is what a case to fill in begins with.
func newCase() *casefile.Case {
	return &casefile.Case{ID: casefile.IDExample, Program: "ismap-liu", Revision: "2023-11-10"}
}
