package pages

import (
	"slices"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/state"
	"yoshiki/forms/casefile/change"
)

// news are what others did to a case since who asks looked at it last.
type news struct {
	People  []string
	At      string // when the last of it was
	Since   int    // the version that was looked at last; 0 for none
	Changes []group
	More    int
}

// unseen are the edits of others, by case, that who asks has not seen.
func (c *call) unseen() (map[string][]state.Edit, error) {
	who := access.From(c.R.Context())
	if c.p.State == nil || who == nil {
		return nil, nil
	}
	all, err := c.p.State.Unseen(c.R.Context(), who.Tenant, who.ID)
	by := map[string][]state.Edit{}
	for _, e := range all {
		by[e.Case] = append(by[e.Case], e)
	}
	return by, err
}

// newsOf says who edited, and when last; nil for nobody.
func (c *call) newsOf(edits []state.Edit) *news {
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
func (c *call) named(e state.Edit) string {
	if e.Name == "" {
		return e.Person
	}
	return e.Name
}

// look tells what others changed since who asks looked at the case last, and notes that this was
// seen now.
func (w *work) look() (*news, error) {
	who := access.From(w.R.Context())
	if w.p.State == nil || who == nil {
		return nil, nil
	}
	all, err := w.unseen()
	if err != nil {
		return nil, err
	}
	seen, err := w.p.State.Seen(w.R.Context(), who.Tenant, who.ID, w.ID)
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
	return n, w.p.State.See(w.R.Context(), who.Tenant, who.ID, w.ID, w.Draft.Version(), w.p.Now())
}

// shownNews is how many changes of others are shown at once.
const shownNews = 8

// edits are who made the versions of the case, by version.
func (w *work) edits() (map[int]state.Edit, error) {
	who := access.From(w.R.Context())
	by := map[int]state.Edit{}
	if w.p.State == nil || who == nil {
		return by, nil
	}
	all, err := w.p.State.Edits(w.R.Context(), who.Tenant, w.ID)
	for _, e := range all {
		by[e.Version] = e
	}
	return by, err
}

// pause is how long somebody may rest before what follows is an entry of its own.
const pause = 10 * time.Minute

// together are versions grouped by who made them without a pause, the newest first; all has their
// numbers in their order. What nobody is known of stands alone.
func together(all []int, by map[int]state.Edit) (groups [][]int) {
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
