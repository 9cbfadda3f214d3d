package forms

import (
	"reflect"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// mayBeAbsent are values that a rule reads and that need not be there: what they tell has
// not happened yet, or another value tells it too, or the rule is about some entries only.
var mayBeAbsent = map[string]bool{
	"applicant.postal_code":                        true, // a foreign corporation may have none
	"appeals.*.measure.number":                     true,
	"application.number":                           true,
	"application.receipt.accepted":                 true,
	"attachments.*.date":                           true,
	"control_changes.*.events":                     true,
	"hold.*.intent.report_planned":                 true,
	"hold.*.notice.application.number":             true,
	"incident_reports.*.follow_up":                 true,
	"incident_reports.*.number":                    true,
	"incident_reports.*.occurred_at":               true,
	"incident_reports.*.previous.number":           true,
	"information.capital.parents.*.ratio":          true,
	"information.capital.subsidiaries.*.ratio":     true,
	"monitoring_notices.*.number":                  true,
	"monitoring_notices.*.replied":                 true,
	"monitoring_results.*.notice.number":           true,
	"monitoring_results.*.number":                  true,
	"prior.evaluations.*.operations.*.list_number": true,
	"prior.result.number":                          true,
	"prior_appeals.*.measure.number":               true,
	"registration.notice_number":                   true,
	"rejection.number":                             true,
	"prior.evaluations.*.information.*.functions":  true,
	"prior.receipt.accepted":                       true,
	"prior.review.inquiries.*.answered":            true,
	"re_audit.*.number":                            true,
	"review.inquiries.*.answered":                  true,
	"contact.deputies.*.email":                     true,
	"statement.scope.services":                     true, // where there is only one
	"improvement_plan.items.*.completed":           true,
}

// TestAbsentDataIsTold takes each value that an applicable rule rests on out of the cases
// that are right, one at a time: some finding must tell, or the rule would have passed for
// want of data.
func TestAbsentDataIsTold(t *testing.T) {
	tried := map[casefile.Program]map[string]bool{"ismap-liu": {}, "ismap": {}}
	for _, s := range readSamples(t) {
		if !strings.HasSuffix(s.name, ".yaml") {
			continue
		}
		rules, err := s.on.Rules()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			for _, path := range r.restsOn(s) {
				key := strings.Join(path, ".")
				for _, v := range valuesAt(reflect.ValueOf(s.file.Case).Elem(), path) {
					if v.Kind() == reflect.String && v.String() != "" && !tried[s.on.Program][key] && !mayBeAbsent[key] {
						tried[s.on.Program][key] = true
						s.without(t, v, r.ID+": "+key)
					}
				}
			}
		}
	}
	for program, keys := range tried {
		if len(keys) < 80 {
			t.Errorf("%s: only %d values tried", program, len(keys))
		}
	}
}

func (s *sample) without(t *testing.T, v reflect.Value, what string) {
	t.Helper()
	kept := v.String()
	v.SetString("")
	defer v.SetString(kept)
	if findings, err := s.on.Check(s.file, "", ""); err != nil || len(findings) == 0 {
		t.Errorf("%s: without %s: %v, no finding", s.name, what, err)
	}
}

// restsOn are the paths of what the rule asks, where it applies to the case.
func (r *Rule) restsOn(s *sample) [][]string {
	a := &asker{file: s.file, words: s.on.vocabulary}
	for _, it := range r.subjects(s.file.Case) {
		if applies, err := a.applies(r, it); err != nil || !applies {
			continue
		}
		asked := []*expr.Lazy{&r.That}
		if r.Deadline != nil {
			asked = append(asked, &r.Deadline.Start, &r.Deadline.Day)
		}
		var paths [][]string
		for _, e := range asked {
			read, _ := e.Reads()
			paths = append(paths, read...)
		}
		return paths
	}
	return nil
}

// valuesAt are the values at a path, in every entry of its lists.
func valuesAt(v reflect.Value, path []string) []reflect.Value {
	if len(path) == 0 {
		return []reflect.Value{v}
	}
	if path[0] == "*" {
		var all []reflect.Value
		for i := range v.Len() {
			all = append(all, valuesAt(v.Index(i), path[1:])...)
		}
		return all
	}
	f, ok := expr.FieldOf(v.Type(), path[0])
	if !ok {
		return nil
	}
	return valuesAt(v.FieldByIndex(f.Index), path[1:])
}
