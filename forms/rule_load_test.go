package forms

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

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

// TestWarnings lists the rules that let a package pass: what is due from an authority, and
// what a person may know better.
func TestWarnings(t *testing.T) {
	var got []string
	for _, j := range judged {
		for _, text := range judgedTexts(t, j.program, j.days) {
			for _, r := range text.rules {
				if r.Severity == casefile.Warning {
					got = append(got, r.ID)
				}
				if d := r.Deadline; d != nil && d.Unit != WithoutDelay && (d.By != "") != (r.Severity == casefile.Warning) {
					t.Errorf("%s: what an authority owes is a warning, what the applicant owes an error", r.ID)
				}
			}
		}
	}
	slices.Sort(got)
	want := strings.Fields(`ismap:10.1/known ismap:10.1/same ismap:10.2/same ismap:10.4 ismap:14.1/notices ismap:3.1/basic ismap:3.1/level ismap:3.4(1)/ratio
		ismap:3.4(4)/items ismap:3.8 ismap:3.9/translation ismap:4.1(1)/omission ismap:5.3 ismap:6.1(4)/minor ismap:6.1/failed ismap:6.3
		ismap:7.5(2)/form ismap:8.1/expiry ismap:9.4 ismap:9/confirmed/measures ismap:consistency/authority ismap:consistency/capital-age
		ismap:consistency/capital-date ismap:consistency/control-versions ismap:consistency/email ismap:consistency/file
		ismap:consistency/finding-control ismap:consistency/finding-criteria ismap:consistency/incident ismap:consistency/location
		ismap:consistency/management ismap:consistency/officer ismap:consistency/period-shortest ismap:consistency/plan-date
		ismap:consistency/pledge-age ismap:consistency/pledge-date ismap:consistency/postal-code ismap:consistency/public ismap:consistency/receipt
		ismap:consistency/representation ismap:consistency/representation-date ismap:consistency/signatory ismap:consistency/statement-date
		ismap:consistency/title ismap:consistency/uncovered liu:10.1(4)/minor liu:10.1/failed liu:10.5 liu:10.9 liu:11.5(2)/form liu:12.1/expiry
		liu:13.2/earlier liu:13.3/measures liu:13.6 liu:14.1/known liu:14.1/same liu:14.2/same liu:14.4 liu:3.4/kind liu:4.3 liu:5.1(1)/list
		liu:5.1(3)/confidentiality liu:5.1(3)/covered liu:5.1(3)/known liu:5.1(3)/offered liu:5.1/failed liu:5.3 liu:5.3/timing liu:5.4/scope
		liu:7.1/basic liu:7.1/level liu:7.10/translation liu:7.5(1)/ratio liu:7.5(4)/items liu:7.9 liu:8.1(1)/omission liu:9.1(5)/changed liu:9.3
		liu:consistency/authority liu:consistency/capital-age liu:consistency/capital-date liu:consistency/control-versions liu:consistency/email
		liu:consistency/file liu:consistency/finding-control liu:consistency/finding-criteria liu:consistency/hold-notice liu:consistency/incident
		liu:consistency/internal-audit-date liu:consistency/internal-audit-period liu:consistency/location liu:consistency/management
		liu:consistency/officer liu:consistency/period-shortest liu:consistency/plan-date liu:consistency/pledge-age liu:consistency/pledge-date
		liu:consistency/postal-code liu:consistency/prior-receipt liu:consistency/public liu:consistency/receipt liu:consistency/representation
		liu:consistency/representation-date liu:consistency/scope liu:consistency/signatory liu:consistency/statement-date liu:consistency/title
		liu:consistency/uncovered`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
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
