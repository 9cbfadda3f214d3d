package forms

import (
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// TestKindsNameWhatCasesHave looks up every path that the kinds of package name.
func TestKindsNameWhatCasesHave(t *testing.T) {
	library := NewLibrary(templates.FS)
	for _, program := range library.Programs() {
		known, err := library.Revisions(casefile.Program(program))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range known {
			c, err := library.Open(casefile.Program(program), r.InForce)
			if err != nil {
				t.Fatal(err)
			}
			for kind, p := range c.kinds {
				paths := append(append([]string{}, p.Case...), p.Keep...)
				for to, from := range p.Carry {
					paths = append(paths, to, from)
				}
				for to := range p.Preset {
					paths = append(paths, to)
				}
				for _, path := range paths {
					if !inCase(strings.TrimPrefix(path, "-")) {
						t.Errorf("%s %s: %s: no case has %s", program, r.InForce, kind, path)
					}
				}
			}
		}
	}
}

// inCase reports whether cases have a path; one leads through each entry of a list.
func inCase(path string) bool {
	m := casefile.Root()
	for key := range strings.SplitSeq(path, ".") {
		if m.Kind == casefile.KindList {
			m = m.Entry
		}
		at, known := m.ByKey[key]
		if !known {
			return false
		}
		m = m.Fields[at].Model
	}
	return true
}
