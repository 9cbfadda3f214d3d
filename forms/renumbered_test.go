package forms

import (
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/templates"
)

// TestRenumbered renumbers every clause of every text: the same cases give the same findings,
// deadlines and forms, with the new numbers wherever a clause is printed and with nothing else
// changed. A number that did not come from the catalogue would stay as it was. Of the samples
// of rules each twelfth is taken; all of them with YOSHIKI_LONG.
func TestRenumbered(t *testing.T) {
	library, changed := NewLibrary(renumberedTexts(t)), 0
	for i, s := range readSamples(t) {
		if !isCase(s) && i%12 > 0 && os.Getenv("YOSHIKI_LONG") == "" {
			continue
		}
		c, err := library.Open(s.on.Program, s.file.Case.Revision)
		if err != nil {
			t.Fatal(err)
		}
		was, is := printedOfSample(t, s.on, s), printedOfSample(t, c, s)
		if len(was) != len(is) {
			t.Fatalf("%s: %d texts, then %d", s.name, len(was), len(is))
		}
		for at := range was {
			want := renumbered(was[at].words)
			if was[at].ofCase {
				want = was[at].words
			}
			if is[at].words != want {
				t.Errorf("%s: %s: %s, want %s", s.name, was[at].at, is[at].words, want)
			}
			if want != was[at].words {
				changed++
			}
		}
	}
	if changed < 3000 {
		t.Errorf("only %d texts print a clause", changed)
	}
}

// clauseNumber is a clause, or a longer number or a filled form that is none; clauseChapter
// cites a whole chapter.
var (
	clauseNumber  = regexp.MustCompile(`様式[0-9.-]+|[0-9]+(\.[0-9]+)+`)
	clauseChapter = regexp.MustCompile(`第([0-9]+)章`)
)

// renumbered is a text with 40 added to the chapter of every clause and 50 to its number.
func renumbered(text string) string {
	text = clauseChapter.ReplaceAllStringFunc(text, func(found string) string {
		n, _ := strconv.Atoi(clauseChapter.FindStringSubmatch(found)[1])
		return fmt.Sprintf("第%d章", n+40)
	})
	return clauseNumber.ReplaceAllStringFunc(text, func(found string) string {
		parts := strings.Split(found, ".")
		if len(parts) != 2 || strings.HasPrefix(found, "様式") {
			return found
		}
		chapter, _ := strconv.Atoi(parts[0])
		number, _ := strconv.Atoi(parts[1])
		if chapter > 19 || number == 0 {
			return found
		}
		return fmt.Sprintf("%d.%d", chapter+40, number+50)
	})
}

// renumberedTexts are the embedded templates with every clause renumbered.
func renumberedTexts(t *testing.T) fs.FS {
	t.Helper()
	names := []string{}
	err := fs.WalkDir(templates.FS, ".", func(name string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(name, ".yaml") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all := fstest.MapFS{}
	for _, name := range names {
		data, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			t.Fatal(err)
		}
		renumber(&n)
		if data, err = yaml.Marshal(&n); err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: data}
	}
	return all
}

// renumber changes the texts below a node.
func renumber(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!str" {
		n.Value = renumbered(n.Value)
	}
	for _, child := range n.Content {
		renumber(child)
	}
}

// printed is one text of what comes of a case.
type printed struct {
	at, words string
	ofCase    bool
}

// printedOfSample are all texts that come of a sample: its findings and deadlines, and of a
// whole case its forms.
func printedOfSample(t *testing.T, c *Catalog, s *sample) []printed {
	t.Helper()
	findings, err := c.Check(s.file, s.For, s.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	var all []printed
	for _, x := range findings {
		for name := range x.Args {
			if name != "clause" && name != "item" && name != "rule" {
				delete(x.Args, name)
			}
		}
		all = append(all, printed{x.Rule, fmt.Sprintf("%s %s %s %v %v %+v %v", x.ID, x.Clause, x.Pointer, x.Message, x.Repair, x.Terms, x.Args), false})
	}
	slices.SortFunc(all, func(a, b printed) int { return strings.Compare(a.at+a.words, b.at+b.words) })
	deadlines, err := c.Deadlines(s.file)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range deadlines {
		all = append(all, printed{d.Name, fmt.Sprintf("%s %s %v", d.Rule, d.Clause, d.Title), false})
	}
	if isCase(s) && s.Base != "large-renewal.yaml" {
		all = append(all, printedForms(t, c, s.file.Case)...)
	}
	return all
}

func printedForms(t *testing.T, c *Catalog, cs *casefile.Case) []printed {
	t.Helper()
	var all []printed
	for _, kind := range append(c.Kinds(), "") {
		sub, err := c.Submission(kind, cs)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range c.IDs() {
			if p := c.kinds[kind]; kind == "" || id == IndexForm || p.holds(id) {
				filled, err := c.Compose(id, cs, sub)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range filled {
					f.Document.Slice = "" // it names the parts by their digest
					all = append(all, textsIn(kind+" "+f.Name, reflect.ValueOf(*f.Document), nil)...)
				}
			}
		}
	}
	return all
}

// holds reports whether a package holds a form.
func (p *PackageDef) holds(id string) bool {
	return slices.ContainsFunc(p.Papers, func(d PaperDef) bool {
		return slices.ContainsFunc(d.Forms, func(f FormPart) bool { return f.Form == id })
	})
}

// textsIn are the texts of a part of a document. What has a path is of the case, but for the
// words of choices.
func textsIn(at string, v reflect.Value, all []printed) []printed {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		return textsIn(at, v.Elem(), all)
	case reflect.Slice:
		for i := range v.Len() {
			all = textsIn(at, v.Index(i), all)
		}
	case reflect.String:
		return append(all, printed{at, v.String(), false})
	case reflect.Struct:
		if value, ok := v.Interface().(document.Value); ok && value.Path != "" && value.Kind != document.Choice {
			return append(all, printed{at, value.Text, true})
		}
		for i := range v.NumField() {
			all = textsIn(at, v.Field(i), all)
		}
	}
	return all
}

// isCase reports whether a sample is one of the cases, as it stands.
func isCase(s *sample) bool {
	return strings.HasPrefix(s.name, "ok=") && strings.HasSuffix(s.name, ".yaml")
}
