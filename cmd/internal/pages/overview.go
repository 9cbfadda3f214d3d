package pages

import (
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
)

// overviewPage tells where a case stands.
type overviewPage struct {
	*work
	Kinds     []procedure
	Deadlines []entry
	Edition   string
	Packages  []packageLine
	News      *news
}

// procedure is a kind of package that a case may be for.
type procedure struct {
	Name, Title, Clause string
	Begun               bool // the case has something of it
	Faults              int  // that stand in the way of its package
}

func (w *work) overviewOf() (*overviewPage, error) {
	o := &overviewPage{work: w, Deadlines: w.due(w.Draft), Edition: frame.Day(w.Words, string(w.Catalog.Revision.InForce))}
	var err error
	if o.News, err = w.look(); err != nil {
		return nil, err
	}
	if o.Packages, err = w.packages(); err != nil {
		return nil, err
	}
	o.Kinds, err = w.procedures()
	return o, err
}

// procedures are the kinds of package that the rules of the case know.
func (w *work) procedures() (all []procedure, err error) {
	_, kinds, err := w.kinds(app.Text{Program: w.Catalog.Program, Revision: w.Catalog.Revision.InForce})
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		p := procedure{Name: k.Name, Title: w.In(casefile.Words{Ja: k.Ja, En: k.En}), Clause: k.Clause}
		p.Begun = !there(w.Draft.Typed, w.Catalog.SubmissionPointer(k.Name, w.Draft.Typed)).Empty()
		all = append(all, p)
	}
	return all, nil
}
