package office

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
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

func readPaper(r io.ReadCloser, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}

// LetterPaper is a paper of a letter of the office's own, whether or not it may leave the store yet.
func LetterPaper(ctx context.Context, s *app.Store, id, format string) ([]byte, error) {
	b, err := repository.Load(ctx, s, id)
	if err != nil {
		return nil, app.NoPackage(s, id, err)
	}
	for _, f := range b.Files() {
		if b.Manifest().Package.Kind == manifest.Letter && manifest.IsPayload(f.Path) && path.Ext(f.Path) == "."+format {
			return readPaper(f.Open(ctx))
		}
	}
	return nil, app.NoPackage(s, id, fs.ErrNotExist)
}

// AllLetters yields the letters of a store, by case.
func AllLetters(ctx context.Context, s *app.Store) iter.Seq2[Prepared, error] {
	return func(yield func(Prepared, error) bool) {
		id := casefile.CaseID("")
		for o, err := range s.List(ctx, "letters/") {
			if err != nil {
				yield(Prepared{}, &app.Error{Code: "no-store", Err: err})
				return
			}
			of, _, _ := strings.Cut(strings.TrimPrefix(o.Key, "letters/"), "/")
			if casefile.CaseID(of) == id {
				continue
			}
			id = casefile.CaseID(of)
			records, err := letters.Records(ctx, s, id)
			if err != nil && !yield(Prepared{Case: id}, err) {
				return
			}
			for _, r := range records {
				if !yield(Prepared{r, id}, nil) {
					return
				}
			}
		}
	}
}

// Unused is a number that was taken for a letter which was not issued.
type Unused struct {
	Number, Form string
	Day          casefile.Date // in whose year it counts
	Case         casefile.CaseID
}

// UnusedNumbers are the numbers of a programme's letters in the year of a day that are taken and
// neither used nor void.
func UnusedNumbers(ctx context.Context, a *app.App, s *app.Store, t app.Text, source string) (all []Unused, err error) {
	pattern, err := letters.ParsePattern(source)
	if err != nil {
		return nil, app.NewError("number-pattern", map[string]string{"value": source})
	}
	catalog, ids, err := Letters(a, t)
	if err != nil {
		return nil, err
	}
	year, err := pattern.Year(t.Day)
	if err != nil {
		return nil, app.NewError("day", map[string]string{"value": string(t.Day)})
	}
	offices := map[string]bool{}
	for _, id := range ids {
		d, err := catalog.Definition(id)
		if err != nil {
			return nil, err
		}
		offices[d.From] = true
	}
	for _, office := range slices.Sorted(maps.Keys(offices)) {
		book, err := letters.OpenBook(ctx, s, office, pattern, year)
		if err != nil {
			return nil, err
		}
		for ref, taken := range book.Open() {
			if isPrepared(ctx, s, ref, "") != nil {
				continue
			}
			for _, n := range taken {
				form, _, _ := strings.Cut(ref.ID, ".")
				all = append(all, Unused{book.Number(n), form, t.Day, ref.Case})
			}
		}
	}
	slices.SortFunc(all, func(a, b Unused) int { return strings.Compare(a.Number, b.Number) })
	return all, nil
}
