package office

import (
	"net/http"
	"slices"
	"strings"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/storage"
)

// casePage is a case as the office has it.
type casePage struct {
	ID, Name, Company, Program string
	Came                       []came
	Due                        []due
	Letters                    []letterLine
	Fits, Others               []formLine
	Unread                     bool     // its rules cannot be told
	Damaged                    []string // names of what came or went that cannot be told of
}

// letterLine is a letter in a list.
type letterLine struct {
	letters.Record
	Case, Service, To string
	Title, On         string
	Printed           string // the title as it stands on the letter
	State             string // released, waiting, turned-down
}

// formLine is a form that may be issued.
type formLine struct {
	ID, Title, Clause string
	Why               string // why it does not fit; "" if it does
}

func (c *call) caseOf() error {
	d, name, err := c.stored(c.R.PathValue("id"))
	if err != nil {
		return err
	}
	page := casePage{ID: string(d.File.Case.ID), Name: name, Company: string(d.Typed.Applicant.Name), Program: string(d.Typed.Program)}
	page.Came, err = c.receptions(d, name)
	if storage.IsDamaged(err) {
		page.Damaged, err = append(page.Damaged, c.Text("office-came")), nil
	}
	if err != nil {
		return err
	}
	if page.Due, err = c.dues(d, name); err != nil {
		page.Unread = true
	}
	var damaged []string
	if page.Letters, damaged, err = c.lettersOf(d); err != nil {
		return err
	}
	page.Damaged = append(page.Damaged, damaged...)
	if c.Shown(access.LetterIssue) && !page.Unread {
		if page.Fits, page.Others, err = c.formsFor(d); err != nil {
			return err
		}
	}
	return c.show(http.StatusOK, "case", name, page)
}

// lettersOf are the letters about a case, the newest first.
// Beside them come the names of those that cannot be told of.
func (c *call) lettersOf(d *app.Draft) (all []letterLine, damaged []string, err error) {
	records, damaged, err := letters.Listed(c.R.Context(), c.store, d.File.Case.ID)
	for _, r := range records {
		all = append(all, c.line(d, r))
	}
	slices.SortStableFunc(all, func(a, b letterLine) int { return -strings.Compare(string(a.Date)+a.Number, string(b.Date)+b.Number) })
	return all, damaged, err
}

// line is a letter of a case.
func (c *call) line(d *app.Draft, r letters.Record) letterLine {
	x := letterLine{Record: r, Case: string(d.File.Case.ID), Service: string(d.Typed.Service.Name), To: string(d.Typed.Applicant.Name), Title: r.Form, On: frame.Day(c.Words, string(r.Date)), State: string(r.State())}
	if def, err := c.definition(d, r.Form); err == nil {
		x.Title, x.Printed = c.In(titleOf(def)), def.Title.Ja
	}
	return x
}

func (c *call) definition(d *app.Draft, form string) (*forms.Definition, error) {
	catalog, err := c.o.App.Catalog(textOf(d.Typed))
	if err != nil {
		return nil, err
	}
	return catalog.Definition(form)
}

func titleOf(d *forms.Definition) casefile.Words {
	return casefile.Words{Ja: d.Title.Ja, En: d.Title.En}
}

// formsFor are the letters that fit the state of a case, and the others with the reason.
func (c *call) formsFor(d *app.Draft) (fits, others []formLine, err error) {
	catalog, ids, err := office.Letters(c.o.App, textOf(d.Typed))
	if err != nil {
		return nil, nil, err
	}
	for _, id := range ids {
		def, err := catalog.Definition(id)
		if err != nil {
			return nil, nil, err
		}
		line := formLine{ID: id, Title: c.In(titleOf(def)), Clause: def.Clause}
		tried, err := c.try(letters.Row{Name: string(d.File.Case.ID), Letter: letters.Letter{Case: d.File.Case.ID, Form: id, Date: c.o.Today(), Dated: true, Values: map[string]string{}}}, office.LetterPattern(d.Typed.Program), false)
		if err != nil {
			return nil, nil, err
		}
		if line.Why = c.unfit(catalog, tried); line.Why == "" {
			fits = append(fits, line)
		} else {
			others = append(others, line)
		}
	}
	return fits, others, nil
}

// unfit says why a letter does not fit a case: it was issued, or something beside the letter
// itself is at fault.
func (c *call) unfit(catalog *forms.Catalog, t *office.Tried) string {
	for i, f := range t.Findings {
		if f.Severity == casefile.Error && (t.Pointer == "" || !casefile.Within(f.Pointer, t.Pointer)) {
			return c.say(catalog, t.Findings[i:i+1])[0].Text
		}
	}
	if t.Err != nil {
		return c.Text("office-cannot")
	}
	return ""
}

// try drafts one letter.
func (c *call) try(row letters.Row, pattern string, paper bool) (*office.Tried, error) {
	account, name := c.account()
	tried, err := office.Try(c.R.Context(), c.o.App, office.IssueOrder{Form: row.Form, Rows: []letters.Row{row}, Pattern: pattern, Account: account, Name: name, Store: c.store}, paper)
	if err != nil {
		return nil, err
	}
	return &tried[0], nil
}
