package pages

import (
	"context"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/kept"
)

// PapersBytes are those, about, of the papers that were printed last: a page asks for a paper and
// for its boxes at once, and people look at one paper again and again.
const PapersBytes = 64 << 20

// printing names the papers of a form of a state of a case.
type printing struct{ digest, form string }

// printed are the papers of a form, which are printed once for each state of a case.
func (p *pages) printed(ctx context.Context, d *app.Draft, form string) ([]app.Paper, error) {
	return kept.Get(ctx, p.papers, printing{d.Digest(), form}, bytesOf, func(context.Context) ([]app.Paper, error) {
		return p.App.Papers(d.Readable(), form)
	})
}

func bytesOf(papers []app.Paper) (n int) {
	for _, p := range papers {
		n += len(p.Data)
	}
	return n
}
