package pages

import (
	"context"
	"errors"
	"net/http"
	"path"
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// reusable is a file of the filing before that the rules let go along once more.
type reusable struct {
	casefile.Attachment
	Document string // what it is on the list of the procedure
	If       string // what must hold
}

// before is the case out of which this one was made; nil if there is none any more.
func (w *work) before() (*app.Draft, error) {
	first, err := w.first()
	if err != nil || first == nil {
		return nil, err
	}
	var last *app.Draft
	for id, err := range app.Cases(w.R.Context(), w.Store) {
		if err != nil {
			return nil, err
		}
		if string(id) == w.ID {
			continue
		}
		d, err := w.p.App.Draft(w.R.Context(), w.Store, string(id))
		if storage.IsDamaged(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if led(d.Typed, first) && (last == nil || d.Typed.Application.Date > last.Typed.Application.Date) {
			last = d
		}
	}
	return last, nil
}

// led reports whether a case led to the registration that another one goes on from.
func led(c, next *casefile.Case) bool {
	number := c.Registration.Number
	return number != "" && c.Program == next.Program && (next.Application.PreviousRegistration == number || next.Prior.PreviousRegistration == number)
}

// again are the files of the case before that may go along once more and do not yet.
func (w *work) again() (all []reusable, from *app.Draft, err error) {
	if from, err = w.before(); err != nil || from == nil {
		return nil, nil, err
	}
	for _, a := range from.Typed.Attachments {
		paper := w.def.Paper(string(a.Paper))
		taken := slices.ContainsFunc(w.Draft.Typed.Attachments, func(x casefile.Attachment) bool { return x.File == uploaded(a.File) })
		if paper == nil || paper.Again.Ja == "" || taken {
			continue
		}
		if _, err := from.Attachment(string(a.File)); err != nil {
			continue // it was cleared away
		}
		all = append(all, reusable{a, w.In(casefile.Words{Ja: paper.Ja, En: paper.En}), w.In(paper.Again)})
	}
	return all, from, nil
}

// uploaded is where a case keeps a file that was uploaded under a name.
func uploaded(name casefile.Text) casefile.Text {
	return "files/" + casefile.Text(path.Base(string(name)))
}

// attachAgain takes a file of the case before over, once it has been looked at.
func (p *pages) attachAgain(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	w, err := c.work()
	if err != nil {
		return err
	}
	all, from, err := w.again()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(x reusable) bool { return string(x.File) == c.R.PostFormValue("path") })
	if at < 0 {
		return frame.ErrNoPage
	}
	entry := all[at].Attachment
	err = w.copied(c.R.Context(), from, entry)
	var refused *app.Refused
	if errors.As(err, &refused) {
		return w.showFiles(http.StatusUnprocessableEntity, "", refused.Findings)
	}
	if err != nil {
		return err
	}
	entry.File = uploaded(entry.File)
	return w.attached(entry)
}

// copied keeps a file of another case with this one.
func (w *work) copied(ctx context.Context, from *app.Draft, a casefile.Attachment) error {
	source, err := from.Attachment(string(a.File))
	if err != nil {
		return err
	}
	r, err := source.Open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(w.keep(r, string(uploaded(a.File))), r.Close())
}
