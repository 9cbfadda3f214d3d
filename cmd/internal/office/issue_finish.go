package office

import (
	"context"
	"errors"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/letters"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

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
			Date: x.Date, Form: x.Form, Values: x.Values, Corrects: x.Corrects, Register: x.book.Register()})
		x.begun = err == nil
	}
	return err
}

// sealed prints the letter under a number.
func (x *letter) sealed(ctx context.Context, number string, day casefile.Date) (*bag.Bag, error) {
	x.Date = day
	if found := x.draft.Number(number, day); len(found) > 0 {
		return nil, &app.Refused{Findings: found}
	}
	return x.print.Seal(ctx, x.draft, x.corrects)
}

// finish prints and keeps a letter that has its number. A case that was changed meanwhile is read
// anew.
func (r *issuing) finish(ctx context.Context, x *letter) error {
	for {
		made, err := x.sealed(ctx, x.assigned.Number, x.assigned.Date)
		if err != nil {
			return err
		}
		if made, err = r.order.Seals.Sign(ctx, r.order.Store, made); err != nil {
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
		if x.Status = NewlyIssued; r.first != nil {
			x.Status = AwaitsSecond
		}
		x.Record = letters.Record{Number: x.assigned.Number, Date: x.assigned.Date, Form: x.Form, Pointer: x.draft.Pointer,
			Package: made.ID(), Digest: made.TagDigest(), Corrects: x.Corrects, ID: x.ref.ID}
		if r.first != nil {
			x.Record.Prepared, x.Record.Wrote, x.Record.Before = r.first, x.draft.Wrote(), x.before()
		}
		return letters.Keep(ctx, r.order.Store, x.ref, x.Record)
	}
}

// again reads a case anew that was changed since.
func (r *issuing) again(ctx context.Context, x *letter) error {
	if err := r.read(ctx, x); err != nil {
		return err
	}
	x.Findings = nil
	if err := r.afresh(ctx, x); err != nil {
		return err
	}
	if err := r.write(x); err != nil {
		return err
	}
	if casefile.Failed(x.Findings) {
		return &app.Refused{Findings: x.Findings}
	}
	return nil
}

// before is the digest of the case without the letter, and without one that was turned down.
func (x *letter) before() string {
	if x.turned != nil {
		return x.turned.Before
	}
	return storage.ContentOf(x.stored.Data).Digest()
}
