package office

import (
	"context"
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/package/letters"
	"yoshiki/storage"
)

// IssueOrder is which letters are issued.
type IssueOrder struct {
	Program casefile.Program
	Form    string
	Rows    []letters.Row
	Pattern string // of the numbers: ISMAP-LIU第{seq}号
	Formats []string
	Seals   *app.Seals // nil for none
	Account string     // of a service, of who issues; "" for none
	Name    string     // of the account, for people
	Store   *app.Store
	Done    func(*Issued) // called for each letter, by one goroutine at a time
}

// Status is what became of a letter.
type Status string

// What may become of a letter.
const (
	NewlyIssued   Status = "issued"
	AwaitsSecond  Status = "waiting" // it has its number, and a second person has to approve it
	IssuedBefore  Status = "already" // the same letter was issued before
	NotIssued     Status = "refused" // its row or its case is at fault
	IssuingFailed Status = "failed"  // something else stood in the way: it may be issued later
)

// Issued is what became of one letter.
type Issued struct {
	*letters.Row
	Status   Status
	Record   letters.Record     // of a letter that is issued
	To       string             // name of the addressee
	Service  string             // that it is about
	Title    string             // of the form
	Findings []casefile.Finding // of a letter that is refused, and what is to be said of others
	Err      error              // of one that failed
}

// block is how many letters are held in memory at once.
const block = 32

// Issue issues letters, each with the next number, in the order of their rows. A letter that
// is refused or fails stops no other. The same rows may be given again: what is issued stays as it
// is, and what was cut off is finished.
func Issue(ctx context.Context, a *app.App, o IssueOrder) ([]Issued, error) {
	run, err := newIssuing(ctx, a, o)
	if err != nil {
		return nil, err
	}
	all := make([]Issued, len(o.Rows))
	for i := range all {
		all[i] = Issued{Row: &o.Rows[i]}
	}
	for wave := range run.waves(all) {
		for part := range slices.Chunk(wave, block) {
			if err := run.issue(ctx, part); err != nil {
				return all, err
			}
		}
	}
	return all, nil
}

// issuing is a run of letters of one form.
type issuing struct {
	app     *app.App
	order   IssueOrder
	pattern *letters.Pattern
	books   map[int]*letters.Book // by year
	first   *letters.Person       // who prepares them; nil where nobody else has to approve
	print   func(c *casefile.Case) (*letters.Print, *forms.Definition, error)
}

func newIssuing(ctx context.Context, a *app.App, o IssueOrder) (*issuing, error) {
	pattern, err := letters.ParsePattern(o.Pattern)
	if err != nil {
		return nil, &app.Error{Kind: app.Wrong, Code: "number-pattern", Args: map[string]string{"value": o.Pattern}}
	}
	if err := app.CheckFormats(o.Formats); err != nil {
		return nil, err
	}
	r := &issuing{app: a, order: o, pattern: pattern, books: map[int]*letters.Book{}}
	if r.first, err = firstPerson(ctx, o); err != nil {
		return nil, err
	}
	printer, err := a.Press()
	if err != nil {
		return nil, err
	}
	r.print = func(c *casefile.Case) (*letters.Print, *forms.Definition, error) {
		catalog, err := a.CatalogOf(&decode.File{Name: string(c.ID), Case: c}, "", "")
		if err != nil {
			return nil, nil, err
		}
		d, err := catalog.Definition(o.Form)
		return &letters.Print{Catalog: catalog, Press: printer, Formats: o.Formats, Generator: a.Options.Generator}, d, err
	}
	return r, nil
}

// waves gives the letters so that no two of one case are in a wave: one builds on the other.
func (r *issuing) waves(all []Issued) func(yield func([]*Issued) bool) {
	count := map[casefile.CaseID]int{}
	var waves [][]*Issued
	for i := range all {
		n := count[all[i].Case]
		if count[all[i].Case]++; n == len(waves) {
			waves = append(waves, nil)
		}
		waves[n] = append(waves[n], &all[i])
	}
	return func(yield func([]*Issued) bool) {
		for _, w := range waves {
			if !yield(w) {
				return
			}
		}
	}
}

// issue drafts and checks letters side by side, gives those that may go numbers in their
// order, and issues them side by side.
func (r *issuing) issue(ctx context.Context, part []*Issued) error {
	drafts := make([]*letter, len(part))
	err := storage.Each(ctx, len(part), func(ctx context.Context, i int) error {
		if x := r.draft(ctx, part[i]); x.ready() {
			drafts[i] = x
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for i, x := range drafts {
		if x != nil {
			drafts[i] = r.numbered(ctx, x)
		}
	}
	err = storage.Each(ctx, len(part), func(ctx context.Context, i int) error {
		if drafts[i] != nil {
			drafts[i].fail(r.finish(ctx, drafts[i]))
		}
		return ctx.Err()
	})
	for i, x := range drafts {
		switch {
		case x == nil:
		case x.Status == NewlyIssued:
			x.fail(x.book.Settle(ctx, x.ref, x.assigned.Seq))
		case x.Status == AwaitsSecond:
			x.fail(x.book.Only(ctx, x.ref, x.assigned.Seq))
		}
		if r.order.Done != nil {
			r.order.Done(part[i])
		}
	}
	return err
}
