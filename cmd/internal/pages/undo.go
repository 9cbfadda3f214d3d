package pages

import (
	"net/url"
	"strconv"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
)

// undoSteps is how many versions an undo looks back at most.
const undoSteps = 200

// undo puts the fields of a page back as they were before they were changed last, if that is
// what the form asks for, and gives the number of the version that they were taken from; 0 for
// none. What was changed elsewhere stays. Asked again it goes on from there.
func (w *work) undo(to *casefile.Case, form url.Values, fields []field) (int, error) {
	before, err := strconv.Atoi(form.Get("undo"))
	if err != nil {
		return 0, nil // nobody asks for it
	}
	all := places(fields)
	for n := before - 1; n > max(0, before-undoSteps); n-- {
		old, err := w.p.App.DraftVersion(w.R.Context(), w.Store, w.ID, n)
		if err != nil {
			return 0, err
		}
		if putBack(to, old.Typed, all) {
			return n, nil
		}
	}
	return 0, nil
}

// putBack gives a case what an older one has at some places, and reports whether that differs.
func putBack(to, old *casefile.Case, places []string) (differs bool) {
	for _, at := range places {
		was := there(old, at)
		if change.Same(was, there(to, at)) {
			continue
		}
		differs = true
		casefile.Set(to, at, nil)
		if was.Model == nil {
			continue
		}
		for v := range was.All() {
			if text := v.Text(); text != "" {
				app.Type(to, v.Pointer, text)
			}
		}
	}
	return differs
}

// places are where the fields of a page are kept; what has a page of its own is left out.
func places(fields []field) (all []string) {
	for _, f := range fields {
		switch f.Type {
		case "apart":
		case "group":
			all = append(all, places(f.Fields)...)
		default:
			all = append(all, f.Pointer)
		}
	}
	return all
}
