package forms_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
)

// folder makes a file system of texts.
func folder(texts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// made is a small catalogue: revisions of two days, with what is laid over it.
func made(texts map[string]string) fstest.MapFS {
	fsys := folder(map[string]string{
		"ismap/2022-04-01/revision.yaml":   "in_force: 2022-04-01\nedition: first\nwords: {rules: 登録規則}\n",
		"ismap/2022-04-01/forms/3.yaml":    form("3", "application", "- text: old"),
		"ismap/2024-01-04/revision.yaml":   "in_force: 2024-01-04\nedition: second\n",
		"common/2020-06-03/blocks.yaml":    "shared: [{text: common}]\n",
		"common/2023-01-01/blocks.yaml":    "shared: [{text: later}]\n",
		"ismap/2022-04-01/packages.yaml":   "appeal: {ja: 異議申立て, en: Appeal, clause: \"15.1\", subject: appeals, date: 'appeals[0].date'}\n",
		"ismap/2022-04-01/forms/8.yaml":    form("8", "control_changes", "- use: shared"),
		"ismap-liu/2022-11-01/blocks.yaml": "",
	})
	for name, text := range texts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// form is a definition with one section of the blocks.
func form(id, subject, blocks string, more ...string) string {
	return "id: \"" + id + "\"\ntitle: {ja: 様式, en: Form, confirmed: true}\nsubjects: [" + subject + "]\n" + strings.Join(more, "\n") +
		"\nsections:\n  - name: one\n    blocks:\n" + indented(blocks)
}

func indented(text string) string {
	return "      " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n      ") + "\n"
}

// texts are the paragraphs of the first form drawn.
func texts(t *testing.T, c *forms.Catalog, id string, cs *casefile.Case) (words, edition string) {
	t.Helper()
	filled, err := c.Compose(id, cs, casefile.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	if len(filled) == 0 {
		return "none", ""
	}
	var all []string
	for _, b := range filled[0].Document.Sections[0].Blocks {
		if p, ok := b.(document.Paragraph); ok {
			all = append(all, p.Text)
		}
	}
	return strings.Join(all, "|"), filled[0].Document.Edition
}

// A later day lies over an earlier one, whichever file system holds it; of one day the
// user's folder lies over the embedded one, and the programme's over what both share.
func TestStackedByDayThenLayer(t *testing.T) {
	cs := new(casefile.Case)
	cs.Application.Kind, cs.ControlChanges = "new", []casefile.ControlChangeNotice{{Date: "2026-04-01"}}
	embedded := made(map[string]string{"ismap/2024-01-04/forms/3.yaml": form("3", "application", "- text: new")})
	for name, x := range map[string]struct {
		own            map[string]string
		day            casefile.Date
		form, want, by string
	}{
		"nothing":                  {nil, "2026-01-01", "3", "new", "second"},
		"earlier day":              {nil, "2024-01-03", "3", "old", "first"},
		"own of an earlier day":    {map[string]string{"ismap/2022-04-01/forms/3.yaml": form("3", "application", "- text: own")}, "2026-01-01", "3", "new", "second"},
		"own of that day":          {map[string]string{"ismap/2022-04-01/forms/3.yaml": form("3", "application", "- text: own")}, "2023-12-31", "3", "own", "first"},
		"own of the newest day":    {map[string]string{"ismap/2024-01-04/forms/3.yaml": form("3", "application", "- text: own")}, "2026-01-01", "3", "own", "second"},
		"own day between":          {map[string]string{"ismap/2023-01-01/revision.yaml": "in_force: 2023-01-01\nedition: own\n", "ismap/2023-01-01/forms/3.yaml": form("3", "application", "- text: own")}, "2023-02-01", "3", "own", "own"},
		"common of a later day":    {nil, "2026-01-01", "8", "later", "first"},
		"common of an earlier day": {nil, "2022-12-31", "8", "common", "first"},
		"programme over common":    {map[string]string{"ismap/2024-01-04/blocks.yaml": "shared: [{text: programme}]\n"}, "2026-01-01", "8", "programme", "second"},
		"own words of a revision":  {map[string]string{"ismap/2024-01-04/revision.yaml": "edition: corrected\n"}, "2026-01-01", "3", "new", "corrected"},
	} {
		c, err := forms.Open("ismap", x.day, embedded, folder(x.own))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got, by := texts(t, c, x.form, cs); got != x.want || by != x.by {
			t.Errorf("%s: %q of %q, want %q of %q", name, got, by, x.want, x.by)
		}
	}
}

// A revision that is not confirmed counts only on its very day, as in a case that names it.
func TestUnconfirmed(t *testing.T) {
	reported := map[string]string{"ismap/2024-01-04/revision.yaml": "in_force: 2024-01-04\nedition: reported\nconfirmed: false\nsource: hearsay\n",
		"ismap/2024-01-04/forms/3.yaml": form("3", "application", "- text: reported")}
	cs := new(casefile.Case)
	cs.Application.Kind = "new"
	for day, want := range map[casefile.Date]string{"2024-01-03": "old", "2024-01-04": "reported", "2024-01-05": "old"} {
		c, err := forms.Open("ismap", day, made(reported))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := texts(t, c, "3", cs); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
		if passed := len(c.Passed) > 0; passed != (day == "2024-01-05") {
			t.Errorf("%s: passed over: %v", day, c.Passed)
		}
	}
	confirmed := folder(map[string]string{"ismap/2024-01-04/revision.yaml": "confirmed: true\n"})
	c, err := forms.Open("ismap", "2026-01-01", made(reported), confirmed)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := texts(t, c, "3", cs); got != "reported" || len(c.Passed) > 0 {
		t.Errorf("confirmed by the user: %q, %v", got, c.Passed)
	}
}

// TestRevisionsAreRefused gives each slip that a revision can have.
func TestRevisionsAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"in_force: 2024-01-05\nedition: x\n":                                                    "ismap/2024-01-04/revision.yaml: line 1: in_force is \"2024-01-05\"",
		"in_force: 2024-01-04\n":                                                                "edition is wanted",
		"in_force: 2024-01-04\nedition: x\nconfirmed: false\n":                                  "says its source",
		"in_force: 2024-01-04\nedition: x\nedtion: y\n":                                         "ismap/2024-01-04/revision.yaml: line 3: field edtion not found",
		"in_force: 2024-01-04\nedition: x\nedition: y\n":                                        "ismap/2024-01-04/revision.yaml: line 3: mapping key \"edition\" already defined",
		"in_force: 2024-01-04\nedition: x\nconfirmed: false\nsource: a\nreleased: 2024-01-04\n": "is not released",
	} {
		_, err := forms.Open("ismap", "2026-01-01", made(map[string]string{"ismap/2024-01-04/revision.yaml": text}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	_, err := forms.Open("ismap", "2026-01-01", made(map[string]string{"ismap/draft/revision.yaml": "in_force: draft\nedition: x\n"}))
	if err == nil || !strings.Contains(err.Error(), "ismap/draft/revision.yaml: line 1: a folder is named after the day") {
		t.Error(err)
	}
}

// A library makes each stack once, whoever asks and for whatever day.
func TestLibrary(t *testing.T) {
	l := forms.NewLibrary(made(nil))
	var mu sync.Mutex
	found := map[*forms.Definition]bool{}
	var wg sync.WaitGroup
	for _, day := range []casefile.Date{"2024-01-04", "2025-01-01", "2026-01-01", "2024-01-04"} {
		wg.Go(func() {
			c, err := l.Open("ismap", day)
			if err != nil {
				t.Error(err)
				return
			}
			d, err := c.Definition("3")
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			found[d] = true
		})
	}
	wg.Wait()
	if len(found) != 1 {
		t.Errorf("%d definitions", len(found))
	}
}
