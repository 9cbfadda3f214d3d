package pages

import (
	"net/http"
	"slices"

	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// partPage is a part of the case to fill in.
type partPage struct {
	*work
	Pointer        string
	Heading        string
	Help           string
	Clause         string
	Fields         []field
	Faults, Todo   []finding
	Apart          []section // parts of it with pages of their own
	Previous, Next *section
	Crumbs         []section  // what the part is in
	Forms          []formLink // papers that show it
	Merged         int        // values that others changed meanwhile
	Saved          bool
	View           string  // template
	Action, Back   string  // paths: where it is sent to, and what it belongs to
	Before         int     // version that the next undo looks for something before
	Clocks         []entry // deadlines that begin with it
	Carried        bool    // it is as it was taken over from the case before
	Checked        string  // who found that it is still right so, and when; "" for nobody
}

// formLink is a paper that shows something of the page.
type formLink struct{ ID, Title string }

// overview shows what there is to do for a case: its procedures, deadlines and packages.
func (p *pages) overview(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	o, err := w.overviewOf()
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, "overview", w.Name(), o)
}

// tasksPage is the task list of a procedure.
type tasksPage struct {
	*work
	Sections    []section
	Done, All   int
	Deadlines   []entry
	OtherFaults []finding // about no part
	News        *news
	Early       []string // what to begin long before
}

// tasks shows the parts of a case that a procedure needs, and how far each is.
func (p *pages) tasks(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	found, err := w.check(w.Draft)
	if err != nil {
		return err
	}
	t := tasksPage{work: w, Sections: w.sections(found), Deadlines: c.due(w.Draft)}
	if err := w.carried(t.Sections); err != nil {
		return err
	}
	if t.News, err = w.look(); err != nil {
		return err
	}
	for _, one := range w.def.Early {
		t.Early = append(t.Early, w.In(one))
	}
	for _, s := range flat(t.Sections) {
		if s.State == "optional" {
			continue
		}
		if t.All++; s.State == "done" && !(s.Carried && s.Checked == "" && w.Confirms()) {
			t.Done++
		}
	}
	return c.Show(http.StatusOK, "tasks", w.Title()+" — "+w.Name(), t)
}

// part shows a part of the case to fill in.
func (p *pages) part(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	pointer := "/" + c.R.PathValue("part")
	if path := w.PartPath(pointer); path != c.R.URL.Path {
		return c.SeeOther(path)
	}
	page, err := w.partPage(pointer, nil)
	if err != nil {
		return err
	}
	only := []section{{Pointer: pointer}}
	if err := w.carried(only); err != nil {
		return err
	}
	page.Carried, page.Checked = only[0].Carried, only[0].Checked
	return c.Show(http.StatusOK, "part", page.Heading+" — "+w.Name(), page)
}

// partPage makes the page of a part, with the values on which two people do not agree.
func (w *work) partPage(pointer string, clashes map[string]clash) (*partPage, error) {
	found, err := w.check(w.Draft)
	if err != nil {
		return nil, err
	}
	sections := w.sections(found)
	page := &partPage{work: w, Pointer: pointer, View: "part", Action: w.PartPath(pointer), Back: w.Path(), Before: w.Draft.Version()}
	all := flat(sections)
	at := slices.IndexFunc(all, func(s section) bool { return s.Pointer == pointer })
	f := w.Catalog.Vocabulary().Field(pointer)
	if at < 0 || f == nil {
		return nil, frame.ErrNoPage
	}
	page.Heading, page.Help, page.Clause, page.Apart = all[at].Title, w.In(f.Help), f.Clause, all[at].Sections
	if at > 0 {
		page.Previous = &all[at-1]
	}
	if at+1 < len(all) {
		page.Next = &all[at+1]
	}
	for _, s := range all[:at] {
		if casefile.Within(pointer, s.Pointer) {
			page.Crumbs = append(page.Crumbs, s)
		}
	}
	page.Fields = w.pageFields(f, pointer)
	var own []casefile.Finding
	for _, x := range found {
		if all[at].owns(x.Pointer) {
			own = append(own, x)
		}
	}
	page.told(own, clashes)
	page.Forms = w.formsOf(pointer)
	return page, nil
}

// told puts findings and values on which two people do not agree beside the fields.
func (page *partPage) told(found []casefile.Finding, clashes map[string]clash) {
	var said []finding
	for _, x := range found {
		said = append(said, page.sayFinding(x))
	}
	for _, x := range place(page.Fields, said) {
		switch {
		case x.Severity != string(casefile.Error):
		case x.Missing:
			page.Todo = append(page.Todo, x)
		default:
			page.Faults = append(page.Faults, x)
		}
	}
	mark(page.Fields, clashes)
}

// pageFields are the fields of the page at a pointer.
func (w *work) pageFields(f *vocabulary.Field, pointer string) []field {
	_, _, entry := casefile.SplitEntry(pointer)
	if f.Model.Kind == casefile.KindList && !entry {
		x := w.field(f, pointer, 2)
		if listed(f) {
			return nil
		}
		return []field{x}
	}
	return w.fields(f.Group, pointer, 3)
}

// mark puts values on which two people do not agree beside their fields.
func mark(all []field, clashes map[string]clash) {
	for i := range all {
		if c, ok := clashes[all[i].Pointer]; ok {
			all[i].Clash = &c
		}
		mark(all[i].Fields, clashes)
	}
}

// formTitle is the number and title of a form; a paper without a number has its title alone.
func (w *work) formTitle(d *forms.Definition) string {
	title := w.In(casefile.Words{Ja: d.Title.Ja, En: d.Title.En})
	if d.Unnumbered {
		return title
	}
	return d.ID + w.Text("gap") + title
}

// formsOf are the papers of the procedure that show a place.
func (w *work) formsOf(pointer string) (all []formLink) {
	var drawn []string
	for _, p := range w.def.Papers {
		for _, f := range p.Forms {
			drawn = append(drawn, f.Form)
		}
	}
	for _, id := range w.Catalog.FormsOf(pointer) {
		if d, err := w.Catalog.Definition(id); err == nil && slices.Contains(drawn, id) {
			all = append(all, formLink{id, w.formTitle(d)})
		}
	}
	return all
}
