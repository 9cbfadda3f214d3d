package compare_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/casetest"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/schema"
	"yoshiki/forms/compare"
)

// outcome is what comes of a catalogue, by what it is of: the forms filled from the samples
// and blank, what is found in the samples whole and damaged, their deadlines, and what is
// said of a case to those who write one.
type outcome map[string]string

func (o outcome) add(of, what string, value any) { o[of+" "+what] += fmt.Sprintf("%+v\n", value) }

// cases are the samples of each programme, and the same damaged.
func cases(t *testing.T) map[string][]*decode.File {
	t.Helper()
	all := map[string][]*decode.File{}
	names, err := filepath.Glob("../../testdata/cases/*.yaml")
	fatal(t, err)
	r := rand.New(rand.NewPCG(1, 1))
	for _, name := range names {
		data, err := os.ReadFile(name)
		fatal(t, err)
		f, _ := decode.Decode(filepath.Base(name), data, os.DirFS("../../testdata/cases"))
		if f.Name == "large-renewal.yaml" {
			continue
		}
		program := string(f.Case.Program)
		damaged := *f
		damaged.Case = casetest.Edited(r, f.Case, 60)
		all[program] = append(all[program], f, &damaged)
	}
	return all
}

func outcomes(t *testing.T, c *forms.Catalog, files []*decode.File) outcome {
	t.Helper()
	o := outcome{}
	for _, id := range c.IDs() {
		filled, err := c.Blank(id, new(casefile.Case), casefile.Submission{})
		fatal(t, err)
		o.add("form", id, *filled.Document)
	}
	for i, f := range files {
		if i%2 == 0 {
			o.filled(t, c, f)
		}
		findings, err := c.Check(f, "", "2026-11-22")
		fatal(t, err)
		for _, x := range findings {
			o.add("found", x.Rule+" "+x.ID, x)
		}
		deadlines, err := c.Deadlines(f)
		fatal(t, err)
		for _, d := range deadlines {
			o.add("due", d.Name, d)
		}
	}
	for _, language := range []string{"ja", "en"} {
		text, err := schema.Schema(c.Vocabulary(), language)
		fatal(t, err)
		o.add("said", language, string(text))
	}
	return o
}

// filled are all forms, and those of each package of which the case tells.
func (o outcome) filled(t *testing.T, c *forms.Catalog, f *decode.File) {
	t.Helper()
	sub := casefile.Submission{}
	for _, kind := range c.Kinds() {
		if day, err := c.SubmissionDay(kind, f.Case); err == nil && day != "" && strings.HasPrefix(kind, "re") {
			sub, err = c.Submission(kind, f.Case)
			fatal(t, err)
		}
	}
	for _, id := range c.IDs() {
		filled, err := c.Compose(id, f.Case, sub)
		fatal(t, err)
		for _, x := range filled {
			o.add("form", id, *x.Document)
		}
	}
}

// explains are the kinds of change that may make a difference to what comes of a catalogue,
// beside those of the form or rule itself.
var explains = map[string][]compare.Kind{
	"form":  {compare.Choice, compare.Office, compare.Paper, compare.Package, titled},
	"found": {compare.Choice, compare.Paper, compare.Package, compare.Field, compare.Form, compare.Rule}, // of one empty value one finding stays
	"due":   {compare.Form},
	"said":  {compare.Field, compare.Choice},
}

// titled stands for the title of a form: lists of papers name papers by it.
const titled compare.Kind = "title"

// unexplained are the differences of outcomes for which nothing is told.
func unexplained(was, is outcome, told map[string]bool) []string {
	var faults []string
	kinds := map[compare.Kind]bool{}
	for what := range told {
		kind, _, _ := strings.Cut(what, " ")
		kinds[compare.Kind(kind)] = true
	}
	for _, what := range both(was, is) {
		if was[what] == is[what] {
			continue
		}
		of, rest, _ := strings.Cut(what, " ")
		first, _, _ := strings.Cut(rest, " ")
		itself := map[string]string{"form": name(compare.Form, first), "found": name(compare.Rule, first), "due": name(compare.Rule, first)}[of]
		if !told[itself] && !slices.ContainsFunc(explains[of], func(k compare.Kind) bool { return kinds[k] }) {
			faults = append(faults, "not told: "+what)
		}
	}
	return faults
}
