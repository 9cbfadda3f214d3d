package operator

import (
	"net/http"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms/casefile"
)

// beside are two texts, one beside the other.
type beside struct {
	Programs []program
	Program  *program
	From, To casefile.Date
	Groups   []frame.Differences
	Total    int
}

// differences shows two texts beside each other.
func (p *pages) differences(c *call) error {
	all, err := p.programs()
	if err != nil {
		return err
	}
	d := beside{Programs: all, From: casefile.Date(c.R.FormValue("from")), To: casefile.Date(c.R.FormValue("to"))}
	if d.Program = find(all, c.R.FormValue("program")); d.Program == nil || !d.Program.has(d.From) || !d.Program.has(d.To) {
		return &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "op-no-text"}
	}
	compared, err := rulebook.Compare(p.App, app.Text{Program: d.Program.Name, Revision: d.From}, app.Text{Program: d.Program.Name, Revision: d.To})
	if err != nil {
		return err
	}
	d.Groups, d.Total = c.Differences(compared.Changes), len(compared.Changes)
	return c.Show(http.StatusOK, "op-diff", c.Text("op-diff"), d)
}
