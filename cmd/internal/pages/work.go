package pages

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/schema"
)

// work is a case that somebody works on, for one procedure.
type work struct {
	*call
	Store   *app.Store
	Draft   *app.Draft
	Catalog *forms.Catalog
	ID      string // of the case
	Kind    string // of package; "" for none
	def     *forms.PackageDef
	uses    schema.Kind
	demands func(path string) bool
	plain   *frame.Plain
	began   *casefile.Case    // see [work.first]
	unkept  map[string]unkept // what was typed and no case can hold, by place
}

// work opens the case, and the procedure if there is one, that the path names.
func (c *call) work() (*work, error) {
	w := &work{call: c, ID: c.R.PathValue("id"), Kind: c.R.PathValue("kind")}
	var err error
	if w.Store, err = c.Call.Store(); err != nil {
		return nil, err
	}
	if w.Draft, err = c.p.App.Draft(c.R.Context(), w.Store, w.ID); err != nil {
		return nil, err
	}
	if w.Catalog, err = c.p.App.Catalog(app.Text{Program: w.Draft.Typed.Program, Revision: w.Draft.Typed.Revision}); err != nil {
		return nil, err
	}
	w.plain = c.Plain(w.Catalog.Vocabulary())
	if w.Kind == "" {
		return w, nil
	}
	if w.def, err = w.Catalog.Package(w.Kind); err != nil {
		return nil, frame.ErrNoPage
	}
	w.uses = schema.Kind{Name: w.Kind, Case: w.def.Case}
	w.demands, err = w.Catalog.Demands(w.Kind)
	return w, err
}

// Name is what the case is called.
func (w *work) Name() string {
	if name := string(w.Draft.Typed.Service.Name); name != "" {
		return name
	}
	return w.ID
}

// Title is the procedure.
func (w *work) Title() string { return w.In(casefile.Words{Ja: w.def.Ja, En: w.def.En}) }

// Clause is what asks for the procedure.
func (w *work) Clause() string { return w.def.Clause }

// Base is the state of the case that the page shows.
func (w *work) Base() string { return w.Draft.Digest() }

// Case is the path of the case.
func (w *work) Case() string { return "/cases/" + w.ID }

// Path is the path of the procedure.
func (w *work) Path() string { return w.Case() + "/for/" + w.Kind }

// PartPath is the path of a part of the case.
func (w *work) PartPath(pointer string) string {
	if pointer == controlsAt {
		return w.Path() + "/controls"
	}
	return w.Path() + "/part" + pointer
}

// TaskPath is where a part of the case is worked on first: attachments are files.
func (w *work) TaskPath(pointer string) string {
	if pointer == "/attachments" {
		return w.Path() + "/files"
	}
	return w.PartPath(pointer)
}

// check asks everything that the procedure asks of the draft; its files are looked at where
// they are attached.
func (w *work) check(d *app.Draft) ([]casefile.Finding, error) {
	checked, err := w.p.App.Check(w.R.Context(), d.Case, app.CheckOrder{Kind: w.Kind, Today: w.p.Today(), NoFiles: true})
	if err != nil {
		return nil, err
	}
	found := checked.Findings
	for _, pointer := range slices.Sorted(maps.Keys(w.unkept)) {
		found = append(found, w.unkept[pointer].fault)
	}
	return found, nil
}

// unkept is a text that no case can hold, and why.
type unkept struct {
	text  string
	fault casefile.Finding
}

// refuse notes a text that was typed and no case can hold; it reports whether it is one.
func (w *work) refuse(pointer, text string) bool {
	id, args := casefile.CheckText(text)
	if id == "" {
		return false
	}
	var f casefile.Faults
	f.At(casefile.Place{}, pointer, id, args...)
	if w.unkept == nil {
		w.unkept = map[string]unkept{}
	}
	w.unkept[pointer] = unkept{text, f.Findings[0]}
	return true
}

// pathOf is a pointer without its indexes: "prior.evaluations.date".
func pathOf(pointer string) string {
	var keys []string
	for _, token := range casefile.PointerTokens(pointer) {
		if _, err := strconv.Atoi(token); err != nil {
			keys = append(keys, token)
		}
	}
	return strings.Join(keys, ".")
}

// there is the value at a pointer; the zero Value where the case has no such entry.
func there(c *casefile.Case, pointer string) casefile.Value {
	v, _ := casefile.Get(c, pointer)
	return v
}
