package pages

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/schema"
)

// letterLine is a kind of letter that offices send to applicants, and those that came.
type letterLine struct {
	ID, Title, Clause string
	New               string // path to record one more; "" where only one can come
	Came              []formLink
}

// letters shows what letters may come back, and those that are recorded.
func (p *pages) letters(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	ids, err := w.Catalog.Letters()
	if err != nil {
		return err
	}
	var all []letterLine
	for _, id := range ids {
		if d, err := w.Catalog.Definition(id); err == nil && d.To == "applicant" {
			all = append(all, w.letterLine(d))
		}
	}
	return c.Show(http.StatusOK, "letters", c.Text("letters")+" — "+w.Name(), struct {
		*work
		Letters []letterLine
	}{w, all})
}

func (w *work) letterLine(d *forms.Definition) letterLine {
	l := letterLine{ID: d.ID, Title: w.In(casefile.Words{Ja: d.Title.Ja, En: d.Title.En}), Clause: d.Clause}
	list, many := strings.CutSuffix(d.Subject(), "/*")
	v := there(w.Draft.Typed, list)
	if !many {
		if v.Empty() || v.Model == nil {
			l.New = w.letterPath(d, 0)
		} else {
			l.Came = append(l.Came, formLink{w.letterPath(d, 0), firstText(v)})
		}
		return l
	}
	for i := range v.Len() {
		l.Came = append(l.Came, formLink{w.letterPath(d, i), firstText(v.Child(i))})
	}
	l.New = w.letterPath(d, v.Len())
	return l
}

func (w *work) letterPath(d *forms.Definition, n int) string {
	return w.Case() + "/letters/" + d.ID + "?n=" + strconv.Itoa(n)
}

// letter shows what to record of a letter, and saveLetter keeps it.
func (p *pages) letter(c *call) error {
	w, d, at, err := c.letterOf()
	if err != nil {
		return err
	}
	page, err := w.letterPage(d, at, nil)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, page.View, page.Heading+" — "+w.Name(), page)
}

func (p *pages) saveLetter(c *call) error {
	w, d, at, err := c.letterOf()
	if err != nil {
		return err
	}
	return w.save(func(clashes map[string]clash) (*partPage, error) { return w.letterPage(d, at, clashes) })
}

// letterOf is the letter that the path names, and the place of the case that it fills in: what
// its form shows of it, and no more.
func (c *call) letterOf() (*work, *forms.Definition, string, error) {
	w, err := c.work()
	if err != nil {
		return nil, nil, "", err
	}
	d, err := w.Catalog.Definition(c.R.PathValue("form"))
	if err != nil || d.Letter == nil || d.To != "applicant" {
		return nil, nil, "", frame.ErrNoPage
	}
	shown, err := w.Catalog.Shows(d)
	if err != nil {
		return nil, nil, "", err
	}
	w.uses = schema.Kind{Name: d.ID}
	for _, field := range append(shown, d.Letter.Number, d.DateField()) {
		w.uses.Case = append(w.uses.Case, pathOf(strings.ReplaceAll(d.Subject()+"/"+field, "/*", "")))
	}
	head := w.uses.Case[len(shown):]
	w.demands = func(path string) bool { return slices.Contains(head, path) }
	at, many := strings.CutSuffix(d.Subject(), "/*")
	if many {
		n, err := strconv.Atoi(c.R.FormValue("n"))
		if err != nil || n < 0 || n > there(w.Draft.Typed, at).Len() {
			n = there(w.Draft.Typed, at).Len()
		}
		at = casefile.EntryPointer(at, n)
	}
	return w, d, at, nil
}

func (w *work) letterPage(d *forms.Definition, at string, clashes map[string]clash) (*partPage, error) {
	found, err := w.check(w.Draft)
	if err != nil {
		return nil, err
	}
	f := w.Catalog.Vocabulary().Field(at)
	if f == nil {
		return nil, frame.ErrNoPage
	}
	_, n, _ := casefile.SplitEntry(at)
	page := &partPage{work: w, Pointer: at, Heading: w.In(casefile.Words{Ja: d.Title.Ja, En: d.Title.En}), Help: w.Text("letter-help"), Clause: d.Clause,
		Fields: w.fields(f.Group, at, 3), View: "letter", Action: w.letterPath(d, n), Back: w.Case() + "/letters", Before: w.Draft.Version()}
	page.told(slices.DeleteFunc(found, func(x casefile.Finding) bool { return !casefile.Within(x.Pointer, at) }), clashes)
	page.Clocks, err = w.clocks(at)
	return page, err
}

// clocks are the deadlines that a case has because of what it says at a place.
func (w *work) clocks(at string) (all []entry, err error) {
	if v := there(w.Draft.Typed, at); v.Model == nil || v.Empty() {
		return nil, nil
	}
	bare := casefile.Clone(w.Draft.Typed)
	casefile.Remove(bare, at)
	without, err := w.p.App.Retyped(w.Draft, bare)
	if err != nil {
		return nil, err
	}
	was := map[string]bool{}
	for _, e := range w.due(without) {
		was[e.Title+e.Day] = true
	}
	for _, e := range w.due(w.Draft) {
		if !was[e.Title+e.Day] {
			all = append(all, e)
		}
	}
	return all, nil
}
