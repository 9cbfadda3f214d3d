package forms

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// over opens the catalogue with a file of a user's own over the embedded ones.
func over(t *testing.T, name, text string) *Catalog {
	t.Helper()
	own := fstest.MapFS{"ismap-liu/2023-11-10/" + name: {Data: []byte(text)}}
	c, err := Open("ismap-liu", "2023-11-10", templates.FS, own)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCatalogsAreRefused lays each file of testdata/rules/refused over the catalogue as a
// user's own: it is refused with its name, a line and the reason that its last line gives.
func TestCatalogsAreRefused(t *testing.T) {
	for folder, name := range map[string]string{"refused": "rules.yaml", "refused-clauses": "clauses.yaml"} {
		files, err := filepath.Glob(ruleSamples + "/" + folder + "/*.yaml")
		if err != nil || len(files) < 10 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, want, _ := strings.Cut(string(data), "# want: ")
			err = over(t, name, text).Own()
			if want = strings.TrimSpace(want); err == nil || !strings.Contains(err.Error(), want) ||
				!strings.Contains(err.Error(), ".yaml: line ") && !strings.Contains(err.Error(), "2023-11-10/"+name) {
				t.Errorf("%s\n%v, want %s", file, err, want)
			}
		}
	}
}

// TestRulesStack ends, changes and adds a rule.
func TestRulesStack(t *testing.T) {
	c := over(t, "rules.yaml", `
application-date:
renewal-application: {severity: warning}
own/number:
  clause: "8.1"
  that: application.number
  about: [application.number]
  message: {ja: 文書番号がありません。, en: There is no number.}
  repair: {ja: 書いてください。, en: Give one.}
`)
	for name, want := range map[string]string{"application-date": "", "renewal-application": "liu:8.3", "own/number": "liu:8.1/number", "report-date": "liu:7.3"} {
		r, err := c.Rule(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := printedOf(r); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if r, _ := c.Rule("renewal-application"); r.Severity != casefile.Warning || len(r.There) == 0 || r.Message.Ja == "" {
		t.Errorf("%+v", r)
	}
	if r, _ := c.Rule("own/number"); r.Place() != "ismap-liu/2023-11-10/rules.yaml: line 4: own/number" {
		t.Error(r.Place())
	}
}

func printedOf(r *Rule) string {
	if r == nil {
		return ""
	}
	return r.ID
}

// TestOwnRuleHasWords finds fault with a user's own rule, in its own words.
func TestOwnRuleHasWords(t *testing.T) {
	c := over(t, "rules.yaml", `
own/number:
  clause: "8.1"
  that: application.number == "x"
  about: [application.number]
  message: {ja: "文書番号「{found}」（規則{clause}）", en: 'Number {found}, clause {clause}'}
  repair: {ja: 直してください。, en: Mend it.}
`)
	s := (&sample{Base: "small-saas.yaml", name: "ok="}).read(t)
	found, err := c.Check(s.file, "", "")
	if err != nil || len(found) != 1 || found[0].ID != "liu:8.1/number" || found[0].Rule != "own/number" ||
		found[0].Message.Ja == "" || found[0].Args["clause"] != "8.1" {
		t.Errorf("%+v %v", found, err)
	}
}

// TestRulesCompile compiles every expression of every revision.
func TestRulesCompile(t *testing.T) {
	for program, least := range map[casefile.Program]int{"ismap-liu": 150, "ismap": 115} {
		count := 0
		for _, day := range days(string(program), []fs.FS{templates.FS}) {
			rules, err := catalogIn(t, program, day).Rules()
			if err != nil {
				t.Fatal(err)
			}
			count = len(rules)
			for _, r := range rules {
				if err := r.Compile(); err != nil {
					t.Error(err)
				}
			}
		}
		if count < least {
			t.Errorf("%s: only %d rules in the last revision", program, count)
		}
	}
}

// FuzzRules reads rules of a user's own and asks them: whatever stands in the file, it is
// refused or asked, never a panic.
func FuzzRules(f *testing.F) {
	data, err := templates.FS.ReadFile("ismap-liu/2023-07-03/rules.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add("a:\n  clause: \"8.2\"\n  each: statement.controls\n  that: it.id.matches(\"[\")\n  about: [it.id]\n")
	f.Add("a: {clause: \"1\", deadline: {start: service.name, n: 99999999999, unit: year}, about: [size(attachments)]}")
	f.Add("a: {clause: \"1\", there: [statement.period.from.to], about: [it]}")
	s := (&sample{Base: "small-saas.yaml", name: "ok="}).read(f)
	f.Fuzz(func(t *testing.T, rules string) {
		c, err := Open("ismap-liu", "2023-11-10", fstest.MapFS{
			"ismap-liu/2023-11-10/rules.yaml":    {Data: []byte(rules)},
			"ismap-liu/2023-11-10/revision.yaml": {Data: []byte("in_force: 2023-11-10\n")}})
		if err != nil {
			return
		}
		if _, err := c.Check(s.file, "", "2026-11-22"); err != nil {
			return
		}
		if _, err := c.Deadlines(s.file); err != nil {
			return
		}
	})
}
