package admin

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
	"yoshiki/forms/casefile/natural"
)

// entriesShown is how many entries one page has.
const entriesShown = 100

// logPage is a page of the audit log.
type logPage struct {
	Day, Actor, Action, Case, Outcome string // what is wanted
	Fault                             string
	Rows                              []logRow
	Next                              string // where the older ones are
	Objects, Outcomes                 []string
}

// logRow is an entry.
type logRow struct {
	At, Who, Action, Object, Outcome, Address string
}

// log shows who did what, the newest first.
func (p *pages) log(c *call) error {
	q := c.R.URL.Query()
	page := logPage{Day: strings.TrimSpace(q.Get("day")), Actor: strings.TrimSpace(q.Get("actor")), Action: q.Get("action"), Case: strings.TrimSpace(q.Get("case")), Outcome: q.Get("outcome"),
		Outcomes: []string{string(audit.Done), string(audit.Refused), string(audit.Failed)}}
	for _, one := range objects() {
		page.Objects = append(page.Objects, one.Name)
	}
	page.Objects = append(page.Objects, "session")
	if page.Day == "" {
		page.Day = p.inDays(0)
	}
	day := natural.Date(page.Day)
	if !day.OK() || day.Value == "" {
		page.Fault = c.Text("ad-bad-day")
		return c.Show(http.StatusUnprocessableEntity, "ad-log", c.Text("ad-log"), page)
	}
	page.Day = day.Value
	from, err := time.ParseInLocation(time.DateOnly, day.Value, app.Japan)
	if err != nil {
		return err
	}
	names, err := p.names(c)
	if err != nil {
		return err
	}
	entries, next, err := audit.Read(c.R.Context(), p.Log, audit.Reading{Tenant: c.who.Tenant, From: from, Until: from.AddDate(0, 0, 1), Most: entriesShown, After: audit.Mark(q.Get("after")),
		Wanted: func(e *audit.Entry) bool { return page.wants(e, names[e.Actor]) }})
	if err != nil {
		return err
	}
	for _, e := range entries {
		page.Rows = append(page.Rows, c.row(&e, names))
	}
	if next != "" {
		page.Next = "?" + url.Values{"day": {page.Day}, "actor": {page.Actor}, "action": {page.Action}, "case": {page.Case}, "outcome": {page.Outcome}, "after": {string(next)}}.Encode()
	}
	return c.Show(http.StatusOK, "ad-log", c.Text("ad-log"), page)
}

// wants reports whether an entry is one that was asked for.
func (l *logPage) wants(e *audit.Entry, name string) bool {
	object, _, _ := strings.Cut(e.Action, ":")
	return (l.Actor == "" || strings.Contains(e.Actor, l.Actor) || strings.Contains(name, l.Actor)) && (l.Action == "" || l.Action == object) &&
		(l.Outcome == "" || l.Outcome == string(e.Outcome)) && (l.Case == "" || strings.Contains(e.Object, l.Case))
}

// row says an entry in words.
func (c *call) row(e *audit.Entry, names map[string]string) logRow {
	r := logRow{At: e.Time.In(app.Japan).Format("2006-01-02 15:04:05"), Who: e.Actor, Action: e.Action, Object: e.Object, Outcome: string(e.Outcome), Address: e.Address}
	if name := names[e.Actor]; name != "" {
		r.Who = name
	}
	object, verb, _ := strings.Cut(e.Action, ":")
	key := "web.ad-object-" + object
	if known := c.Words.Text(key, nil); known != key {
		verbKey := "web.ad-verb-" + verb
		if words := c.Words.Text(verbKey, nil); words != verbKey {
			r.Action = known + c.Text("ad-colon") + words
		}
	}
	return r
}

// names are the people and tokens of the tenant by their ids.
func (p *pages) names(c *call) (map[string]string, error) {
	all := map[string]string{}
	people, err := p.State.People(c.R.Context(), c.who.Tenant)
	for _, one := range people {
		all[one.ID] = one.Name
	}
	if err != nil {
		return nil, err
	}
	tokens, err := p.State.Tokens(c.R.Context(), c.who.Tenant)
	for _, k := range tokens {
		all[k.ID] = k.Name
	}
	return all, err
}

// export sends the log of the tenant as it can be verified anywhere.
func (p *pages) export(c *call) error {
	days, fault := c.days()
	if fault != "" {
		return p.showVerify(c, http.StatusUnprocessableEntity, verifyPage{Fault: fault})
	}
	c.Attached("application/jsonl", "audit-"+c.who.Tenant+".jsonl")
	_, err := audit.Export(c.R.Context(), p.Log, c.who.Tenant, days, c.W)
	return err
}
