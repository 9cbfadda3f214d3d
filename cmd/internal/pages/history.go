package pages

import (
	"iter"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/storage"
)

// historyPage shows what was done to a case, the newest first.
type historyPage struct {
	*work
	Entries []episode
	Older   int // number of the version to go on from; 0 for none
}

// episode are versions that one person made without a pause, and what changed by them.
type episode struct {
	moment // the last of them
	First  int
	Before int // the version before; 0 for none
	Groups []group
	More   int      // changes that are not shown
	Right  []string // parts that were found to be still right meanwhile

	Damaged bool // what changed cannot be told
}

// group are changes in one part of a case.
type group struct {
	Title   string
	Changes []changed
}

// changed is a value before and after.
type changed struct{ Label, From, To string }

// shown is how many entries a page has, and how many changes of each.
const shownEntries, shownChanges = 20, 5

// history shows who changed what, and lets one go back.
func (p *pages) history(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	all, by, err := w.versions()
	if err != nil {
		return err
	}
	confirmed, err := w.confirmed()
	if err != nil {
		return err
	}
	h := historyPage{work: w}
	from, err := strconv.Atoi(c.R.FormValue("from"))
	if err != nil {
		from = all[len(all)-1]
	}
	all = slices.DeleteFunc(all, func(n int) bool { return n > from })
	for i, versions := range together(all, by) {
		if i == shownEntries {
			h.Older = versions[len(versions)-1]
			break
		}
		e, err := w.episode(versions, all, by)
		if err != nil {
			return err
		}
		e.Right = w.confirmations(confirmed, versions)
		h.Entries = append(h.Entries, e)
	}
	return c.Show(http.StatusOK, "history", c.Text("history")+" — "+w.Name(), h)
}

// versions are the numbers of the versions of the case, and who made them.
func (w *work) versions() ([]int, map[int]access.Edit, error) {
	all, err := app.Versions(w.R.Context(), w.Store, w.ID)
	if err != nil {
		return nil, nil, err
	}
	by, err := w.edits()
	return all, by, err
}

// episode says what versions that follow each other changed.
func (w *work) episode(versions, all []int, by map[int]access.Edit) (episode, error) {
	last := versions[len(versions)-1]
	e := episode{moment: w.stateOf(last, by), First: versions[0]}
	at := slices.Index(all, versions[0])
	if at == 0 {
		return e, nil
	}
	e.Before = all[at-1]
	was, err := w.stored(e.Before)
	if err != nil {
		return e, e.broken(err)
	}
	is, err := w.stored(last)
	if err != nil {
		return e, e.broken(err)
	}
	e.Groups, e.More = w.brief(change.Diff(was.Typed, is.Typed), shownChanges)
	return e, nil
}

// broken notes that what changed cannot be told, where err says that a version is damaged.
func (e *episode) broken(err error) error {
	if e.Damaged = storage.IsDamaged(err); e.Damaged {
		return nil
	}
	return err
}

// brief puts the first changes into words, as many as most, and tells how many more there are.
func (w *work) brief(all []change.Change, most int) (groups []group, more int) {
	if more = max(0, len(all)-most); more > 0 {
		all = all[:most]
	}
	for _, x := range all {
		groups = w.put(groups, x.Pointer, w.shown(x.Pointer, firstText(x.From)), w.shown(x.Pointer, firstText(x.To)))
	}
	return groups, more
}

// told puts changes into words, each value of an entry that came or went, by the parts of the
// case.
func (w *work) told(all []change.Change) (groups []group) {
	for _, x := range all {
		switch {
		case x.Kind == change.Moved:
			groups = w.put(groups, x.Pointer, w.where(x.From.Pointer), w.where(x.Pointer))
		case x.From.Model != nil && x.To.Model != nil:
			groups = w.put(groups, x.Pointer, w.shown(x.Pointer, x.From.Text()), w.shown(x.Pointer, x.To.Text()))
		}
		if x.To.Model == nil {
			for v := range texts(x.From) {
				groups = w.put(groups, v.Pointer, w.shown(v.Pointer, v.Text()), "")
			}
		}
		if x.From.Model == nil {
			for v := range texts(x.To) {
				groups = w.put(groups, v.Pointer, "", w.shown(v.Pointer, v.Text()))
			}
		}
	}
	return groups
}

// texts are the leaves of a value that say something.
func texts(v casefile.Value) iter.Seq[casefile.Value] {
	return func(yield func(casefile.Value) bool) {
		for x := range v.All() {
			if x.Text() != "" && !yield(x) {
				return
			}
		}
	}
}

// put adds a change to the last group, or to a new one where another part begins.
func (w *work) put(groups []group, pointer, from, to string) []group {
	part := w.In(w.Catalog.Vocabulary().Label("/" + casefile.PointerTokens(pointer)[0]))
	if len(groups) == 0 || groups[len(groups)-1].Title != part {
		groups = append(groups, group{Title: part})
	}
	g := &groups[len(groups)-1]
	g.Changes = append(g.Changes, changed{w.where(pointer), from, to})
	return groups
}

// shown is a text as people read it: a choice by its name, a day as they write it.
func (w *work) shown(pointer, text string) string {
	f := w.Catalog.Vocabulary().Field(pointer)
	if f == nil || text == "" {
		return text
	}
	for _, c := range w.Catalog.Vocabulary().Choices(f.Model.Type) {
		if c.Value == text {
			return w.In(c.Words)
		}
	}
	if f.Model.Type == reflect.TypeFor[casefile.Date]() {
		return frame.Day(w.Words, text)
	}
	return text
}

// whole names a place by all that lies on the way to it.
func (w *work) whole(pointer string) string {
	part := w.In(w.Catalog.Vocabulary().Label("/" + casefile.PointerTokens(pointer)[0]))
	if below := w.where(pointer); below != part {
		return part + w.Text("within") + below
	}
	return part
}

// where names a place by what lies on the way to it below its part, entries by their number.
func (w *work) where(pointer string) string {
	var names []string
	at := ""
	for _, token := range casefile.PointerTokens(pointer) {
		at += "/" + casefile.EscapeToken(token)
		if n, err := strconv.Atoi(token); err == nil && len(names) > 0 {
			names[len(names)-1] = w.Text("entry", "label", names[len(names)-1], "n", strconv.Itoa(n+1))
			continue
		}
		names = append(names, w.In(w.Catalog.Vocabulary().Label(at)))
	}
	if len(names) > 1 && names[0] == w.In(w.Catalog.Vocabulary().Label("/"+casefile.PointerTokens(pointer)[0])) {
		names = names[1:] // the part stands above
	}
	return strings.Join(names, w.Text("within"))
}

// versionPage shows two states of a case side by side.
type versionPage struct {
	*work
	Left, Right moment
	Versions    []moment // to choose from
	Groups      []group
	Total       int
}

// version shows an older state beside another: the one that counts, unless one asks.
func (p *pages) version(c *call) error {
	w, old, err := c.older()
	if err != nil {
		return err
	}
	all, by, err := w.versions()
	if err != nil {
		return err
	}
	with := w.Draft
	if n, err := strconv.Atoi(c.R.FormValue("with")); err == nil {
		if with, err = w.stored(n); err != nil {
			return frame.ErrNoPage
		}
	}
	changes := change.Diff(old.Typed, with.Typed)
	page := versionPage{work: w, Left: w.stateOf(old.Version(), by), Right: w.stateOf(with.Version(), by), Total: len(changes)}
	page.Groups = w.told(changes)
	for _, versions := range together(all, by) {
		for _, n := range slices.Backward(versions) {
			if n == versions[len(versions)-1] || n == page.Left.Number || n == page.Right.Number {
				page.Versions = append(page.Versions, w.stateOf(n, by))
			}
		}
	}
	return c.Show(http.StatusOK, "version", c.Text("version", "n", strconv.Itoa(old.Version()))+" — "+w.Name(), page)
}

// moment is a version of the case, and who made it when.
type moment struct {
	Number  int
	By, At  string
	Current bool
}

func (w *work) stateOf(n int, by map[int]access.Edit) moment {
	s := moment{Number: n, Current: n == w.Draft.Version()}
	if made, ok := by[n]; ok {
		s.By, s.At = w.named(made), frame.Moment(w.Words, made.Made)
	}
	return s
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
	old, err := w.stored(n)
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
