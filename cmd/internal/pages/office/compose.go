package office

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/package/letters"
)

// composePage is a letter on its way.
type composePage struct {
	Case, Name, Form, Title, Clause string
	Path                            string
	Day, Pattern, Corrects, Next    string
	DayFault                        string
	Fields                          []field
	Lists                           []choice
	Rest                            []said // about no field
	Faults, Todo                    int
	Ready, Asked, Second            bool
}

// letterSheet is the letter that the path names, as it is typed.
type letterSheet struct {
	*sheet
	d        *app.Draft
	name     string
	def      *forms.Definition
	page     composePage
	dayFault bool
}

// letterSheet opens the case and the form.
func (c *call) letterSheet() (*letterSheet, error) {
	d, name, err := c.stored(c.R.PathValue("id"))
	if err != nil {
		return nil, err
	}
	catalog, err := c.o.App.Catalog(textOf(d.Typed))
	if err != nil {
		return nil, err
	}
	form := c.R.PathValue("form")
	columns, err := office.LetterColumns(c.o.App, textOf(d.Typed), form)
	if err != nil {
		return nil, frame.ErrNoPage
	}
	def, err := catalog.Definition(form)
	if err != nil {
		return nil, frame.ErrNoPage
	}
	id := d.File.Case.ID
	s := &letterSheet{d: d, name: name, def: def, sheet: &sheet{call: c, catalog: catalog, columns: columns, at: subject(def), typed: url.Values{},
		row: letters.Row{Name: string(id), List: string(id), Letter: letters.Letter{Case: id, Form: form, Date: c.o.Today(), Dated: true, Values: map[string]string{}}}}}
	s.page = composePage{Case: string(id), Name: name, Form: form, Title: c.In(titleOf(def)), Clause: def.Clause, Day: string(c.o.Today()), Pattern: office.LetterPattern(d.Typed.Program), Corrects: c.R.FormValue("corrects")}
	s.page.Path = "/office/cases/" + s.page.Case + "/write/" + form
	s.row.Corrects = s.page.Corrects
	return s, nil
}

// subject is the group that a letter fills, as the vocabulary has it.
func subject(d *forms.Definition) string {
	list, many := strings.CutSuffix(d.Subject(), "/*")
	if many {
		return casefile.EntryPointer(list, 0)
	}
	return list
}

func (c *call) compose() error {
	s, err := c.letterSheet()
	if err != nil {
		return err
	}
	tried, err := c.try(s.row, s.page.Pattern, false)
	if err != nil {
		return err
	}
	s.prefill(tried)
	return s.showCompose(http.StatusOK, false)
}

// prefill puts in what the case has already: what the office wrote, what is quoted, and what the
// letter said that is corrected.
func (s *letterSheet) prefill(t *office.Tried) {
	from, at := t.Written, t.Pointer
	if s.page.Corrects != "" {
		from = s.d.Typed
	}
	if from == nil || at == "" {
		return
	}
	for v := range casefile.Walk(from) {
		if name, ok := strings.CutPrefix(v.Pointer, at); ok && v.Text() != "" {
			s.typed.Set(name, v.Text())
		}
	}
}

// takePosted takes what was typed.
func (s *letterSheet) takePosted() error {
	if err := s.Posted(); err != nil {
		return err
	}
	s.typed = s.R.PostForm
	s.page.Corrects, s.page.Pattern = s.R.PostFormValue("corrects"), cmp.Or(strings.TrimSpace(s.R.PostFormValue("pattern")), s.page.Pattern)
	s.page.Day = strings.TrimSpace(s.R.PostFormValue("day"))
	day := natural.Date(s.page.Day)
	if s.dayFault = !day.OK() || day.Value == ""; s.dayFault {
		s.page.DayFault = s.Text("office-bad-day")
	} else {
		s.row.Date = casefile.Date(day.Value)
	}
	s.row.Corrects = s.page.Corrects
	s.read()
	if s.row.Corrects != "" {
		for _, x := range s.cells() {
			if !x.Many() {
				s.row.Values[x.field] += "" // what a correction leaves blank is emptied
			}
		}
	}
	return nil
}

// composed checks what was typed, or issues it.
func (c *call) composed() error {
	s, err := c.letterSheet()
	if err != nil {
		return err
	}
	if err := s.takePosted(); err != nil {
		return err
	}
	do := c.R.PostFormValue("do")
	if list, more := strings.CutPrefix(do, "more:"); more {
		s.typed.Set("/"+list+"/"+strconv.Itoa(s.entries(list))+"/", "")
		return s.showCompose(http.StatusOK, false)
	}
	if do != "issue" || s.dayFault || len(s.faults) > 0 {
		status := http.StatusOK
		if do == "issue" {
			status = http.StatusUnprocessableEntity
		}
		return s.showCompose(status, do == "issue")
	}
	account, name := c.account()
	done, err := office.Issue(c.R.Context(), c.o.App, office.IssueOrder{Form: s.row.Form, Rows: []letters.Row{s.row}, Pattern: s.page.Pattern, Formats: app.Formats(), Account: account, Name: name, Store: c.store})
	if err != nil {
		return err
	}
	if done[0].Err != nil {
		return done[0].Err
	}
	if done[0].Status == office.NotIssued {
		return s.showCompose(http.StatusUnprocessableEntity, true)
	}
	return c.SeeOther("/office/letters/" + done[0].Record.Package)
}

// showCompose shows the letter with what is found.
func (s *letterSheet) showCompose(status int, asked bool) error {
	s.read()
	tried, err := s.try(s.row, s.page.Pattern, false)
	if err != nil {
		return err
	}
	needed, err := s.needed()
	if err != nil {
		return err
	}
	p := &s.page
	p.Asked, p.Lists = asked, s.lists()
	p.Fields, p.Rest = s.fields(tried.Findings, tried.Pointer, needed, asked)
	for _, f := range p.Fields {
		for _, x := range f.Findings {
			if x.Severity == string(casefile.Error) {
				if x.Missing {
					p.Todo++
				} else {
					p.Faults++
				}
			}
		}
	}
	p.Ready = tried.Ready && len(s.faults) == 0 && !s.dayFault
	policy, err := office.Policy(s.R.Context(), s.store)
	if err != nil {
		return err
	}
	p.Second = policy.Wanted()
	return s.show(status, "compose", p.Title+" — "+p.Name, *p)
}

// needed are the fields whose want a letter without a word is refused for.
func (s *letterSheet) needed() (map[string]bool, error) {
	row := s.row
	row.Values = map[string]string{}
	tried, err := s.try(row, s.page.Pattern, false)
	if err != nil {
		return nil, err
	}
	all := map[string]bool{}
	for _, f := range tried.Findings {
		if name, ok := strings.CutPrefix(f.Pointer, tried.Pointer); ok && f.Severity == casefile.Error {
			all[name] = true
		}
	}
	return all, nil
}

// preview sends the PDF that would be issued.
func (c *call) preview() error {
	s, err := c.letterSheet()
	if err != nil {
		return err
	}
	if err := s.takePosted(); err != nil {
		return err
	}
	tried, err := c.try(s.row, s.page.Pattern, true)
	if err != nil {
		return err
	}
	if tried.PDF == nil {
		why := &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "no-paper"}
		for _, x := range c.say(s.catalog, tried.Findings) {
			why.More = append(why.More, x.Text, x.Repair)
		}
		return why
	}
	return c.Download("application/pdf", s.row.Form+".pdf", tried.PDF)
}

func (c *call) previewBoxes() error {
	if _, err := c.letterSheet(); err != nil {
		return err
	}
	return c.noBoxes()
}
