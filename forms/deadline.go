package forms

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"yoshiki/forms/layers"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/expr"
	"yoshiki/forms/period"
)

// WithoutDelay is the unit of a period without a number (遅滞なく): nobody can say when it is
// over, so that it never is.
const WithoutDelay period.Unit = "without-delay"

// DeadlineDef is when something is due, as data: a period that runs from a day or a moment
// of the case, or a day that a paper fixes.
type DeadlineDef struct {
	Ja      string      `yaml:"ja"`      // what is due
	En      string      `yaml:"en"`      //
	Start   expr.Lazy   `yaml:"start"`   // day, or moment with its offset, from which the period runs
	N       int         `yaml:"n"`       // how many units
	Unit    period.Unit `yaml:"unit"`    // day, working-day, month, year; without-delay has no n
	Counted bool        `yaml:"counted"` // the first day is counted
	Day     expr.Lazy   `yaml:"day"`     // instead of a period: the day itself
	Done    expr.Lazy   `yaml:"done"`    // day on which it was done; of Keep, until which it is kept
	Keep    bool        `yaml:"keep"`    // something is to be kept until the day, not done by it
	By      string      `yaml:"by"`      // who has to: applicant (default), operations-support, committee, ministries

	Late casefile.Severity `yaml:"late"` // of being late, where that is another than the rule's: note when the paper is still owed
}

// Deadline is one deadline of a case.
type Deadline struct {
	Rule    string         // id of the rule: "liu:8.2"
	Name    string         // its lasting name: "application-date"
	Title   casefile.Words // what is due
	Clause  string         // "8.2"
	By      string         // who has to: applicant, operations-support, committee, ministries
	Keep    bool           // something is to be kept until Step.End, not done by it
	Step    period.Step    // how it was counted; N is 0 where a paper fixes the day, which is then From and End, and WithoutDelay, from that day on
	Timed   bool           // the period runs from a moment, so that Target holds
	Target  period.Clock   // the stricter reading: the same clock time on Step.End (see period.Readings)
	Done    period.Date    // day on which it was done; zero while it is open; of Keep, until which it is kept
	Pointer string         // JSON Pointer of the value that shows what was done
	Forms   []string       // ids of the forms that show it
}

// Late reports whether it was done after its last day, or is open on the day asOf and past.
// What is to be kept is late when it is kept for too short a time. On no day, "", nothing
// open is late.
func (d *Deadline) Late(asOf casefile.Date) bool {
	none := period.Date{}
	switch {
	case d.Step.Unit == WithoutDelay:
		return false
	case d.Keep:
		return d.Done != none && d.Done.Before(d.Step.End)
	case d.Done != none:
		return d.Done.After(d.Step.End)
	}
	return string(asOf) > d.Step.End.String()
}

// Deadlines are all deadlines of a case whose period has begun, met or not, in the order
// of their days. Errors are faults of the catalogue, or days that no table of holidays
// reaches.
func (c *Catalog) Deadlines(f *decode.File) ([]Deadline, error) {
	rules, err := c.Rules()
	if err != nil {
		return nil, err
	}
	a := &asker{file: f, words: c.vocabulary}
	var all []Deadline
	for _, r := range rules {
		for _, it := range r.subjects(f.Case) {
			d, err := a.begun(r, it)
			if err != nil {
				return nil, r.fault(err)
			}
			if d != nil {
				d.Forms = c.FormsOf(d.Pointer)
				all = append(all, *d)
			}
		}
	}
	if len(all) > 0 {
		_, err = c.shown() // so that a fault in a form is told
	}
	slices.SortStableFunc(all, func(a, b Deadline) int {
		return cmp.Or(a.Step.End.Compare(b.Step.End), casefile.CompareClauses(a.Clause, b.Clause), cmp.Compare(a.Rule, b.Rule))
	})
	return all, err
}

func (a *asker) begun(r *Rule, it expr.Found) (*Deadline, error) {
	s, err := a.scope(r, it)
	if err != nil {
		return nil, err
	}
	return r.begun(s)
}

// begun gives the rule's deadline in a scope, or nil when the rule does not apply there.
func (r *Rule) begun(s *expr.Scope) (*Deadline, error) {
	if r.Deadline == nil {
		return nil, nil
	}
	if ok, err := r.applies(s); !ok || err != nil {
		return nil, err
	}
	return r.reckon(s)
}

// reckon counts the rule's deadline; nil when the day that it runs from is not known.
func (r *Rule) reckon(s *expr.Scope) (*Deadline, error) {
	def := r.Deadline
	d := &Deadline{Rule: r.ID, Name: r.Name, Title: casefile.Words{Ja: def.Ja, En: def.En}, Clause: r.Clause,
		By: cmp.Or(def.By, "applicant"), Keep: def.Keep}
	known, err := def.count(d, s)
	if !known || err != nil {
		return nil, err
	}
	done, err := def.Done.Text(s)
	if err != nil {
		return nil, err
	}
	if d.Done, _, err = dayOrMoment(done); err != nil {
		return nil, err
	}
	about, err := r.About[0].Eval(s)
	d.Pointer = about.Pointer
	return d, err
}

// count finds the last day.
func (def *DeadlineDef) count(d *Deadline, s *expr.Scope) (known bool, err error) {
	from := &def.Start
	if from.Source == "" {
		from = &def.Day
	}
	text, err := from.Text(s)
	if text == "" || err != nil {
		return false, err
	}
	day, clock, err := dayOrMoment(text)
	if err != nil {
		return false, err
	}
	switch d.Timed = isMoment(text) && def.Unit != WithoutDelay; {
	case def.Day.Source != "" || def.Unit == WithoutDelay:
		d.Step = period.Step{Period: period.Period{From: day, Unit: def.Unit}, End: day, Safe: period.SafeDay(day), Official: period.Official(day)}
	case d.Timed:
		d.Step, d.Target, err = period.Readings(day, clock, def.N, def.Unit)
	default:
		d.Step, err = period.Period{From: day, Counted: def.Counted, N: def.N, Unit: def.Unit}.Reckon()
	}
	return true, err
}

func isMoment(text string) bool { return strings.Contains(text, "T") }

// dayOrMoment reads a Date or a Time of a case; the zero day when it is empty.
func dayOrMoment(text string) (period.Date, period.Clock, error) {
	if text == "" {
		return period.Date{}, 0, nil
	}
	if isMoment(text) {
		return period.ParseTime(text)
	}
	d, err := period.Parse(text)
	return d, 0, err
}

// authorities are those who may have to do something beside the applicant.
var authorities = []string{"", "applicant", "operations-support", "committee", "ministries"}

// complete tells what a deadline lacks.
func (def *DeadlineDef) complete() error {
	units := []period.Unit{period.Day, period.WorkingDay, period.Month, period.Year}
	switch {
	case (def.Start.Source == "") == (def.Day.Source == ""):
		return layers.NewFault(0, "deadline-start")
	case def.Unit == WithoutDelay && (def.N != 0 || def.Day.Source != "" || def.Keep):
		return layers.NewFault(0, "deadline-delay", "unit", string(WithoutDelay))
	case def.Unit != WithoutDelay && def.Start.Source != "" && (def.N < 1 || !slices.Contains(units, def.Unit)):
		return layers.NewFault(0, "deadline-period", "units", fmt.Sprint(units), "unit", string(WithoutDelay))
	case !slices.Contains([]casefile.Severity{"", casefile.Warning, casefile.Note}, def.Late):
		return layers.NewFault(0, "one-of", "key", "late", "known", fmt.Sprint([]casefile.Severity{casefile.Warning, casefile.Note}))
	case !slices.Contains(authorities, def.By):
		return layers.NewFault(0, "one-of", "key", "by", "known", fmt.Sprint(authorities[1:]))
	}
	return nil
}

// Early is what has to be begun long before a submission that is still to be made on a day,
// each once. Who is registered has done it before.
func (c *Catalog) Early(cs *casefile.Case, asOf casefile.Date) ([]casefile.Words, error) {
	if cs.Registration.Number != "" {
		return nil, nil
	}
	var all []casefile.Words
	for _, kind := range c.Kinds() {
		day, err := c.SubmissionDay(kind, cs)
		if err != nil {
			return nil, err
		}
		if day != "" && (asOf == "" || day <= asOf) {
			continue
		}
		for _, w := range c.kinds[kind].Early {
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	return all, nil
}
