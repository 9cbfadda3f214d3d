package forms

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// layered opens the catalogue with a user's own rules over the embedded ones.
func layered(t *testing.T, rules string) *Catalog {
	t.Helper()
	own := fstest.MapFS{"ismap-liu/2023-11-10/rules.yaml": {Data: []byte(rules)},
		"ismap-liu/2023-11-10/revision.yaml": {Data: []byte("in_force: 2023-11-10\nedition: own\n")}}
	c, err := Open("ismap-liu", "2023-11-10", templates.FS, own)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestRulesAreRefused gives each slip that a file of rules can have: it is refused with
// file, line and reason.
func TestRulesAreRefused(t *testing.T) {
	const good = "a:\n  clause: \"8.2\"\n  about: [application.date]\n"
	for rules, want := range map[string]string{
		good + "  that: application.date != \"\"\n  thatt: x\n":                     "line 5: field thatt not found",
		good + "  that: application.datte != \"\"\n":                                "line 4: application.datte",
		good + "  that: application.date + 1 == 2\n":                                "line 4: application.date + 1",
		good + "  that: application.date != \"\"\n  each: service.functons\n":       `each: Service has no "functons"`,
		good + "  that: application.date != \"\"\n  when: it.no == \"\"\n":          "line 5: it.no",
		good + "  there: [applicant.nmae]\n":                                        "line 4: applicant.nmae",
		good + "  there: ['size(attachments)']\n":                                   `there: "size(attachments)" is no path`,
		good + "  needs: ['size(attachments)']\n  that: application.date != \"\"\n": `needs: "size(attachments)" is no path`,
		good + "  that: application.date != \"\"\n  for: [registraton]\n":           "registraton",
		good + "  documents: [8.1(10)]\n":                                           `no package has a document "8.1(10)"`,
		good + "  that: application.date != \"\"\n  severity: fatal\n":              `severity is error or warning, not "fatal"`,
		good + "  that: application.date != \"\"\n  from: 2023-10-02\n":             "want governs",
		good + "  that: application.date != \"\"\na:\n  clause: \"8.3\"\n":          `line 5: mapping key "a" already defined at line 1`,
		good: "a rule has either documents",
		good + "  that: application.date != \"\"\n  documents: [\"8.1\"]\n":                      "a rule has either documents",
		"a:\n  that: application.date != \"\"\n  about: [application.date]\n":                    "clause is wanted",
		"a:\n  clause: \"8.2\"\n  that: application.date != \"\"\n":                              "about is wanted",
		good + "  deadline: {start: application.date, n: 1, unit: fortnight}\n":                  "a period has n of at least 1 and a unit",
		good + "  deadline: {start: application.date, n: 0, unit: day}\n":                        "a period has n of at least 1 and a unit",
		good + "  deadline: {n: 1, unit: day}\n":                                                 "either start or day is wanted",
		good + "  deadline: {start: application.date, day: application.date, n: 1, unit: day}\n": "either start or day is wanted",
		good + "  deadline: {start: application.date, n: 1, unit: day, by: someone}\n":           "by is one of",
		good + "  deadline: {start: application.dat, n: 1, unit: day}\n":                         "line 4: application.dat",
		good + "  that: application.date != \"\"\n  args: {x: application.nothing}\n":            "line 5: application.nothing",
		good + "  that: application.date != \"\"\n  when: [application]\n":                       "line 5: an expression is one text",
	} {
		c := layered(t, rules)
		all, err := c.Rules()
		for _, r := range all {
			if err == nil {
				err = r.Compile()
			}
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "ismap-liu/2023-11-10/rules.yaml") ||
			!strings.Contains(err.Error(), "line ") && !strings.Contains(want, "line") {
			t.Errorf("%s\n%v, want %s", rules, err, want)
		}
	}
}

// TestRulesStack replaces, adds and ends a rule.
func TestRulesStack(t *testing.T) {
	c := layered(t, "liu:8.2:\nliu:8.3: {clause: \"8.3\", severity: warning, that: application.number, about: [application.number]}\nown: {clause: \"8.1\", that: application.number, about: [application.number]}\n")
	for id, want := range map[string]bool{"liu:8.2": false, "liu:8.3": true, "own": true, "liu:7.3": true} {
		r, err := c.Rule(id)
		if err != nil {
			t.Fatal(err)
		}
		if (r != nil) != want {
			t.Errorf("%s: %v, want %v", id, r != nil, want)
		}
		if id == "liu:8.3" && r.Severity != casefile.Warning {
			t.Error("liu:8.3 is not replaced")
		}
	}
}

// TestRulesCompile compiles every expression of every revision.
func TestRulesCompile(t *testing.T) {
	count := 0
	for _, day := range days("ismap-liu", []fs.FS{templates.FS}) {
		rules, err := catalogOf(t, day).Rules()
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
	if count < 150 {
		t.Errorf("only %d rules in the last revision", count)
	}
}

// TestClausesAreRefused gives each slip that a file of clauses can have.
func TestClausesAreRefused(t *testing.T) {
	for rows, want := range map[string]string{
		`"8.2": {ja: あ, en: a, nott: x}`:         "line 1: field nott not found",
		`"99.1": {ja: あ, en: a}`:                 "99.1: a clause is checked by rules, by hand, or not about papers",
		`"8.2": {ja: あ, en: a, not: authority}`:  "8.2: a clause is checked by rules, by hand, or not about papers",
		`"99.1": {ja: あ, en: a, not: whatever}`:  "not is one of",
		`"99.1": {ja: あ, en: a, by: [liu:99.1]}`: "there is no rule liu:99.1",
		`"99.1": {en: a, not: authority}`:        "ja and en are wanted",
		`"99.1": {ja: あ, en: a, hand: {ja: あ}}`:  "99.1: a clause is checked by rules, by hand, or not about papers",
	} {
		own := fstest.MapFS{"ismap-liu/2023-11-10/clauses.yaml": {Data: []byte(rows)},
			"ismap-liu/2023-11-10/revision.yaml": {Data: []byte("in_force: 2023-11-10\n")}}
		c, err := Open("ismap-liu", "2023-11-10", templates.FS, own)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Matrix(); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "clauses.yaml") {
			t.Errorf("%s: %v, want %s", rows, err, want)
		}
	}
	if _, err := layered(t, "a: {clause: \"99.1\", that: application.number, about: [application.number]}").Matrix(); err == nil ||
		!strings.Contains(err.Error(), "clause 99.1 has no row") {
		t.Error(err)
	}
}

// TestWarnings lists the rules that let a package pass: what is due from an authority, and
// what a person may know better.
func TestWarnings(t *testing.T) {
	rules, err := catalogOf(t, "2023-11-10").Rules()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rules {
		if r.Severity == casefile.Warning {
			got = append(got, r.ID)
		}
		if d := r.Deadline; d != nil && (d.By != "") != (r.Severity == casefile.Warning) {
			t.Errorf("%s: what an authority owes is a warning, what the applicant owes an error", r.ID)
		}
	}
	slices.Sort(got)
	want := strings.Fields(`liu:10.5 liu:10.9 liu:12.1/expiry liu:13.2/earlier liu:4.3 liu:5.1(3)/covered liu:5.1(3)/known
		liu:5.1(3)/offered liu:5.3 liu:7.10/translation liu:7.5(4)/items liu:7.9 liu:9.1(5)/changed liu:9.3 liu:consistency/authority
		liu:consistency/capital-date liu:consistency/hold-notice liu:consistency/incident liu:consistency/internal-audit-date
		liu:consistency/internal-audit-period liu:consistency/location liu:consistency/management liu:consistency/officer
		liu:consistency/period-length liu:consistency/plan-date liu:consistency/pledge-date liu:consistency/prior-receipt
		liu:consistency/public liu:consistency/re-audited liu:consistency/receipt liu:consistency/representation
		liu:consistency/representation-date liu:consistency/scope liu:consistency/signatory liu:consistency/statement-date`)
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
