package office

import (
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
)

// letterPage is a letter that was issued, or waits.
type letterPage struct {
	letterLine
	ID      string // of the package
	Formats []string
	Mail    string
	Own     bool // who asks prepared it
	Reason  string
	By      string // who judged it
}

// found is the letter that the path names.
func (c *call) found() (*app.Draft, letterLine, error) {
	m, err := office.Manifest(c.R.Context(), c.store, c.R.PathValue("package"))
	if err != nil {
		return nil, letterLine{}, err
	}
	if m.Package.Kind != manifest.Letter {
		return nil, letterLine{}, frame.ErrNoPage
	}
	d, _, err := c.stored(m.Case.ID)
	if err != nil {
		return nil, letterLine{}, err
	}
	records, err := letters.Records(c.R.Context(), c.store, d.File.Case.ID)
	if err != nil {
		return nil, letterLine{}, err
	}
	i := slices.IndexFunc(records, func(r letters.Record) bool { return r.Package == m.Package.ID })
	if i < 0 {
		return nil, letterLine{}, frame.ErrNoPage
	}
	return d, c.line(d, records[i]), nil
}

func (c *call) letter() error {
	_, line, err := c.found()
	if err != nil {
		return err
	}
	page := letterPage{letterLine: line, ID: line.Package, Formats: app.Formats(), Mail: c.mail(line)}
	id, _ := c.account()
	page.Own = line.Prepared != nil && line.Prepared.Account == id
	if v := line.Verdict; v != nil {
		page.Reason, page.By = v.Reason, v.By.Name
	}
	return c.show(200, "letter", line.Title+" "+line.Number, page)
}

// mail is the text of the e-mail that a letter goes with.
func (c *call) mail(x letterLine) string {
	return c.Words.Text("message.issue.mail", map[string]string{"to": x.To, "title": x.Title, "number": x.Number, "date": x.On, "service": x.Service, "package": x.Package})
}

// letterPDF sends the paper for the page.
func (c *call) letterPDF() error { return c.sendLetter("pdf") }

func (c *call) letterBoxes() error {
	if _, _, err := c.found(); err != nil {
		return err
	}
	return c.noBoxes()
}

// letterFile sends one of the formats of a letter that may leave.
func (c *call) letterFile() error {
	_, line, err := c.found()
	if err != nil {
		return err
	}
	if line.State != string(letters.Released) {
		return &frame.Problem{Status: 409, Key: "office-not-released"}
	}
	return c.sendLetter(c.R.PathValue("format"))
}

var mediaTypes = map[string]string{"pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "zip": "application/zip",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}

func (c *call) sendLetter(format string) error {
	_, line, err := c.found()
	if err != nil {
		return err
	}
	if !slices.Contains(app.Formats(), format) {
		return frame.ErrNoPage
	}
	data, err := office.LetterPaper(c.R.Context(), c.store, line.Package, format)
	if err != nil {
		return err
	}
	return c.Download(mediaTypes[format], letters.FileName(&line.Record, line.Printed, line.To, format), data)
}
