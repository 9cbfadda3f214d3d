package custody

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/period"
	"yoshiki/package/repository"
)

// Retain locks a package of a store until a day begins in Japan: the one asked for or, on "",
// the one after the last on which the rules want its papers kept. It gives the day until
// which the package is kept now, which may be a later one. A day before today is refused.
func Retain(ctx context.Context, a *app.App, s *app.Store, id string, until, today casefile.Date) (casefile.Date, error) {
	if until == "" {
		var err error
		if until, err = keptUntil(ctx, a, s, id); err != nil {
			return "", err
		}
	}
	begin, err := time.ParseInLocation(time.DateOnly, string(until), app.Japan)
	if err != nil {
		return "", app.NewError("date", map[string]string{"value": string(until)})
	}
	if until < today {
		return "", app.NewError("until-past", map[string]string{"value": string(until), "today": string(today)})
	}
	kept, err := repository.Retain(ctx, s.Store, id, begin)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", app.NoPackage(s, id, err)
	case errors.Is(err, errors.ErrUnsupported):
		return "", &app.Error{Code: "no-lock", Args: map[string]string{"store": s.URL}}
	case err != nil:
		return "", &app.Error{Code: "not-retained", Args: map[string]string{"id": id, "store": s.URL}, Err: err}
	}
	return casefile.Date(kept.In(app.Japan).Format(time.DateOnly)), nil
}

// keptUntil is the day after the last on which the rules want the papers of a package's
// case kept: internal audit records three years, the registration notice until the expiry.
func keptUntil(ctx context.Context, a *app.App, s *app.Store, id string) (casefile.Date, error) {
	file, err := packedCase(ctx, a, s, id)
	if err != nil {
		return "", err
	}
	catalog, err := a.CatalogOf(file, "", "")
	if err != nil {
		return "", err
	}
	deadlines, err := catalog.Deadlines(file)
	if err != nil {
		return "", err
	}
	var last period.Date
	for _, d := range deadlines {
		if d.Keep && d.Step.End.After(last) {
			last = d.Step.End
		}
	}
	if last == (period.Date{}) {
		return "", app.NewError("until", nil)
	}
	return casefile.Date(last.AddDays(1).String()), nil
}

// packedCase reads the case that a package was made from.
func packedCase(ctx context.Context, a *app.App, s *app.Store, id string) (*decode.File, error) {
	b, err := Load(ctx, s, id)
	if err != nil {
		return nil, err
	}
	c, err := repository.CaseOf(ctx, s, b)
	if err != nil {
		return nil, err
	}
	return a.Decoded(id, c.Data, nil).Sound()
}
