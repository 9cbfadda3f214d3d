package admin

import (
	"maps"
	"net/http"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
	"yoshiki/forms/casefile/natural"
)

// findingsShown is how many findings one page has.
const findingsShown = 200

// verifyPage is whether the log is as it was written.
type verifyPage struct {
	From, To string
	Keys     string // further public keys, as they were typed
	Fault    string
	Done     *audit.Report
	Last     string
	Findings []string
	More     int // findings that are not shown
	Own      []string
}

// verifyForm asks which days are to be verified.
func (p *pages) verifyForm(c *call) error { return p.showVerify(c, http.StatusOK, verifyPage{}) }

func (p *pages) showVerify(c *call, status int, page verifyPage) error {
	page.From, page.To, page.Keys = c.R.FormValue("from"), c.R.FormValue("to"), c.R.PostFormValue("keys")
	for _, key := range p.Keys {
		page.Own = append(page.Own, audit.KeyID(key))
	}
	return c.Show(status, "ad-verify", c.Text("ad-verify"), page)
}

// days are the days that were asked for, in UTC as the log has them, or what is wrong with them.
func (c *call) days() (r audit.Range, fault string) {
	for name, to := range map[string]*string{"from": &r.From, "to": &r.To} {
		text := strings.TrimSpace(c.R.FormValue(name))
		if text == "" {
			continue
		}
		day := natural.Date(text)
		if !day.OK() || day.Value == "" {
			return r, c.Text("ad-bad-day")
		}
		*to = day.Value
	}
	if r.To != "" && r.From > r.To {
		return r, c.Text("ad-days-turned")
	}
	return r, ""
}

// verify reads the log of the installation, and says what does not hold.
func (p *pages) verify(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	days, fault := c.days()
	e := audit.Evidence{Keys: p.Keys, Second: p.Second, Range: days}
	if text := strings.TrimSpace(c.R.PostFormValue("keys")); text != "" && fault == "" {
		further, err := audit.DecodePublic([]byte(text))
		if err != nil {
			fault = c.Text("ad-bad-keys")
		}
		e.Keys = append(e.Keys[:len(e.Keys):len(e.Keys)], further...)
	}
	if fault != "" {
		return p.showVerify(c, http.StatusUnprocessableEntity, verifyPage{Fault: fault})
	}
	report, err := audit.Verify(c.R.Context(), p.Log, e)
	if err != nil {
		return err
	}
	page := verifyPage{Done: &report}
	if !report.Last.IsZero() {
		page.Last = report.Last.In(app.Japan).Format("2006-01-02 15:04:05")
	}
	for i, f := range report.Findings {
		if i == findingsShown {
			page.More = len(report.Findings) - i
			break
		}
		page.Findings = append(page.Findings, c.finding(&f))
	}
	return p.showVerify(c, http.StatusOK, page)
}

// finding says in words where something does not hold, and what.
func (c *call) finding(f *audit.Finding) string {
	place, args := f.Key, maps.Clone(f.Args)
	if by := f.Args["by"]; by == audit.ByNote || by == audit.BySecond {
		args["by"] = c.Words.Text("message.audit.by-"+by, nil)
	}
	if f.Line > 0 {
		place += ":" + strconv.Itoa(f.Line)
	}
	return place + c.Text("ad-colon") + c.Words.Text("message.audit."+f.Code, args)
}
