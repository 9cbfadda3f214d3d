package office

import (
	"context"
	"errors"
	"io/fs"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
	"yoshiki/package/reception"
	"yoshiki/package/repository"
)

// ReceiveOrder is how a package is taken in.
type ReceiveOrder struct {
	Name    string // of the package: a folder or a zip file
	Day     casefile.Date
	Number  string                                    // of the reception; "" for the next of Pattern
	Pattern string                                    // of the numbers of receptions: 受付第{seq}号
	Case    casefile.CaseID                           // that it belongs to; "" for that of its own name, or the next where that is another provider's
	Sender  string                                    // tenant that hands it over; "" where it came from outside
	Store   func(context.Context) (*app.Store, error) // asked once the package is found whole
}

// Received is a package that was taken in.
type Received struct {
	Case     casefile.CaseID
	Said     casefile.CaseID // the name that the case has in the package
	Package  string
	Kind     string
	Number   string // of the reception; "" of a letter, which has its own
	Day      casefile.Date
	Verified *custody.Verified
	Fresh    bool // the case was not known before
	Renamed  bool // the case got another name, for its own was another provider's
}

// ReceptionPattern is how receptions are numbered where nobody says.
const ReceptionPattern = "受付第{seq}号"

// receptionOffice keeps the register of receptions.
const receptionOffice = "reception"

// Receive verifies a package, rebuilds the case from what its forms carry, gives a submission its
// number and day of reception, and keeps case and package. Where the name of the case is another
// provider's, the case gets the next one. It may be repeated: the same package has the same number.
// A package that does not verify is not taken in; Received then has the report alone. A letter is
// for the case that it names, and refused where that is another's.
func Receive(ctx context.Context, a *app.App, o ReceiveOrder) (done *Received, err error) {
	if err := app.CheckDay(o.Day); err != nil {
		return nil, err
	}
	entries, file, err := custody.OpenBag(o.Name)
	if file != nil {
		defer func() { err = errors.Join(err, file.Close()) }()
	}
	var path *fs.PathError
	if err != nil && !errors.As(err, &path) { // no bag at all, which the verifier has words for
		report, err := manifest.VerifyPath(ctx, o.Name)
		return &Received{Verified: &custody.Verified{Report: report}}, err
	}
	if err != nil {
		return nil, app.Unreadable(o.Name, err)
	}
	report, err := manifest.Verify(ctx, entries)
	if err != nil {
		return nil, err
	}
	done = &Received{Verified: &custody.Verified{Report: report}, Day: o.Day}
	if !report.Whole() || report.Manifest == nil {
		return done, nil
	}
	r := &receiving{app: a, order: o, manifest: report.Manifest, entries: entries, done: done}
	return done, r.take(ctx)
}

// receiving is a package on its way in.
type receiving struct {
	app      *app.App
	order    ReceiveOrder
	store    *app.Store
	manifest *manifest.Manifest
	entries  []manifest.Entry
	done     *Received
}

func (r *receiving) take(ctx context.Context) error {
	m := r.manifest
	r.done.Package, r.done.Kind, r.done.Said = m.Package.ID, m.Package.Kind, casefile.CaseID(m.Case.ID)
	parts, err := reception.Read(ctx, m, r.entries)
	if err != nil {
		return &app.Error{Code: "no-parts", Args: map[string]string{"package": m.Package.ID}, Err: err}
	}
	sealed, err := repository.BagOf(ctx, r.entries, r.done.Verified.Report)
	if err != nil {
		return err
	}
	if r.store, err = r.order.Store(ctx); err != nil {
		return err
	}
	if err := r.settle(ctx, parts); err != nil {
		return err
	}
	if m.Package.Kind != manifest.Letter {
		if err := r.number(ctx); err != nil {
			return err
		}
	}
	for {
		if err := r.keep(ctx, parts); !errors.Is(err, repository.ErrReplaced) {
			if err != nil {
				return err
			}
			break
		}
	}
	if err := repository.Save(ctx, r.store, sealed); err != nil {
		return app.NotStored(r.store, err)
	}
	return r.handedOver(ctx, sealed)
}

// handedOver records that the package came from elsewhere, where its case is: nobody here makes
// it again. What was made in this store is recorded by whoever hands it over.
func (r *receiving) handedOver(ctx context.Context, sealed *bag.Bag) error {
	if r.manifest.Package.Kind == manifest.Letter {
		return nil
	}
	_, err := repository.CaseOf(ctx, r.store, sealed)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = repository.File(ctx, r.store, r.done.Package, repository.Filing{Day: r.done.Day, Number: r.done.Number, Received: true})
	if errors.Is(err, repository.ErrConflict) { // somebody said so before
		return nil
	}
	return err
}

// number gives the submission the number of its reception: the one that it has, or the next.
func (r *receiving) number(ctx context.Context) error {
	o := r.order
	ref := letters.Ref{Case: r.done.Case, ID: r.done.Package}
	begun, err := letters.Begun(ctx, r.store, ref)
	if err == nil {
		r.done.Number, r.done.Day = begun.Number, begun.Date
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	given := letters.Assigned{Number: o.Number, Date: o.Day, Form: r.done.Kind}
	if o.Number == "" {
		if err := r.next(ctx, ref, &given); err != nil {
			return err
		}
	}
	given, err = letters.Assign(ctx, r.store, ref, given)
	r.done.Number, r.done.Day = given.Number, given.Date
	return err
}

// next takes the next number of the register.
func (r *receiving) next(ctx context.Context, ref letters.Ref, given *letters.Assigned) error {
	pattern, err := letters.ParsePattern(r.order.Pattern)
	if err != nil {
		return &app.Error{Kind: app.Wrong, Code: "number-pattern", Args: map[string]string{"value": r.order.Pattern}}
	}
	year, err := pattern.Year(r.order.Day)
	if err != nil {
		return err
	}
	book, err := letters.OpenBook(ctx, r.store, receptionOffice, pattern, year)
	if err != nil {
		return err
	}
	if given.Seq, err = book.Take(ctx, ref); err != nil {
		return err
	}
	given.Number = book.Number(given.Seq)
	return book.Settle(ctx, ref, given.Seq)
}

// keep rebuilds the case and keeps it.
func (r *receiving) keep(ctx context.Context, parts []*casefile.Case) error {
	m := r.manifest
	was, err := repository.LoadCase(ctx, r.store, r.done.Case)
	known := &casefile.Case{ID: r.done.Case, Program: casefile.Program(m.Package.Program), Revision: casefile.Date(m.Package.Revision)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.done.Fresh = true
	case err != nil:
		return err
	default:
		c := r.app.Decoded("case:"+string(r.done.Case), was.Data, nil)
		if _, err := c.Sound(); err != nil {
			return err
		}
		if r.order.Case == "" && m.Package.Kind == manifest.Letter && other(c.File.Case, parts) {
			return app.NewError("case-other", map[string]string{"id": string(r.done.Case), "package": m.Package.ID})
		}
		known = c.File.Case
	}
	c := reception.Rebuild(known, parts)
	c.Revision = max(c.Revision, casefile.Date(m.Package.Revision))
	if err := r.receipt(c); err != nil {
		return err
	}
	if was == nil {
		return repository.SaveCase(ctx, r.store, c, func(string) (bag.Source, error) { return bag.Source{}, fs.ErrNotExist })
	}
	return repository.ReplaceCase(ctx, r.store, was, c)
}

// receipt writes number and day of the reception into the case, where the kind has a place
// for them: the clocks of the rules run from there.
func (r *receiving) receipt(c *casefile.Case) error {
	catalog, err := r.app.Catalog(app.Text{Program: c.Program, Revision: c.Revision})
	if err != nil {
		return err
	}
	at := submitted(catalog, r.done.Kind) + "/receipt"
	if r.done.Number == "" || catalog.Vocabulary().Field(at+"/received") == nil {
		return nil
	}
	if found := append(casefile.Set(c, at+"/number", r.done.Number), casefile.Set(c, at+"/received", string(r.done.Day))...); len(found) > 0 {
		return &app.Refused{Findings: found}
	}
	return nil
}
