package office

import (
	"context"
	"maps"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
)

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
