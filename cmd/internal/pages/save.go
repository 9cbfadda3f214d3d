package pages

import (
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/forms/casefile/natural"
)

// savePart keeps what was filled in on the page of a part.
func (p *pages) savePart(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	return w.save(func(clashes map[string]clash) (*partPage, error) {
		return w.partPage("/"+c.R.PathValue("part"), clashes)
	})
}

// save keeps what was filled in on a page, and shows the page with what was found. Values that
// others changed since the page was read stay theirs; where both changed one, both are shown
// (412) and who asks decides.
func (w *work) save(show func(map[string]clash) (*partPage, error)) error {
	if err := w.Posted(); err != nil {
		return err
	}
	if w.R.PostFormValue("do") == "check" {
		return w.try(show)
	}
	was, undone, page := w.Draft, 0, new(partPage)
	if w.R.PostFormValue("undo") != "" {
		var err error
		if page, err = show(nil); err != nil {
			return err
		}
	}
	draft, conflicts, err := w.p.App.WriteDraft(w.R.Context(), w.Store, w.ID, w.R.PostFormValue("base"), func(to *casefile.Case) (err error) {
		if err := w.write(to, w.R.PostForm); err != nil {
			return err
		}
		undone, err = w.undo(to, w.R.PostForm, page.Fields)
		return err
	})
	if err != nil {
		return err
	}
	w.Draft = draft
	clashes := clashesOf(conflicts)
	if page, err = show(clashes); err != nil {
		return err
	}
	page.Saved = len(w.unkept) == 0
	if undone > 0 {
		page.Before = undone
	}
	if w.R.PostFormValue("base") != was.Digest() {
		page.Merged = 1
	}
	return w.answer(page, len(clashes) > 0)
}

// clashesOf are the values that two people changed at once, by place.
func clashesOf(conflicts []change.Conflict) map[string]clash {
	all := map[string]clash{}
	for _, x := range conflicts {
		all[x.Pointer] = clash{Mine: x.Theirs.Text(), Theirs: x.Ours.Text()}
	}
	return all
}

// try shows the page as it would be with what was typed, and keeps nothing.
func (w *work) try(show func(map[string]clash) (*partPage, error)) error {
	c := casefile.Clone(w.Draft.Typed)
	if err := w.write(c, w.R.PostForm); err != nil {
		return err
	}
	draft, err := w.p.App.Retyped(w.Draft, c)
	if err != nil {
		return err
	}
	base := w.Draft
	w.Draft = draft
	page, err := show(nil)
	if err != nil {
		return err
	}
	w.Draft = base
	return w.Show(http.StatusOK, page.View, page.Heading, page)
}

// answer leads on after a plain form was sent, and shows the page to the script.
func (w *work) answer(page *partPage, clashed bool) error {
	title := page.Heading + " — " + w.Name()
	switch {
	case clashed:
		return w.Show(http.StatusPreconditionFailed, page.View, title, page)
	case len(w.unkept) > 0:
		return w.Show(http.StatusUnprocessableEntity, page.View, title, page)
	case w.R.Header.Get("X-Live") != "":
		return w.Show(http.StatusOK, page.View, title, page)
	case w.R.PostFormValue("do") == "next" && page.Next != nil:
		return w.SeeOther(w.PartPath(page.Next.Pointer))
	case w.R.PostFormValue("do") == "tasks" || w.R.PostFormValue("do") == "next":
		return w.SeeOther(page.Back)
	}
	return w.Show(http.StatusOK, page.View, title, page)
}

// write puts what was filled in into a case. A value that can be read is written as a case has
// it; any other stays as it was typed. What no case can hold is left out, and told on the page.
func (w *work) write(c *casefile.Case, form url.Values) error {
	for _, pointer := range pointers(form) {
		text := strings.ReplaceAll(form.Get(pointer), "\r\n", "\n")
		if v := there(c, pointer); v.Model == nil && text == "" || slices.Contains(form["hold"], pointer) && form.Get("mine") != pointer {
			continue
		}
		if w.uses.Holds(pathOf(pointer)) && w.refuse(pointer, text) {
			continue
		}
		if !w.uses.Holds(pathOf(pointer)) || !app.Type(c, pointer, w.read(pointer, text)) {
			return &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "unkept"}
		}
	}
	if gone := form.Get("remove"); gone != "" && w.uses.Holds(pathOf(gone)) {
		casefile.Remove(c, gone)
	}
	return nil
}

// pointers are the places that a form has values for, entries of a list in their order.
func pointers(form url.Values) (all []string) {
	for name := range form {
		if strings.HasPrefix(name, "/") {
			all = append(all, name)
		}
	}
	slices.SortFunc(all, byPlace)
	return all
}

// byPlace orders pointers so that the entries of a list come in their order.
func byPlace(a, b string) int {
	x, y := casefile.PointerTokens(a), casefile.PointerTokens(b)
	for i := range min(len(x), len(y)) {
		if d := len(x[i]) - len(y[i]); d != 0 && isNumber(x[i]) && isNumber(y[i]) {
			return d
		}
		if d := strings.Compare(x[i], y[i]); d != 0 {
			return d
		}
	}
	return len(x) - len(y)
}

func isNumber(token string) bool { return strings.Trim(token, "0123456789") == "" }

// read is a text as a case has it, if it can be read.
func (w *work) read(pointer, text string) string {
	f := w.Catalog.Vocabulary().Field(pointer)
	if f == nil {
		return text
	}
	m := f.Model
	if m.Kind == casefile.KindList {
		m = m.Entry
	}
	if m.Type == reflect.TypeFor[casefile.Text]() {
		return text
	}
	if r := natural.Leaf(m.Type, strings.TrimSpace(text), nil); r.OK() {
		return r.Value
	}
	return text
}
