package app

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/period"
	"yoshiki/package/repository"
)

// Retain locks a package of a store until a day begins in Japan: the one asked for or, on "",
// the one after the last on which the rules want its papers kept. It gives the day until
// which the package is kept now, which may be a later one. A day before today is refused.
func (a *App) Retain(ctx context.Context, s *Store, id string, until, today casefile.Date) (casefile.Date, error) {
	if until == "" {
		var err error
		if until, err = a.keptUntil(ctx, s, id); err != nil {
			return "", err
		}
	}
	begin, err := time.ParseInLocation(time.DateOnly, string(until), Japan)
	if err != nil {
		return "", wrong("date", map[string]string{"value": string(until)})
	}
	if until < today {
		return "", wrong("until-past", map[string]string{"value": string(until), "today": string(today)})
	}
	kept, err := repository.Retain(ctx, s.Store, id, begin)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", noPackage(s, id, err)
	case errors.Is(err, errors.ErrUnsupported):
		return "", &Error{Code: "no-lock", Args: map[string]string{"store": s.URL}}
	case err != nil:
		return "", &Error{Code: "not-retained", Args: map[string]string{"id": id, "store": s.URL}, Err: err}
	}
	return casefile.Date(kept.In(Japan).Format(time.DateOnly)), nil
}

// keptUntil is the day after the last on which the rules want the papers of a package's
// case kept: internal audit records three years, the registration notice until the expiry.
func (a *App) keptUntil(ctx context.Context, s *Store, id string) (casefile.Date, error) {
	file, err := a.packedCase(ctx, s, id)
	if err != nil {
		return "", err
	}
	catalog, err := a.catalogOf(file, "", "")
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
		return "", wrong("until", nil)
	}
	return casefile.Date(last.AddDays(1).String()), nil
}

// packedCase reads the case that a package was made from.
func (a *App) packedCase(ctx context.Context, s *Store, id string) (*decode.File, error) {
	b, err := Load(ctx, s, id)
	if err != nil {
		return nil, err
	}
	c, err := repository.CaseOf(ctx, s, b)
	if err != nil {
		return nil, err
	}
	return a.decoded(id, c.Data, nil).sound()
}
