package office

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/package/repository"
)

// Letters are the forms of a text that an office issues under a number.
func Letters(a *app.App, t app.Text) (*forms.Catalog, []string, error) {
	catalog, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	ids, err := catalog.Letters()
	return catalog, ids, err
}

// LetterColumns are the headings of a list of letters of a form.
func LetterColumns(a *app.App, t app.Text, form string) ([]letters.Column, error) {
	catalog, ids, err := Letters(a, t)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(ids, form) {
		return nil, &app.Error{Kind: app.Wrong, Code: "no-letter", Args: map[string]string{"form": cmp.Or(form, "—")}}
	}
	d, err := catalog.Definition(form)
	if err != nil {
		return nil, err
	}
	return letters.Columns(catalog, d)
}

// LetterPattern is how the numbers of a programme's letters are written where nobody says.
func LetterPattern(program casefile.Program) string {
	return strings.ToUpper(string(program)) + "第{seq}号"
}

// TakeIn keeps a case that was read from a file in the store, so that letters can be issued
// about it. It is refused when the store has another case of that name.
func TakeIn(ctx context.Context, a *app.App, s *app.Store, c *app.Case) (casefile.CaseID, error) {
	if _, err := c.Sound(); err != nil {
		return "", err
	}
	id := c.File.Case.ID
	if c.Stored != nil {
		return id, nil
	}
	there, err := repository.LoadCase(ctx, s, id)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return id, repository.SaveCase(ctx, s, c.File.Case, c.Open)
	case err != nil:
		return "", err
	}
	data, err := casefile.Encode(c.File.Case)
	if err == nil && !bytes.Equal(data, there.Data) {
		err = app.NewError("case-differs", map[string]string{"file": c.Name, "id": string(id), "store": s.URL})
	}
	return id, err
}

// VoidLetter says that a number that was taken and not used is never used (欠番).
func VoidLetter(ctx context.Context, a *app.App, t app.Text, o IssueOrder, day casefile.Date, seq, reason string) (string, error) {
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
		return "", &app.Error{Kind: app.Wrong, Code: "number-pattern", Args: map[string]string{"value": o.Pattern}}
	}
	year, err := pattern.Year(day)
	if err != nil {
		return "", app.NewError("day", map[string]string{"value": string(day)})
	}
	book, err := letters.OpenBook(ctx, o.Store, d.From, pattern, year)
	if err != nil {
		return "", err
	}
	for letter, taken := range book.Open() {
		for _, n := range taken {
			if strconv.Itoa(n) == seq || book.Number(n) == seq {
				if err := isPrepared(ctx, o.Store, letter, book.Number(n)); err != nil {
					return "", err
				}
				return book.Number(n), book.Void(ctx, n, reason)
			}
		}
	}
	return "", app.NewError("no-open-number", map[string]string{"value": seq})
}

// isPrepared says of a number that its letter waits for a second person, who turns it down.
func isPrepared(ctx context.Context, s *app.Store, letter letters.Ref, number string) error {
	records, err := letters.Records(ctx, s, letter.Case)
	if err == nil && slices.ContainsFunc(records, func(r letters.Record) bool { return r.ID == letter.ID }) {
		err = app.NewError("letter-prepared", map[string]string{"value": number})
	}
	return err
}
