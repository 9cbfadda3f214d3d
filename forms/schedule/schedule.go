// Package schedule shows the deadlines of a case to people: in words with the arithmetic
// ([Entry.Arithmetic]), as a calendar ([Schedule.Calendar]), as a chart of the procedures
// from the assessment period to the renewal ([Schedule.Timeline], [SVG]).
//
// Which deadlines a case has, and how each was counted, comes from [forms.Catalog.Deadlines].
// What is added here is a day, "as of", from which days left are counted; it is data, there
// is no clock. What is due is named beside its rule; other words come from locales: "count"
// has the sentences of the arithmetic.
package schedule

import (
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/period"
)

// State is how a deadline stands on a day.
type State string

// The states.
const (
	Met     State = "met"     // done in time, by the day of the report
	Planned State = "planned" // will be done in time, as the case says
	Open    State = "open"    // not done, and not past
	Late    State = "late"    // done too late, or past
	Kept    State = "kept"    // something is being kept until the day
)

// Schedule is all deadlines of a case as they stand on a day.
type Schedule struct {
	Case    *casefile.Case
	AsOf    period.Date // zero when no day was given
	Entries []Entry     // in the order of their last days

	Early []casefile.Words // what has to be begun long before a first submission, see [forms.Catalog.Early]
}

// Entry is one deadline as it stands on the day of its schedule.
type Entry struct {
	forms.Deadline
	Number int // which of several deadlines of its rule, from 1; 0 if it is the only one
	State  State
	Left   int  // days from the day of the schedule to the last day, negative behind it; 0 without one
	Dated  bool // the schedule has a day, so that Left holds
}

// New finds the deadlines of a case and tells how they stand on the day asOf. On no day,
// "", what is not done is open. Errors: a day that is none, or those of
// [forms.Catalog.Deadlines].
func New(catalog *forms.Catalog, f *decode.File, asOf casefile.Date) (*Schedule, error) {
	s := &Schedule{Case: f.Case}
	var err error
	if asOf != "" {
		if s.AsOf, err = period.Parse(string(asOf)); err != nil {
			return nil, err
		}
	}
	deadlines, err := catalog.Deadlines(f)
	if err != nil {
		return nil, err
	}
	if s.Early, err = catalog.Early(f.Case, asOf); err != nil {
		return nil, err
	}
	count, number := map[string]int{}, map[string]int{}
	for _, d := range deadlines {
		count[d.Rule]++
	}
	for _, d := range deadlines {
		e := Entry{Deadline: d, State: s.state(&d, asOf), Dated: asOf != ""}
		if e.Dated {
			e.Left = s.AsOf.DaysUntil(d.Step.End)
		}
		if count[d.Rule] > 1 {
			number[d.Rule]++
			e.Number = number[d.Rule]
		}
		s.Entries = append(s.Entries, e)
	}
	return s, nil
}

func (s *Schedule) state(d *forms.Deadline, asOf casefile.Date) State {
	switch none := (period.Date{}); {
	case d.Late(asOf):
		return Late
	case d.Keep:
		return Kept
	case d.Done == none:
		return Open
	case s.AsOf != none && d.Done.After(s.AsOf):
		return Planned
	}
	return Met
}
