package pages

import (
	"errors"
	"net/http"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
)

// workbook gives the case as a workbook to fill in.
func (p *pages) workbook(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	_, _, data, err := editing.Sheet(p.App, editing.SheetOrder{Case: w.Draft.Readable(), Kind: w.Kind, Language: c.Words.Language(), Command: "yoshiki"})
	if err != nil {
		return err
	}
	return c.Download("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", w.ID+".xlsx", data)
}

// bookPage tells what came of a workbook.
type bookPage struct {
	*work
	Changes int
	Faults  []finding
}

// takeWorkbook takes what was filled in on a workbook into the case.
func (p *pages) takeWorkbook(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	f, head, err := c.File("file", frame.MaxForm)
	if err != nil && !errors.Is(err, http.ErrMissingFile) {
		return err
	}
	if err != nil {
		return &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "no-file"}
	}
	book, err := p.App.ReadCase(head.Filename, f, nil)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	into, done, err := editing.ImportDraft(p.App, w.Draft, []*app.Case{book})
	page := bookPage{work: w}
	var refused *app.Refused
	switch {
	case errors.As(err, &refused):
		for _, x := range refused.Findings {
			page.Faults = append(page.Faults, w.sayFinding(x))
		}
		return c.Show(http.StatusUnprocessableEntity, "book", c.Text("workbook"), page)
	case err != nil:
		return err
	}
	if w.Draft, _, err = p.App.WriteDraft(c.R.Context(), w.Store, w.ID, w.Base(), func(to *casefile.Case) error { *to = *into; return nil }); err != nil {
		return err
	}
	page.Changes = len(done.Changes)
	for _, x := range done.Findings {
		page.Faults = append(page.Faults, w.sayFinding(x))
	}
	return c.Show(http.StatusOK, "book", c.Text("workbook"), page)
}
