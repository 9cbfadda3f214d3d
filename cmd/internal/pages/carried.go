package pages

import (
	"slices"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/storage"
)

// carried marks the parts that are as they were taken over from the case before, with who found
// that they are still right.
func (w *work) carried(all []section) error {
	first, err := w.first()
	if err != nil || first == nil {
		return err
	}
	confirmed, err := w.confirmed()
	if err != nil {
		return err
	}
	w.mark(all, first, confirmed)
	return nil
}

func (w *work) mark(all []section, first *casefile.Case, confirmed []access.Confirmation) {
	for i := range all {
		s := &all[i]
		w.mark(s.Sections, first, confirmed)
		was := there(first, s.Pointer)
		s.Carried = !was.Empty() && change.Same(was, there(w.Draft.Typed, s.Pointer))
		for _, c := range confirmed {
			if s.Carried && c.Part == s.Pointer {
				s.Checked = w.Text("checked-by", "who", w.named(c.Edit), "at", frame.Moment(w.Words, c.Made))
			}
		}
	}
}

// confirmed are the parts of the case that somebody found to be still right.
func (w *work) confirmed() ([]access.Confirmation, error) {
	who := access.From(w.R.Context())
	if w.p.Trail == nil || who == nil {
		return nil, nil
	}
	return w.p.Trail.Confirmations(w.R.Context(), who.Tenant, w.ID)
}

// first is the case as it was begun, if it was made out of the one before: it says which
// registration that led to. nil if not, or if the store can no longer tell it.
func (w *work) first() (*casefile.Case, error) {
	if w.began != nil {
		return w.began, nil
	}
	all, err := app.Versions(w.R.Context(), w.Store, w.ID)
	if err != nil {
		return nil, err
	}
	d, err := w.stored(all[0])
	if storage.IsDamaged(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if d.Typed.Application.PreviousRegistration == "" && d.Typed.Prior.PreviousRegistration == "" {
		return nil, nil
	}
	w.began = d.Typed
	return w.began, nil
}

// Confirms reports whether who asks can be remembered as who confirmed a part.
func (w *work) Confirms() bool { return w.p.Trail != nil && access.From(w.R.Context()) != nil }

// confirm notes that a part is still right as it was taken over, and leads to the next one that
// nobody has looked at.
func (p *pages) confirm(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	w, err := c.work()
	if err != nil {
		return err
	}
	all := flat(w.sections(nil))
	if err := w.carried(all); err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(s section) bool { return s.Pointer == c.R.PostFormValue("part") })
	if at < 0 || !w.Confirms() {
		return frame.ErrNoPage
	}
	if !all[at].Carried { // somebody changed it meanwhile
		return c.SeeOther(w.PartPath(all[at].Pointer))
	}
	who := access.From(c.R.Context())
	err = p.Trail.Confirm(c.R.Context(), access.Confirmation{Part: all[at].Pointer,
		Edit: access.Edit{Tenant: who.Tenant, Case: w.ID, Version: w.Draft.Version(), Person: who.ID, Name: who.Name, Made: p.Now()}})
	if err != nil {
		return err
	}
	for _, s := range slices.Concat(all[at+1:], all[:at]) {
		if s.Carried && s.Checked == "" {
			return c.SeeOther(w.PartPath(s.Pointer))
		}
	}
	return c.SeeOther(w.Path())
}

// confirmations say which parts were confirmed while a case had some of its versions.
func (w *work) confirmations(all []access.Confirmation, versions []int) (said []string) {
	for _, c := range all {
		if slices.Contains(versions, c.Version) {
			said = append(said, w.Text("checked-part", "part", w.whole(c.Part), "who", w.named(c.Edit), "at", frame.Moment(w.Words, c.Made)))
		}
	}
	return said
}
