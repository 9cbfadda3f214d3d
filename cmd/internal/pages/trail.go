package pages

import (
	"context"
	"slices"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile/change"
)

// Trail is what a service remembers of who made which version of a case and looked at which.
// Where there is no service, as in a browser without a server, there is none.
type Trail interface {
	// Edits are who made the versions of a case, by version.
	Edits(ctx context.Context, tenant, caseID string) ([]access.Edit, error)
	// Unseen are the edits of others behind the version of each case that a person looked at last.
	Unseen(ctx context.Context, tenant, person string) ([]access.Edit, error)
	// Seen is the newest version of a case that a person has looked at; 0 for none.
	Seen(ctx context.Context, tenant, person, caseID string) (int, error)
	// See notes that a person has looked at a version of a case, unless a newer one is noted.
	See(ctx context.Context, tenant, person, caseID string, version int, now time.Time) error
	// Confirmations are the parts of a case that somebody found to be still right as they were
	// taken over from the case before.
	Confirmations(ctx context.Context, tenant, caseID string) ([]access.Confirmation, error)
	// Confirm notes who found that. Of a part that is noted already nothing changes.
	Confirm(ctx context.Context, c access.Confirmation) error
}

// news are what others did to a case since who asks looked at it last.
type news struct {
	People  []string
	At      string // when the last of it was
	Since   int    // the version that was looked at last; 0 for none
	Changes []group
	More    int
}

// unseen are the edits of others, by case, that who asks has not seen.
func (c *call) unseen() (map[string][]access.Edit, error) {
	who := access.From(c.R.Context())
	if c.p.Trail == nil || who == nil {
		return nil, nil
	}
	all, err := c.p.Trail.Unseen(c.R.Context(), who.Tenant, who.ID)
	by := map[string][]access.Edit{}
	for _, e := range all {
		by[e.Case] = append(by[e.Case], e)
	}
	return by, err
}

// newsOf says who edited, and when last; nil for nobody.
func (c *call) newsOf(edits []access.Edit) *news {
	if len(edits) == 0 {
		return nil
	}
	n := &news{At: frame.Moment(c.Words, edits[len(edits)-1].Made)}
	for _, e := range edits {
		if name := c.named(e); !slices.Contains(n.People, name) {
			n.People = append(n.People, name)
		}
	}
	return n
}

// named is what a person is called who made an edit.
func (c *call) named(e access.Edit) string {
	if e.Name == "" {
		return e.Person
	}
	return e.Name
}

// look tells what others changed since who asks looked at the case last, and notes that this was
// seen now.
func (w *work) look() (*news, error) {
	who := access.From(w.R.Context())
	if w.p.Trail == nil || who == nil {
		return nil, nil
	}
	all, err := w.unseen()
	if err != nil {
		return nil, err
	}
	seen, err := w.p.Trail.Seen(w.R.Context(), who.Tenant, who.ID, w.ID)
	if err != nil {
		return nil, err
	}
	n := w.newsOf(all[w.ID])
	if n != nil && seen > 0 {
		if old, err := w.p.App.DraftVersion(w.R.Context(), w.Store, w.ID, seen); err == nil { // one that was cleared away is not compared
			n.Since = seen
			n.Changes, n.More = w.brief(change.Diff(old.Typed, w.Draft.Typed), shownNews)
		}
	}
	return n, w.p.Trail.See(w.R.Context(), who.Tenant, who.ID, w.ID, w.Draft.Version(), w.p.Now())
}

// shownNews is how many changes of others are shown at once.
const shownNews = 8

// edits are who made the versions of the case, by version.
func (w *work) edits() (map[int]access.Edit, error) {
	who := access.From(w.R.Context())
	by := map[int]access.Edit{}
	if w.p.Trail == nil || who == nil {
		return by, nil
	}
	all, err := w.p.Trail.Edits(w.R.Context(), who.Tenant, w.ID)
	for _, e := range all {
		by[e.Version] = e
	}
	return by, err
}

// pause is how long somebody may rest before what follows is an entry of its own.
const pause = 10 * time.Minute

// together are versions grouped by who made them without a pause, the newest first; all has their
// numbers in their order. What nobody is known of stands alone.
func together(all []int, by map[int]access.Edit) (groups [][]int) {
	for i, n := range all {
		now, known := by[n]
		if i > 0 {
			before, was := by[all[i-1]]
			if known && was && now.Person == before.Person && now.Made.Sub(before.Made) <= pause {
				groups[len(groups)-1] = append(groups[len(groups)-1], n)
				continue
			}
		}
		groups = append(groups, []int{n})
	}
	slices.Reverse(groups)
	return groups
}

// stored is a version of the case; nil for one that was cleared away.
func (w *work) stored(n int) (*app.Draft, error) {
	if n == w.Draft.Version() {
		return w.Draft, nil
	}
	return w.p.App.DraftVersion(w.R.Context(), w.Store, w.ID, n)
}
