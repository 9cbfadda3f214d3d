package app_test

import (
	"path"
	"slices"
	"strings"
	"testing"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// TestStars holds the skeleton of every kind of both programmes to its stars: who fills in
// only what is starred is told of nothing that is missing, and who leaves out what is starred
// is told of each.
func TestStars(t *testing.T) {
	a := app.New(app.Options{})
	for _, program := range []casefile.Program{"ismap-liu", "ismap"} {
		for _, day := range []casefile.Date{"2024-02-01", "2023-12-01", "2025-05-01"} {
			text := app.Text{Program: program, Day: day}
			catalog, err := a.Catalog(text)
			if err != nil {
				t.Fatal(err)
			}
			for _, kind := range catalog.Kinds() {
				_, skeleton, err := a.NewCase(text, kind, "ja")
				if err != nil {
					t.Fatal(err)
				}
				s := sheet{t, catalog, string(program) + " " + string(day) + " " + kind, kind, strings.Split(string(skeleton), "\n")}
				s.onlyStars()
				s.noStars()
			}
		}
	}
}

// either are the texts that are asked for only because another is empty too, which will do.
var either = map[string]string{
	"low_impact_reason": "the number of the operation on the list",
	"implementation":    "the reason, of a control that is not adopted",
	"date":              "of a re-audit: the result of monitoring that asked for it",
	"due":               "the same",
	"sections":          "the same",
}

// sheet is a skeleton to fill in.
type sheet struct {
	*testing.T
	catalog    *forms.Catalog
	name, kind string
	lines      []string
}

// onlyStars fills in what is starred and wants nothing more to be asked for.
func (s sheet) onlyStars() {
	filled, _ := s.fill(func(starred bool) bool { return starred })
	for _, f := range s.lacking(filled) {
		if either[path.Base(f.Pointer)] == "" && f.Pointer != "/attachments" && !strings.HasPrefix(f.Pointer, "/attachments/") && !strings.HasPrefix(f.ID, "case:document") {
			s.Errorf("%s: %s is not starred and asked for: %s", s.name, f.Pointer, f.ID)
		}
	}
}

// noStars fills in the texts that are not starred and wants the others to be asked for.
func (s sheet) noStars() {
	filled, starred := s.fill(func(starred bool) bool { return !starred })
	found := s.lacking(filled)
	for _, pointer := range starred {
		if !slices.ContainsFunc(found, func(f casefile.Finding) bool {
			return casefile.Within(pointer, f.Pointer) || casefile.Within(f.Pointer, pointer)
		}) {
			s.Errorf("%s: %s is starred and not asked for", s.name, pointer)
		}
	}
}

// lacking are the findings that something is missing.
func (s sheet) lacking(text string) []casefile.Finding {
	file, findings := decode.Decode("case.yaml", []byte(text), nil)
	if casefile.Failed(findings) {
		s.Fatalf("%s: %v\n%s", s.name, findings, text)
	}
	found, err := s.catalog.Check(file, s.kind, "")
	if err != nil {
		s.Fatal(err)
	}
	return slices.DeleteFunc(found, func(f casefile.Finding) bool {
		return f.Severity != casefile.Error || f.Terms["label"].Ja == "" && f.Terms["title"].Ja == ""
	})
}

// level is a key of the skeleton that holds others.
type level struct {
	indent  int
	pointer string
	in      bool // it and all around it are starred
}

// fill writes a value behind the texts that are wanted, and leaves out the rest; it gives the
// pointers of the texts that are starred, as is all around them.
func (s sheet) fill(want func(starred bool) bool) (text string, starred []string) {
	around, comment := []level{{-1, "", true}}, ""
	var out strings.Builder
	for i, line := range s.lines {
		word, indent := strings.TrimSpace(line), len(line)-len(strings.TrimLeft(line, " "))
		if strings.HasPrefix(word, "#") || word == "" {
			comment = word
			continue
		}
		for indent <= around[len(around)-1].indent {
			around = around[:len(around)-1]
		}
		up := around[len(around)-1]
		key, value, _ := strings.Cut(word, ":")
		star := strings.HasPrefix(comment, "# * ") && up.in
		here := level{indent, up.pointer + "/" + key, star}
		if word == "-" {
			here = level{indent, up.pointer + "/0", up.in}
			star = up.in
		}
		deeper := i+1 < len(s.lines) && nextIndent(s.lines[i+1:]) > indent
		switch {
		case deeper:
			around = append(around, here)
			if up.in && here.in || want(false) {
				out.WriteString(line + "\n")
			}
		case value != "" && !up.in && !want(false):
		case value != "":
			out.WriteString(line + "\n")
		case key == "controls_file" || key == "company":
		case want(star) && (star || want(false)):
			out.WriteString(line + " " + example(comment) + "\n")
		}
		if star && !deeper && value == "" {
			starred = append(starred, here.pointer)
		}
	}
	return out.String(), starred
}

// nextIndent is how far the next line that is no comment is indented.
func nextIndent(lines []string) int {
	for _, line := range lines {
		if word := strings.TrimSpace(line); word != "" && !strings.HasPrefix(word, "#") {
			return len(line) - len(strings.TrimLeft(line, " "))
		}
	}
	return 0
}

// example is a value as the comment of a key has it.
func example(comment string) string {
	hint := func(r rune) bool { return strings.ContainsRune("＝、　", r) }
	if _, values, found := strings.Cut(comment, "次から選択："); found {
		if !strings.Contains(comment, "採否") && strings.HasSuffix(values, "no＝いいえ") || strings.Contains(values, "no＝いいえ　") {
			return "no"
		}
		return strings.FieldsFunc(values, hint)[0]
	}
	if _, value, found := strings.Cut(comment, "　例："); found {
		return strings.FieldsFunc(value, hint)[0]
	}
	switch {
	case strings.Contains(comment, "法人番号（"):
		return casefile.CorporateExample
	case strings.Contains(comment, "半角数字"):
		return casefile.NumberExample
	}
	return "記入例"
}
