package expr_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

var names = expr.Shape{
	"it":   {Type: reflect.TypeFor[casefile.Evaluation](), Path: []string{"prior", "evaluations", "*"}},
	"kind": {Type: reflect.TypeFor[casefile.Text]()},
}

// TestReads gives each way in which an expression looks at the case.
func TestReads(t *testing.T) {
	for source, want := range map[string]string{
		"applicant.name":                  "applicant.name",
		"it.date":                         "prior.evaluations.*.date",
		"kind":                            "",
		`kind == "renewal"`:               "",
		`it.date == prior.date`:           "prior.evaluations.*.date prior.date",
		"appeals[size(appeals) - 1].date": "appeals appeals.*.date",
		"it.operations.exists(o, o.name == kind)":                     "prior.evaluations.*.operations prior.evaluations.*.operations.*.name",
		"prior.evaluations.filter(e, e.date != '').map(e, e.overall)": "prior.evaluations prior.evaluations.*.date prior.evaluations.* prior.evaluations prior.evaluations.*.overall",
		"appeals.filter(a, a.date > '')[0].measure.date":              "appeals appeals.*.date appeals.* appeals.*.measure.date",
		"prior.evaluations.all(e, it.information.all(i, i.name != e.bureau))": "prior.evaluations prior.evaluations.*.information " +
			"prior.evaluations.*.information.*.name prior.evaluations.*.bureau",
		"[service.name, it.bureau].exists(t, t.contains('x'))": "service.name prior.evaluations.*.bureau",
		"it.date != '' ? it.bureau : service.url":              "prior.evaluations.*.date prior.evaluations.*.bureau service.url",
		"appeals.exists(it, it.date != '') && it.bureau != ''": "appeals appeals.*.date prior.evaluations.*.bureau",
	} {
		c, err := expr.Compile(source, names)
		if err == nil {
			err = c.Check()
		}
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		var got []string
		for _, path := range c.Reads {
			got = append(got, strings.Join(path, "."))
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", source, diff)
		}
	}
}

// TestRefused gives names that nothing has: they are told without the types of CEL.
func TestRefused(t *testing.T) {
	for source, want := range map[string]string{
		"applicant.nmae":                      `Applicant has no "nmae"`,
		"applicant.nmae == ''":                `Applicant has no "nmae"`,
		"that.date == ''":                     `there is no "that"`,
		"it.operations.exists(o, o.nme > '')": `EvaluatedOperation has no "nme"`,
		"appeals[0].dat == ''":                `Appeal has no "dat"`,
		"appeals.filter(a, true)[0].x == ''":  `Appeal has no "x"`,
		"it.date ==":                          "Syntax error",
	} {
		if _, err := expr.Compile(source, names); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", source, err, want)
		}
	}
	c, err := expr.Compile("it.date + 1 == 2", names)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Check(); err == nil || !strings.Contains(err.Error(), "no matching overload") {
		t.Error(err)
	}
	if _, err := c.Run(&expr.Scope{}); err == nil {
		t.Error("what cannot be compiled runs")
	}
}
