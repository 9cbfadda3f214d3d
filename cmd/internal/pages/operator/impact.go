package operator

import (
	"cmp"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/package/rerender"
)

// impact is a difference of the texts, and how much comes of it.
type impact struct {
	frame.Difference
	Of                         string
	Packages, Papers, Verdicts int
}

// reason is a difference between two texts of a programme.
type reason struct {
	program  string
	from, to casefile.Date
	rerender.Reason
}

// sum counts what comes of each difference.
type sum map[reason]*impact

func newSum() sum { return sum{} }

// add takes up what became of one package.
func (s sum) add(r *rerender.Result) {
	seen := map[*impact]bool{}
	for _, f := range r.Files {
		for _, because := range f.Because {
			one := s.of(r, because)
			one.Papers++
			seen[one] = true
		}
	}
	for _, v := range r.Verdicts {
		for _, because := range v.Because {
			one := s.of(r, because)
			one.Verdicts++
			seen[one] = true
		}
	}
	for one := range seen {
		one.Packages++
	}
}

func (s sum) of(r *rerender.Result, because rerender.Reason) *impact {
	key := reason{r.Program, r.From, r.To, because}
	if s[key] == nil {
		s[key] = &impact{}
	}
	return s[key]
}

// told are the differences in words, those of which most comes first.
func (s sum) told(c *call) []impact {
	texts := map[[3]string][]compare.Change{}
	var all []impact
	for key, one := range s {
		between := [3]string{key.program, string(key.from), string(key.to)}
		if _, known := texts[between]; !known {
			texts[between] = c.between(between)
		}
		for _, change := range texts[between] {
			if (rerender.Reason{Of: change.Of, Name: change.Name, ID: change.ID, From: change.From, Part: change.Part}) == key.Reason {
				one.Difference = c.Difference(&change)
			}
		}
		if one.Of, one.ID = c.Word("of", string(key.Of)), key.ID; one.Name == "" { // its text is not known any more
			one.Name = key.Name
		}
		all = append(all, *one)
	}
	slices.SortFunc(all, func(a, b impact) int {
		return cmp.Or(b.Packages-a.Packages, strings.Compare(a.Of+a.Name+a.Part, b.Of+b.Name+b.Part))
	})
	return all
}

// between are the differences between two texts; none where one of them is not known any more.
func (c *call) between(texts [3]string) []compare.Change {
	text := func(day string) app.Text {
		return app.Text{Program: casefile.Program(texts[0]), Revision: casefile.Date(day)}
	}
	compared, err := rulebook.Compare(c.p.App, text(texts[1]), text(texts[2]))
	if err != nil {
		return nil
	}
	return compared.Changes
}
