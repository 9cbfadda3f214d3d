package office

import (
	"errors"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/package/repository"
)

// letter is a letter on its way.
type letter struct {
	*Issued
	ref      letters.Ref
	stored   *repository.Case
	known    *casefile.Case
	print    *letters.Print
	form     *forms.Definition
	draft    *letters.Draft
	corrects *letters.Record
	book     *letters.Book
	turned   *letters.Record // one of its form that was turned down, whose place it takes
	begun    bool            // it has a number
	assigned letters.Assigned
}

func (x *letter) fail(err error) {
	if err != nil {
		x.Status, x.Err = IssuingFailed, err
	}
}

// ready reports whether the letter can go.
func (x *letter) ready() bool {
	return x.placedAt() != "" && x.Err == nil && !casefile.Failed(x.Findings)
}

// placedAt is the pointer of the group that the letter was written into; "" where it was not.
func (x *letter) placedAt() string {
	if x.draft == nil {
		return ""
	}
	return x.draft.Pointer
}

// refuse notes why a letter is not issued.
func (x *letter) refuse(err error) {
	var refused *app.Refused
	var absent *app.Error
	switch {
	case err == nil:
	case errors.As(err, &refused):
		x.Findings = append(x.Findings, x.placed(refused.Findings)...)
	case errors.Is(err, forms.ErrNoForm):
		x.about("case", "letter:no-form", "form", x.Form)
	case errors.As(err, &absent) && absent.Kind == app.Absent:
		x.about("case", "letter:no-such-case", "found", x.Name)
	default:
		x.fail(err)
	}
}

// gone notes what became of the very same letter before.
func (x *letter) gone(was *letters.Record) {
	switch was.State() {
	case letters.Released:
		x.Status, x.Record = IssuedBefore, *was
	case letters.Waiting:
		x.Status, x.Record = AwaitsSecond, *was
	case letters.TurnedDown:
		x.about("", "letter:turned-down", "number", was.Number, "person", was.Verdict.By.Name, "why", was.Verdict.Reason)
	}
}

// isList reports whether a case has room for many letters of a form.
func isList(d *forms.Definition) bool { return strings.Contains(d.Subject(), "/*") }

// stands is the number and day of the letter that the group which this one would fill
// holds. A list has room for many.
func (x *letter) stands() (number, date string) {
	leaf := func(field string) string {
		v, err := casefile.Get(x.known, x.form.Subject()+"/"+field)
		if err != nil {
			return ""
		}
		return v.Text()
	}
	return leaf(x.form.Letter.Number), leaf(x.form.DateField())
}

// about adds an error about a cell of the letter's row.
func (x *letter) about(cell, id string, args ...string) {
	x.Findings = append(x.Findings, x.Row.Fault(cell, id, args...)...)
}

// placed gives findings about the case the place of the cell that says it.
func (x *letter) placed(found []casefile.Finding) []casefile.Finding {
	pointer := x.placedAt()
	out := make([]casefile.Finding, len(found))
	for i, f := range found {
		out[i] = x.Row.Placed(f, pointer)
	}
	return out
}
