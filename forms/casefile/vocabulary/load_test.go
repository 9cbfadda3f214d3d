package vocabulary_test

import (
	"cmp"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/layers"
	"yoshiki/templates"
)

// stacks are the files of each text of the rules, by programme and day.
func stacks(t *testing.T) map[string][]layers.File {
	t.Helper()
	all := map[string][]layers.File{}
	for _, program := range []string{"ismap-liu", "ismap"} {
		names, err := filepath.Glob("../../../templates/" + program + "/*/case.yaml")
		if err != nil || len(names) == 0 {
			t.Fatal(names, err)
		}
		stack := []layers.File{{FS: templates.FS, Name: "common/2020-06-03/case.yaml"}}
		for _, name := range names {
			folder, file := filepath.Dir(name), filepath.Base(name)
			stack = append(stack, layers.File{FS: os.DirFS(folder), Name: file})
			all[program+" "+filepath.Base(folder)] = append([]layers.File{}, stack...)
		}
	}
	return all
}

var (
	latin    = regexp.MustCompile(`[A-Za-z][A-Za-z0-9./_-]*`)
	proper   = regexp.MustCompile(`^(ISMAP|ISMAP-LIU|SaaS|IT|URL|CSV|Excel|F1|F2|P|n|[0-9.]+P|T)$`)
	japanese = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}]`)
	clause   = regexp.MustCompile(`[0-9]{1,2}\.[0-9]{1,2}(\([0-9a-z]+\))*`)
)

// TestWordsOfEveryText looks at all that is said of a case by each text of the rules.
func TestWordsOfEveryText(t *testing.T) {
	offered := map[string]bool{}
	for name, stack := range stacks(t) {
		v, err := vocabulary.Load(stack...)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		seen, count := map[*vocabulary.Group]bool{v.Root(): true}, 0
		var look func(path string, g *vocabulary.Group)
		look = func(path string, g *vocabulary.Group) {
			for _, f := range g.Fields {
				at := path + "/" + f.Key
				pure(t, name+" "+at, f.Label.Ja, f.Label.En)
				pure(t, name+" "+at, f.Help.Ja, f.Help.En)
				if found := clause.FindString(withoutExamples(f.Help.Ja) + withoutExamples(f.Label.Ja)); found != "" {
					t.Errorf("%s %s cites clause %s", name, at, found)
				}
				for _, c := range v.Choices(f.Model.Type) {
					offered[f.Model.Type.Name()+" "+c.Value] = true
					pure(t, name+" "+at+" "+c.Value, c.Words.Ja, c.Words.En)
				}
				if count++; f.Group != nil && !seen[f.Group] {
					seen[f.Group] = true
					look(at, f.Group)
				}
			}
		}
		look("", v.Root())
		for _, unused := range slices.Sorted(maps.Keys(said(t, stack))) {
			if !used(v, seen, unused) {
				t.Errorf("%s: nothing uses %s", name, unused)
			}
		}
		if count < 350 {
			t.Errorf("%s: only %d fields", name, count)
		}
	}
	everyValue(t, casefile.Root(), offered)
}

// everyValue makes sure that each value of each choice is offered by some text.
func everyValue(t *testing.T, m *casefile.Model, offered map[string]bool) {
	t.Helper()
	if m.Kind == casefile.KindList {
		m = m.Entry
	}
	for _, value := range casefile.Values(m.Type) {
		if name := m.Type.Name() + " " + value; !offered[name] {
			t.Errorf("nothing offers %s", name)
			offered[name] = true
		}
	}
	for _, f := range m.Fields {
		everyValue(t, f.Model, offered)
	}
}

// said are the types of which the files say something.
func said(t *testing.T, stack []layers.File) map[string]bool {
	t.Helper()
	doc, err := layers.Read(stack...)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for section, types := range layers.Each(doc.Root) {
		for name := range layers.Each(types) {
			all[name.Value] = section.Value != "at"
		}
	}
	return all
}

// used reports whether a field has a type, or a package the answer for its papers.
func used(v *vocabulary.Vocabulary, groups map[*vocabulary.Group]bool, name string) bool {
	for g := range groups {
		for _, f := range g.Fields {
			for _, m := range []*casefile.Model{g.Model, f.Model, cmp.Or(f.Model.Entry, f.Model)} {
				if m.Type.Name() == name {
					return true
				}
			}
		}
	}
	return strings.Contains(name, ".") || name == reflect.TypeFor[casefile.PaperAnswer]().Name()
}

// withoutExamples takes out what is written as an example: 例：8.1.5.4.P。
func withoutExamples(text string) string {
	return regexp.MustCompile(`例：[^。）]*`).ReplaceAllString(text, "")
}

// pure makes sure that no word of one language stands in the other.
func pure(t *testing.T, at, ja, en string) {
	t.Helper()
	for _, word := range latin.FindAllString(withoutExamples(ja), -1) {
		if !proper.MatchString(word) {
			t.Errorf("%s: %q in %s", at, word, ja)
		}
	}
	if japanese.MatchString(en) || strings.TrimSpace(en) == "" || strings.TrimSpace(ja) == "" {
		t.Errorf("%s: %s / %s", at, ja, en)
	}
}

// TestFilesAreRefused lays each file of testdata/refused over the vocabulary of ISMAP-LIU. Its
// name says the key of the fault, its last line where it is: "# want: 3".
func TestFilesAreRefused(t *testing.T) {
	names, err := filepath.Glob("testdata/refused/*.yaml")
	if err != nil || len(names) < 12 {
		t.Fatal(names, err)
	}
	base := stacks(t)["ismap-liu 2023-11-10"]
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text, line, _ := strings.Cut(string(data), "# want: ")
		own := layers.File{FS: fstest.MapFS{"own.yaml": {Data: []byte(text)}}, Name: "own.yaml"}
		_, err = vocabulary.Load(append(base[:len(base):len(base)], own)...)
		key, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(name), ".yaml"), "=")
		var faults layers.Faults
		if !errors.As(err, &faults) || len(faults) != 1 || faults[0].Key != key {
			t.Errorf("%s: %v", name, err)
			continue
		}
		ja, en := faults.Words()
		if want := strings.TrimSpace(line); !strings.HasPrefix(en, "own.yaml: line "+want+": ") || !strings.HasPrefix(ja, "own.yaml の "+want+" 行目：") ||
			strings.Contains(ja+en, "{") || strings.Contains(en, "fault.") {
			t.Errorf("%s:\n%s\n%s", name, ja, en)
		}
	}
}
