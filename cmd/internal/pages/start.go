package pages

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// choice is a programme or a procedure to choose from.
type choice struct {
	Value, Title, Note string
	Chosen             bool
}

// starting is what the page of a new case shows.
type starting struct {
	Programs     []choice
	First, Kinds []choice // procedures of who registers for the first time, in their order; all others
	Program      string
	ID, Service  string
	Edition      string // the text of the rules that will govern
	Fault        string // what is wrong with what was answered; "" for nothing
}

// start asks which programme and which procedure a new case is for.
func (p *pages) start(c *call) error {
	s, err := c.starting(c.R.FormValue("program"), c.R.FormValue("kind"))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, "start", c.Text("start"), s)
}

func (c *call) starting(program, kind string) (*starting, error) {
	s := &starting{Program: program}
	for _, name := range c.p.App.Programs() {
		s.Programs = append(s.Programs, choice{name, c.Text("program-" + name), c.Text("program-" + name + "-note"), name == program})
	}
	if program == "" {
		return s, nil
	}
	catalog, kinds, err := c.kinds(app.Text{Program: casefile.Program(program), Day: c.p.Today()})
	if err != nil {
		return nil, err
	}
	s.Edition = frame.Day(c.Words, string(catalog.Revision.InForce))
	for _, k := range kinds {
		x := choice{k.Name, c.In(casefile.Words{Ja: k.Ja, En: k.En}), c.Text("clause", "clause", k.Clause), k.Name == kind}
		if len(k.Early) > 0 {
			s.First = append(s.First, x)
			continue
		}
		s.Kinds = append(s.Kinds, x)
	}
	s.ID, err = c.freeID(string(c.p.Today())[:4])
	return s, err
}

// kinds are the procedures of a text of the rules, in the order of their clauses.
func (c *call) kinds(text app.Text) (*forms.Catalog, []rulebook.PackageKind, error) {
	catalog, kinds, err := rulebook.Kinds(c.p.App, text)
	slices.SortStableFunc(kinds, func(a, b rulebook.PackageKind) int { return casefile.CompareClauses(a.Clause, b.Clause) })
	return catalog, kinds, err
}

// freeID is a name that no case has yet.
func (c *call) freeID(year string) (string, error) {
	store, err := c.Call.Store()
	if err != nil {
		return "", err
	}
	used := map[string]bool{}
	for id, err := range app.Cases(c.R.Context(), store) {
		if err != nil {
			return "", err
		}
		used[string(id)] = true
	}
	for n := 1; ; n++ {
		if id := fmt.Sprintf("case-%s-%d", year, n); !used[id] {
			return id, nil
		}
	}
}

// create makes a case of what was answered.
func (p *pages) create(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	program, kind := c.R.PostFormValue("program"), c.R.PostFormValue("kind")
	id := strings.TrimSpace(c.R.PostFormValue("case"))
	fault, err := c.make(program, kind, id)
	if err != nil {
		return err
	}
	if fault == "" {
		return c.SeeOther("/cases/" + id + "/for/" + kind)
	}
	s, err := c.starting(program, kind)
	if err != nil {
		return err
	}
	s.Fault, s.ID, s.Service = fault, id, c.R.PostFormValue("service")
	return c.Show(http.StatusUnprocessableEntity, "start", c.Text("start"), s)
}

// make makes the case, or says what is wrong with the answers.
func (c *call) make(program, kind, id string) (fault string, err error) {
	switch {
	case kind == "":
		return c.Text("choose-kind"), nil
	case !casefile.IDForm.MatchString(id):
		return c.Text("bad-id"), nil
	}
	store, err := c.Call.Store()
	if err != nil {
		return "", err
	}
	if _, err := app.Versions(c.R.Context(), store, id); err == nil {
		return c.Text("id-taken", "id", id), nil
	}
	_, text, err := c.p.App.NewCase(app.Text{Program: casefile.Program(program), Day: c.p.Today()}, kind, c.Words.Language())
	if err != nil {
		return "", err
	}
	made, err := c.p.App.ReadCase("case:"+id, bytes.NewReader(text), nil)
	if err != nil {
		return "", err
	}
	made.File.Case.ID = casefile.CaseID(id)
	app.Type(made.File.Case, "/service/name", c.R.PostFormValue("service"))
	_, err = c.p.App.CreateCase(c.R.Context(), store, made)
	return "", err
}

// demo makes a copy of the demonstration case.
func (p *pages) demo(c *call) error {
	store, err := c.Call.Store()
	if err != nil {
		return err
	}
	id, err := editing.Demo(c.R.Context(), p.App, store)
	if err != nil {
		return err
	}
	return c.SeeOther("/cases/" + string(id) + "/for/registration")
}
