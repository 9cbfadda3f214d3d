package app

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/package/letters"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// IssueOrder is which letters are issued.
type IssueOrder struct {
	Program casefile.Program
	Form    string
	Rows    []letters.Row
	Pattern string // of the numbers: ISMAP-LIU第{seq}号
	Formats []string
	Seals   *Seals // nil for none
	Store   *Store
	Done    func(*Issued) // called for each letter, by one goroutine at a time
}

// Status is what became of a letter.
type Status string

// What may become of a letter.
const (
	NewlyIssued   Status = "issued"
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
func (a *App) Issue(ctx context.Context, o IssueOrder) ([]Issued, error) {
	run, err := a.issuing(ctx, o)
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
	app     *App
	order   IssueOrder
	pattern *letters.Pattern
	books   map[int]*letters.Book // by year
	print   func(c *casefile.Case) (*letters.Print, *forms.Definition, error)
}

func (a *App) issuing(ctx context.Context, o IssueOrder) (*issuing, error) {
	pattern, err := letters.ParsePattern(o.Pattern)
	if err != nil {
		return nil, &Error{Kind: Wrong, Code: "number-pattern", Args: map[string]string{"value": o.Pattern}}
	}
	if err := checkFormats(o.Formats); err != nil {
		return nil, err
	}
	r := &issuing{app: a, order: o, pattern: pattern, books: map[int]*letters.Book{}}
	printer, err := a.press()
	if err != nil {
		return nil, err
	}
	r.print = func(c *casefile.Case) (*letters.Print, *forms.Definition, error) {
		catalog, err := a.catalogOf(&decode.File{Name: string(c.ID), Case: c}, "", "")
		if err != nil {
			return nil, nil, err
		}
		d, err := catalog.Definition(o.Form)
		return &letters.Print{Catalog: catalog, Press: printer, Formats: o.Formats, Generator: a.options.Generator}, d, err
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
		drafts[i] = r.draft(ctx, part[i])
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
		if x != nil && x.Status == NewlyIssued {
			x.fail(x.book.Settle(ctx, x.ref, x.assigned.Seq))
		}
		if r.order.Done != nil {
			r.order.Done(part[i])
		}
	}
	return err
}

// letter is a letter on its way.
type letter struct {
	*Issued
	ref      letters.Ref
	stored   *repository.Case
	case_    *casefile.Case
	print    *letters.Print
	form     *forms.Definition
	draft    *letters.Draft
	corrects *letters.Record
	book     *letters.Book
	begun    bool // it has a number
	assigned letters.Assigned
}

func (x *letter) fail(err error) {
	if err != nil {
		x.Status, x.Err = IssuingFailed, err
	}
}

// draft reads the case, writes the letter into it and checks it; nil when the letter cannot
// go, or has gone.
func (r *issuing) draft(ctx context.Context, done *Issued) *letter {
	x := &letter{Issued: done, ref: done.Ref()}
	done.Status = NotIssued
	if done.Findings = done.Row.Findings; len(done.Findings) > 0 {
		return nil
	}
	if err := r.read(ctx, x); err != nil {
		x.refuse(err)
		return nil
	}
	gone, err := r.before(ctx, x)
	if err != nil || gone {
		x.refuse(err)
		return nil
	}
	if err := r.write(x); err != nil || casefile.Failed(x.Findings) {
		x.refuse(err)
		return nil
	}
	return x
}

// refuse notes why a letter is not issued.
func (x *letter) refuse(err error) {
	var refused *Refused
	var absent *Error
	switch {
	case err == nil:
	case errors.As(err, &refused):
		x.Findings = append(x.Findings, x.placed(refused.Findings)...)
	case errors.Is(err, forms.ErrNoForm):
		x.about("case", "letter:no-form", "form", x.Form)
	case errors.As(err, &absent) && absent.Kind == Absent:
		x.about("case", "letter:no-such-case", "found", x.Name)
	default:
		x.fail(err)
	}
}

// read reads the newest version of the case.
func (r *issuing) read(ctx context.Context, x *letter) error {
	c, err := r.app.StoredCase(ctx, r.order.Store, string(x.Case))
	if err != nil {
		return err
	}
	if casefile.Failed(c.Findings) {
		return &Refused{c.Findings}
	}
	x.stored, x.case_ = c.stored, c.File.Case
	x.To, x.Service = string(x.case_.Applicant.Name), string(x.case_.Service.Name)
	x.print, x.form, err = r.print(x.case_)
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
		if was.ID == x.ref.ID {
			x.Status, x.Record = IssuedBefore, *was
			return true, nil
		}
		if was.Form == x.Form && was.Number == x.Corrects {
			x.corrects = was
		}
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

// stands is the number and day of the letter that the group which this one would fill
// holds. A list has room for many.
func (x *letter) stands() (number, date string) {
	leaf := func(field string) string {
		v, err := casefile.Get(x.case_, x.form.Subject()+"/"+field)
		if err != nil {
			return ""
		}
		return v.Text()
	}
	return leaf(x.form.Letter.Number), leaf(x.form.DateField())
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
	x.draft, found, err = letters.NewDraft(x.form, x.case_, &x.Letter, number)
	if err != nil {
		return err
	}
	if x.draft.Pointer == "" {
		x.about("corrects", "letter:no-such-number", "found", x.Corrects)
		return nil
	}
	if len(found) > 0 {
		return &Refused{found}
	}
	found, err = x.print.Check(x.draft, x.case_)
	if err != nil {
		return err
	}
	x.Findings = x.placed(found)
	return nil
}

// numbered gives the letter its number; nil when that fails.
func (r *issuing) numbered(ctx context.Context, x *letter) *letter {
	err := r.number(ctx, x)
	if err == nil {
		return x
	}
	x.fail(err)
	return nil
}

func (r *issuing) number(ctx context.Context, x *letter) error {
	year, err := r.pattern.Year(x.Date)
	if err != nil {
		return err
	}
	if x.book = r.books[year]; x.book == nil {
		if x.book, err = letters.OpenBook(ctx, r.order.Store, x.form.From, r.pattern, year); err != nil {
			return err
		}
		r.books[year] = x.book
	}
	if x.begun {
		return nil
	}
	seq, err := x.book.Take(ctx, x.ref)
	if err == nil {
		x.assigned, err = letters.Assign(ctx, r.order.Store, x.ref, letters.Assigned{Seq: seq, Number: x.book.Number(seq),
			Date: x.Date, Form: x.Form, Values: x.Values, Corrects: x.Corrects})
		x.begun = err == nil
	}
	return err
}

// finish prints and keeps a letter that has its number. A case that was changed meanwhile is read
// anew.
func (r *issuing) finish(ctx context.Context, x *letter) error {
	for {
		x.Date = x.assigned.Date
		if found := x.draft.Number(x.assigned.Number, x.assigned.Date); len(found) > 0 {
			return &Refused{found}
		}
		made, err := x.print.Seal(ctx, x.draft, x.corrects)
		if err != nil {
			return err
		}
		if made, err = r.order.Seals.sign(ctx, r.order.Store, made); err != nil {
			return err
		}
		err = repository.ReplaceCase(ctx, r.order.Store, x.stored, x.draft.Case)
		if errors.Is(err, repository.ErrReplaced) {
			if err = r.again(ctx, x); err == nil {
				continue
			}
		}
		if err == nil {
			err = repository.Save(ctx, r.order.Store, made)
		}
		if err != nil {
			return err
		}
		x.Status = NewlyIssued
		x.Record = letters.Record{Number: x.assigned.Number, Date: x.assigned.Date, Form: x.Form, Pointer: x.draft.Pointer,
			Package: made.ID(), Digest: made.TagDigest(), Corrects: x.Corrects, ID: x.ref.ID}
		return letters.Keep(ctx, r.order.Store, x.ref, x.Record)
	}
}

// again reads a case anew that was changed since.
func (r *issuing) again(ctx context.Context, x *letter) error {
	if err := r.read(ctx, x); err != nil {
		return err
	}
	x.Findings = nil
	if err := r.write(x); err != nil {
		return err
	}
	if casefile.Failed(x.Findings) {
		return &Refused{x.Findings}
	}
	return nil
}

// about adds an error about a cell of the letter's row.
func (x *letter) about(cell, id string, args ...string) {
	x.Findings = append(x.Findings, x.Row.Fault(cell, id, args...)...)
}

// placed gives findings about the case the place of the cell that says it.
func (x *letter) placed(found []casefile.Finding) []casefile.Finding {
	pointer := ""
	if x.draft != nil {
		pointer = x.draft.Pointer
	}
	out := make([]casefile.Finding, len(found))
	for i, f := range found {
		out[i] = x.Row.Placed(f, pointer)
	}
	return out
}

// Letters are the forms of a text that an office issues under a number.
func (a *App) Letters(t Text) (*forms.Catalog, []string, error) {
	catalog, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	ids, err := catalog.Letters()
	return catalog, ids, err
}

// LetterColumns are the headings of a list of letters of a form.
func (a *App) LetterColumns(t Text, form string) ([]letters.Column, error) {
	catalog, ids, err := a.Letters(t)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(ids, form) {
		return nil, &Error{Kind: Wrong, Code: "no-letter", Args: map[string]string{"form": cmp.Or(form, "—")}}
	}
	d, err := catalog.Definition(form)
	if err != nil {
		return nil, err
	}
	return letters.Columns(catalog, d)
}

// SaveCase keeps a case, with its attachments, as the newest version in a store.
func (a *App) SaveCase(ctx context.Context, s *Store, c *Case) (casefile.CaseID, error) {
	if _, err := c.sound(); err != nil {
		return "", err
	}
	if err := repository.SaveCase(ctx, s, c.File.Case, c.open); err != nil {
		return "", notStored(s, err)
	}
	return c.File.Case.ID, nil
}

// LetterPattern is how the numbers of a programme's letters are written where nobody says.
func LetterPattern(program casefile.Program) string {
	return strings.ToUpper(string(program)) + "第{seq}号"
}

// TakeIn keeps a case that was read from a file in the store, so that letters can be issued
// about it. It is refused when the store has another case of that name.
func (a *App) TakeIn(ctx context.Context, s *Store, c *Case) (casefile.CaseID, error) {
	if _, err := c.sound(); err != nil {
		return "", err
	}
	id := c.File.Case.ID
	if c.stored != nil {
		return id, nil
	}
	there, err := repository.LoadCase(ctx, s, id)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return id, repository.SaveCase(ctx, s, c.File.Case, c.open)
	case err != nil:
		return "", err
	}
	data, err := casefile.Encode(c.File.Case)
	if err == nil && !bytes.Equal(data, there.Data) {
		err = wrong("case-differs", map[string]string{"file": c.Name, "id": string(id), "store": s.URL})
	}
	return id, err
}

// VoidLetter says that a number that was taken and not used is never used (欠番).
func (a *App) VoidLetter(ctx context.Context, t Text, o IssueOrder, day casefile.Date, seq, reason string) (string, error) {
	catalog, err := a.Catalog(t)
	if err != nil {
		return "", err
	}
	d, err := catalog.Definition(o.Form)
	if err != nil {
		return "", err
	}
	pattern, err := letters.ParsePattern(o.Pattern)
	if err != nil {
		return "", &Error{Kind: Wrong, Code: "number-pattern", Args: map[string]string{"value": o.Pattern}}
	}
	year, err := pattern.Year(day)
	if err != nil {
		return "", wrong("day", map[string]string{"value": string(day)})
	}
	book, err := letters.OpenBook(ctx, o.Store, d.From, pattern, year)
	if err != nil {
		return "", err
	}
	for _, taken := range book.Open() {
		for _, n := range taken {
			if strconv.Itoa(n) == seq || book.Number(n) == seq {
				return book.Number(n), book.Void(ctx, n, reason)
			}
		}
	}
	return "", wrong("no-open-number", map[string]string{"value": seq})
}
