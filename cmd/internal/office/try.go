package office

import (
	"context"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
)

// Tried is a letter as it would be issued.
type Tried struct {
	Issued
	Number  string         // that it would have, while nobody else takes it
	Pointer string         // of the group of the case that it fills; "" where it fills none
	Written *casefile.Case // the case with the letter in it; nil where it could not be written
	Ready   bool           // whether the letter would be issued
	PDF     []byte         // where it was asked for and can be printed
}

// Try drafts and checks letters as [Issue] does, and issues none. With paper each is printed
// as it would be: byte for byte the PDF that is issued, while nobody else takes its number.
func Try(ctx context.Context, a *app.App, o IssueOrder, paper bool) ([]Tried, error) {
	o.Formats = []string{"pdf"}
	if o.Account == "" {
		o.Seals = nil
	}
	run, err := newIssuing(ctx, a, o)
	if err != nil {
		return nil, err
	}
	all := make([]Tried, len(o.Rows))
	for i := range all {
		all[i].Row = &o.Rows[i]
		if err := run.try(ctx, &all[i], paper); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// try drafts and checks one letter.
func (r *issuing) try(ctx context.Context, t *Tried, paper bool) error {
	x := r.draft(ctx, &t.Issued)
	if t.Pointer = x.placedAt(); t.Pointer != "" {
		t.Written = x.draft.Case
		if paper {
			if err := r.preview(ctx, x, t); err != nil {
				return err
			}
		}
	}
	t.Ready = x.ready()
	return ctx.Err()
}

// preview prints a draft under the number that it would have.
func (r *issuing) preview(ctx context.Context, x *letter, t *Tried) error {
	t.Number = x.assigned.Number
	if !x.begun {
		year, err := r.pattern.Year(x.Date)
		if err != nil {
			return err
		}
		book, err := letters.OpenBook(ctx, r.order.Store, x.form.From, r.pattern, year)
		if err != nil {
			return err
		}
		t.Number = book.Number(book.Next(x.ref))
	}
	made, err := x.sealed(ctx, t.Number, x.Date)
	if err != nil { // what is there cannot be printed yet, and says why already, or never
		if x.ready() {
			x.refuse(err)
		}
		return nil
	}
	for _, f := range made.Files() {
		if strings.HasSuffix(f.Path, ".pdf") {
			t.PDF, err = readPaper(f.Open(ctx))
		}
	}
	return err
}
