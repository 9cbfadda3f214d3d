package pages

import (
	"net/http"
	"slices"
	"strconv"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
)

// historyPage shows the versions of a case, the newest first.
type historyPage struct {
	*work
	Versions []version
	Older    int // number of the version to go on from; 0 for none
}

// version is a state of the case, and what changed by it.
type version struct {
	Number  int
	Changes []changed
	More    int // changes that are not shown
	Current bool
}

// changed is a value before and after.
type changed struct{ Label, From, To string }

// shown is how many versions a page has, and how many changes of each.
const shownVersions, shownChanges = 20, 5

// history shows what changed, and lets one go back.
func (p *pages) history(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	all, err := app.Versions(c.R.Context(), w.Store, w.ID)
	if err != nil {
		return err
	}
	h := historyPage{work: w}
	from, err := strconv.Atoi(c.R.FormValue("from"))
	if err != nil {
		from = all[len(all)-1]
	}
	var later *app.Draft
	slices.Reverse(all)
	for _, n := range all {
		if n > from {
			continue
		}
		d, err := p.App.DraftVersion(c.R.Context(), w.Store, w.ID, n)
		if err != nil {
			return err
		}
		if later != nil {
			h.Versions[len(h.Versions)-1].told(w, change.Diff(d.Typed, later.Typed), shownChanges)
		}
		if len(h.Versions) == shownVersions {
			h.Older = n
			break
		}
		h.Versions = append(h.Versions, version{Number: n, Current: n == w.Draft.Version()})
		later = d
	}
	return c.Show(http.StatusOK, "history", c.Text("history")+" — "+w.Name(), h)
}

// told puts changes into words, as many as most.
func (v *version) told(w *work, all []change.Change, most int) {
	for i, x := range all {
		if i == most {
			v.More = len(all) - most
			return
		}
		v.Changes = append(v.Changes, changed{w.In(w.Catalog.Vocabulary().Label(x.Pointer)), firstText(x.From), firstText(x.To)})
	}
}

// version shows an older state beside the one that counts.
func (p *pages) version(c *call) error {
	w, old, err := c.older()
	if err != nil {
		return err
	}
	v := version{Number: old.Version()}
	v.told(w, change.Diff(old.Typed, w.Draft.Typed), 1000)
	return c.Show(http.StatusOK, "version", c.Text("version", "n", strconv.Itoa(v.Number)), struct {
		*work
		Version version
	}{w, v})
}

func (c *call) older() (*work, *app.Draft, error) {
	w, err := c.work()
	if err != nil {
		return nil, nil, err
	}
	n, err := strconv.Atoi(c.R.PathValue("number"))
	if err != nil {
		return nil, nil, frame.ErrNoPage
	}
	old, err := c.p.App.DraftVersion(c.R.Context(), w.Store, w.ID, n)
	return w, old, err
}

// restore makes an older state the newest. What was in between stays in the history.
func (p *pages) restore(c *call) error {
	w, old, err := c.older()
	if err != nil {
		return err
	}
	_, _, err = p.App.WriteDraft(c.R.Context(), w.Store, w.ID, w.Base(), func(to *casefile.Case) error {
		*to = *casefile.Clone(old.Typed)
		return nil
	})
	if err != nil {
		return err
	}
	return c.SeeOther(w.Case() + "/history")
}
