package pages

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
)

// controlsPage is the annex of controls, a window of it.
type controlsPage struct {
	*work
	Rows          []field
	Query, Only   string
	From, All     int // first row of the window, and how many rows fit the filter
	Earlier, Next int // where the windows beside it begin; -1 for none
	Total         int
	Faults        []finding
	Fault         string
	Saved         bool
	Changes       int
	Pointer       string   // of the annex
	Carried       bool     // it is as it was taken over from the case before
	Checked       string   // who found that it is still right so, and when; "" for nobody
	typed         []string // where only the rows of some fields are to be shown: those
}

// window is how many controls are shown at once.
const window = 40

const controlsAt = "/statement/controls"

// controls shows a window of the annex.
func (p *pages) controls(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	return w.showControls(http.StatusOK, &controlsPage{}, nil)
}

func (w *work) showControls(status int, page *controlsPage, clashes map[string]clash) error {
	f := w.Catalog.Vocabulary().Field(controlsAt)
	if f == nil || !w.uses.Holds(pathOf(controlsAt)) {
		return frame.ErrNoPage
	}
	found, err := w.check(w.Draft)
	if err != nil {
		return err
	}
	page.work, page.Query, page.Only = w, strings.TrimSpace(w.R.FormValue("q")), w.R.FormValue("only")
	page.Total = len(w.Draft.Typed.Statement.Controls)
	rows := w.wanted(page, found)
	page.All = len(rows)
	page.From, _ = strconv.Atoi(w.R.FormValue("from"))
	page.From = max(0, min(page.From, len(rows)-1))
	rows = rows[page.From:min(page.From+window, len(rows))]
	page.Earlier, page.Next = -1, -1
	if page.From > 0 {
		page.Earlier = max(0, page.From-window)
	}
	if page.From+len(rows) < page.All {
		page.Next = page.From + window
	}
	for _, i := range rows {
		at := casefile.EntryPointer(controlsAt, i)
		if page.typed != nil && !slices.ContainsFunc(page.typed, func(pointer string) bool { return casefile.Within(pointer, at) }) {
			continue
		}
		control := w.Draft.Typed.Statement.Controls[i]
		page.Rows = append(page.Rows, field{Type: "row", Pointer: at, Label: string(control.ID) + w.Text("gap") + string(control.Name), Fields: w.fields(f.Group, at, 3)})
	}
	var said []finding
	for _, x := range found {
		if casefile.Within(x.Pointer, controlsAt) {
			said = append(said, w.sayFinding(x))
		}
	}
	place(page.Rows, said)
	mark(page.Rows, clashes)
	page.Faults = said[:min(len(said), 20)]
	only := []section{{Pointer: controlsAt}}
	if err := w.carried(only); err != nil {
		return err
	}
	page.Pointer, page.Carried, page.Checked = controlsAt, only[0].Carried, only[0].Checked
	return w.Show(status, "controls", w.In(f.Label)+" — "+w.Name(), page)
}

// wanted are the indexes of the controls that fit the filter.
func (w *work) wanted(page *controlsPage, found []casefile.Finding) (rows []int) {
	faulty := map[int]bool{}
	for _, f := range found {
		if tokens := casefile.PointerTokens(f.Pointer); len(tokens) > 2 && casefile.Within(f.Pointer, controlsAt) {
			if i, err := strconv.Atoi(tokens[2]); err == nil {
				faulty[i] = true
			}
		}
	}
	for i, c := range w.Draft.Typed.Statement.Controls {
		text := strings.ToLower(strings.Join([]string{string(c.ID), string(c.Name), string(c.Implementation), string(c.Reason), string(c.Department)}, " "))
		fits := strings.Contains(text, strings.ToLower(page.Query))
		switch page.Only {
		case "empty":
			fits = fits && (c.Adopted == "" || c.Adopted == "yes" && c.Implementation == "" || c.Adopted == "no" && c.Reason == "")
		case "faulty":
			fits = fits && faulty[i]
		case "yes", "no":
			fits = fits && string(c.Adopted) == page.Only
		}
		if fits {
			rows = append(rows, i)
		}
	}
	return rows
}

// saveControls keeps what was filled in.
func (p *pages) saveControls(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	if err := c.Posted(); err != nil {
		return err
	}
	if c.R.PostFormValue("do") == "check" {
		return w.tryControls()
	}
	draft, conflicts, err := p.App.WriteDraft(c.R.Context(), w.Store, w.ID, c.R.PostFormValue("base"), func(to *casefile.Case) error { return w.write(to, c.R.PostForm) })
	if err != nil {
		return err
	}
	w.Draft = draft
	if len(conflicts) > 0 {
		return w.showControls(http.StatusPreconditionFailed, &controlsPage{Fault: c.Text("clash-rows")}, clashesOf(conflicts))
	}
	if len(w.unkept) > 0 {
		return w.showControls(http.StatusUnprocessableEntity, &controlsPage{Fault: c.Text("unkept-some")}, nil)
	}
	return w.showControls(http.StatusOK, &controlsPage{Saved: true}, nil)
}

// tryControls shows the rows that were typed into as they would be, and keeps nothing.
func (w *work) tryControls() error {
	to := casefile.Clone(w.Draft.Typed)
	err := w.write(to, w.R.PostForm)
	if err == nil {
		w.Draft, err = w.p.App.Retyped(w.Draft, to)
	}
	if err != nil {
		return err
	}
	return w.showControls(http.StatusOK, &controlsPage{typed: pointers(w.R.PostForm)}, nil)
}

// takeControls takes a sheet of controls that was uploaded or pasted: the criteria, or an
// annex that is filled in. What the case has of a control stays where the sheet is silent.
func (p *pages) takeControls(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	table, err := c.table()
	if err != nil && !errors.Is(err, http.ErrMissingFile) {
		return err
	}
	if err != nil {
		return w.showControls(http.StatusUnprocessableEntity, &controlsPage{Fault: c.Text("no-file")}, nil)
	}
	list, err := editing.ReadControls(p.App, table)
	var refused *app.Refused
	if errors.As(err, &refused) {
		page := &controlsPage{Fault: c.Text("bad-sheet")}
		for _, f := range refused.Findings[:min(3, len(refused.Findings))] {
			x := w.sayFinding(f)
			page.Fault += " " + x.Text + " " + x.Repair
		}
		return w.showControls(http.StatusUnprocessableEntity, page, nil)
	}
	if err != nil {
		return err
	}
	page := &controlsPage{Saved: true, Changes: len(list)}
	w.Draft, _, err = p.App.WriteDraft(c.R.Context(), w.Store, w.ID, w.Base(), func(to *casefile.Case) error {
		to.Statement.Controls = laidOver(to.Statement.Controls, list)
		return nil
	})
	if err != nil {
		return err
	}
	return w.showControls(http.StatusOK, page, nil)
}

// table is the sheet that was posted: a file, or what was pasted from a sheet.
func (c *call) table() (*editing.Table, error) {
	f, head, err := c.File("file", frame.MaxForm)
	if pasted := c.R.FormValue("paste"); errors.Is(err, http.ErrMissingFile) && strings.TrimSpace(pasted) != "" {
		return &editing.Table{Name: "paste.csv", Data: []byte(commas(pasted))}, nil
	}
	if err != nil {
		return nil, err
	}
	t, err := editing.ReadTable(head.Filename, f)
	return t, errors.Join(err, f.Close())
}

// commas turns what a sheet puts on the clipboard into CSV.
func commas(pasted string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(pasted, "\r\n", "\n")) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for i, cell := range cells {
			if len(cell) < 2 || cell[0] != '"' {
				cells[i] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
		}
		b.WriteString(strings.Join(cells, ",") + "\n")
	}
	return b.String()
}

// laidOver are the controls of a sheet; what it leaves empty of a control stays as it was, and
// so do controls that it does not have.
func laidOver(was, list []casefile.Control) []casefile.Control {
	out := slices.Clone(was)
	for _, c := range list {
		i := slices.IndexFunc(out, func(x casefile.Control) bool { return x.ID == c.ID })
		if i < 0 {
			out = append(out, c)
			continue
		}
		fill(&out[i], c)
	}
	return out
}

func fill(to *casefile.Control, from casefile.Control) {
	at := &casefile.Case{Statement: casefile.Statement{Controls: []casefile.Control{from}}}
	into := &casefile.Case{Statement: casefile.Statement{Controls: []casefile.Control{*to}}}
	for v := range there(at, controlsAt+"/0").All() {
		if text := v.Text(); text != "" {
			app.Type(into, v.Pointer, text)
		}
	}
	*to = into.Statement.Controls[0]
}

// Filters are the ways to show only some controls.
func (*controlsPage) Filters() []string { return []string{"", "empty", "faulty", "yes", "no"} }
