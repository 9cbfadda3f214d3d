package office

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
)

// draft reads the case, writes the letter into it and checks it: all that is found out of a letter
// before it has its number, whether it is issued or looked at.
func (r *issuing) draft(ctx context.Context, of *Issued) *letter {
	x := &letter{Issued: of, ref: of.Ref()}
	of.Status = NotIssued
	err := r.read(ctx, x)
	if of.Findings = slices.Clone(of.Row.Findings); len(of.Findings) > 0 {
		return x // a row that cannot be read says no letter
	}
	gone := false
	if err == nil {
		gone, err = r.before(ctx, x)
	}
	if err == nil && !gone {
		err = r.write(x)
	}
	x.refuse(err)
	return x
}

// read reads the newest version of the case.
func (r *issuing) read(ctx context.Context, x *letter) error {
	c, err := r.app.StoredCase(ctx, r.order.Store, string(x.Case))
	if err != nil {
		return err
	}
	if casefile.Failed(c.Findings) {
		return &app.Refused{Findings: c.Findings}
	}
	x.stored, x.known = c.Stored, c.File.Case
	x.To, x.Service = string(x.known.Applicant.Name), string(x.known.Service.Name)
	x.print, x.form, err = r.print(x.known)
	if err == nil && x.form.Letter == nil {
		err = forms.ErrNoForm
	}
	if err == nil {
		x.Title = x.form.Title.Ja
	}
	return err
}

// before looks for what was issued before: the letter itself, which is then gone; one that it
// corrects; and another of its group, which it may not replace without correcting it.
func (r *issuing) before(ctx context.Context, x *letter) (gone bool, err error) {
	records, err := letters.Records(ctx, r.order.Store, x.Case)
	if err != nil {
		return false, err
	}
	for i := range records {
		was := &records[i]
		switch {
		case was.ID == x.ref.ID:
			x.gone(was)
			return true, nil
		case was.Form != x.Form:
		case was.State() == letters.TurnedDown && was.Stands(x.known):
			x.turned = was
		case was.State() == letters.Waiting && was.Stands(x.known) && !isList(x.form):
			x.about("", "letter:waiting", "number", was.Number)
			return true, nil
		case was.State() == letters.Released && was.Number == x.Corrects:
			x.corrects = was
		}
	}
	if err := r.afresh(ctx, x); err != nil {
		return false, err
	}
	x.assigned, err = letters.Begun(ctx, r.order.Store, x.ref)
	if x.begun = err == nil; err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if x.Corrects != "" && x.corrects == nil {
		x.about("corrects", "letter:no-such-number", "found", x.Corrects)
		return true, nil
	}
	if number, date := x.stands(); number != "" && !x.begun && x.Corrects == "" {
		x.about("", "letter:issued", "number", number, "date", date)
		return true, nil
	}
	return false, nil
}

// afresh has the letter take the place of one that was turned down.
func (r *issuing) afresh(ctx context.Context, x *letter) error {
	if x.turned == nil || x.turned.Corrects != x.Corrects {
		return nil
	}
	c, err := undone(ctx, r.app, r.order.Store, x.known, x.turned)
	x.known, x.At = c, x.turned.Pointer
	return err
}

// write writes the letter into the case, and checks it there.
func (r *issuing) write(x *letter) (err error) {
	var found []casefile.Finding
	number := r.pattern.Write(0, 0)
	if x.begun {
		number, x.Date = x.assigned.Number, x.assigned.Date
	} else if _, day := x.stands(); day != "" && !x.Dated && x.Corrects == "" {
		x.Date = casefile.Date(day) // the office has dated it
	}
	x.draft, found, err = letters.NewDraft(x.form, x.known, &x.Letter, number)
	if err != nil {
		return err
	}
	if x.draft.Pointer == "" {
		x.about("corrects", "letter:no-such-number", "found", x.Corrects)
		return nil
	}
	if len(found) > 0 {
		return &app.Refused{Findings: found}
	}
	found, err = x.print.Check(x.draft, x.known)
	if err != nil {
		return err
	}
	x.Findings = append(x.Findings, x.placed(found)...)
	return nil
}
