package pages

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
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
	Programs, Kinds []choice
	Program         string
	ID, Service     string
	Edition         string // the text of the rules that will govern
	Early           []string
	Fault           string // what is wrong with what was answered; "" for nothing
}

// start asks which programme and which procedure a new case is for.
func (p *pages) start(c *call) error {
	s, err := c.starting(c.r.FormValue("program"), c.r.FormValue("kind"))
	if err != nil {
		return err
	}
	return c.show(http.StatusOK, "start", c.text("start"), s)
}

func (c *call) starting(program, kind string) (*starting, error) {
	s := &starting{Program: program}
	for _, name := range c.p.App.Programs() {
		s.Programs = append(s.Programs, choice{name, c.text("program-" + name), c.text("program-" + name + "-note"), name == program})
	}
	if program == "" {
		return s, nil
	}
	catalog, kinds, err := c.kinds(app.Text{Program: casefile.Program(program), Day: c.p.today()})
	if err != nil {
		return nil, err
	}
	s.Edition = string(catalog.Revision.InForce)
	for _, k := range kinds {
		s.Kinds = append(s.Kinds, choice{k.Name, c.in(casefile.Words{Ja: k.Ja, En: k.En}), c.text("clause", "clause", k.Clause), k.Name == kind})
	}
	s.ID, err = c.freeID(string(c.p.today())[:4])
	return s, err
}

// kinds are the procedures of a text of the rules, in the order of their clauses.
func (c *call) kinds(text app.Text) (*forms.Catalog, []app.PackageKind, error) {
	catalog, kinds, err := c.p.App.Kinds(text)
	slices.SortStableFunc(kinds, func(a, b app.PackageKind) int { return casefile.CompareClauses(a.Clause, b.Clause) })
	return catalog, kinds, err
}

// freeID is a name that no case has yet.
func (c *call) freeID(year string) (string, error) {
	store, err := c.store()
	if err != nil {
		return "", err
	}
	used := map[string]bool{}
	for id, err := range app.Cases(c.r.Context(), store) {
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
	if err := c.posted(); err != nil {
		return err
	}
	program, kind := c.r.PostFormValue("program"), c.r.PostFormValue("kind")
	id := strings.TrimSpace(c.r.PostFormValue("case"))
	fault, err := c.make(program, kind, id)
	if err != nil {
		return err
	}
	if fault == "" {
		return c.seeOther("/cases/" + id + "/for/" + kind)
	}
	s, err := c.starting(program, kind)
	if err != nil {
		return err
	}
	s.Fault, s.ID, s.Service = fault, id, c.r.PostFormValue("service")
	return c.show(http.StatusUnprocessableEntity, "start", c.text("start"), s)
}

// make makes the case, or says what is wrong with the answers.
func (c *call) make(program, kind, id string) (fault string, err error) {
	switch {
	case kind == "":
		return c.text("choose-kind"), nil
	case !casefile.IDForm.MatchString(id):
		return c.text("bad-id"), nil
	}
	store, err := c.store()
	if err != nil {
		return "", err
	}
	if _, err := app.Versions(c.r.Context(), store, id); err == nil {
		return c.text("id-taken", "id", id), nil
	}
	_, text, err := c.p.App.NewCase(app.Text{Program: casefile.Program(program), Day: c.p.today()}, kind, c.words.Language())
	if err != nil {
		return "", err
	}
	made, err := c.p.App.ReadCase("case:"+id, bytes.NewReader(text), nil)
	if err != nil {
		return "", err
	}
	made.File.Case.ID = casefile.CaseID(id)
	app.Type(made.File.Case, "/service/name", c.r.PostFormValue("service"))
	_, err = c.p.App.CreateCase(c.r.Context(), store, made)
	return "", err
}

// demo makes a copy of the demonstration case.
func (p *pages) demo(c *call) error {
	store, err := c.store()
	if err != nil {
		return err
	}
	id, err := p.App.Demo(c.r.Context(), store)
	if err != nil {
		return err
	}
	return c.seeOther("/cases/" + string(id) + "/for/registration")
}
