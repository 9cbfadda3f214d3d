package admin

import (
	"net/http"
	"net/url"

	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/state"
)

// hookEvents are the events that a webhook can hear of.
var hookEvents = []string{"job.done", "job.failed"}

// webhooksPage are the addresses that hear of events.
type webhooksPage struct {
	Webhooks []state.Webhook
	Events   []string
	Form     *form
	Secret   string // of a new one, once
}

// webhooks shows them.
func (p *pages) webhooks(c *call) error { return p.showWebhooks(c, http.StatusOK, webhooksPage{}) }

func (p *pages) showWebhooks(c *call, status int, page webhooksPage) (err error) {
	if page.Webhooks, err = p.State.Webhooks(c.R.Context(), c.who.Tenant); err != nil {
		return err
	}
	page.Events = hookEvents
	if page.Form == nil {
		page.Form = &form{Chosen: map[string]bool{"event job.done": true, "event job.failed": true}}
	}
	return c.Show(status, "ad-webhooks", c.Text("ad-webhooks"), page)
}

// addWebhook has an address hear of events. Where it leads is looked at when it is spoken to.
func (p *pages) addWebhook(c *call) error {
	f, err := c.read("address", "event")
	if err != nil {
		return err
	}
	u, err := url.Parse(f.Value("address"))
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || len(f.Value("address")) > 2000 {
		c.wrong(f, "address", "ad-bad-address")
	}
	var events []string
	for _, e := range hookEvents {
		if f.Is("event", e) {
			events = append(events, e)
		}
	}
	if len(events) == 0 {
		c.wrong(f, "event", "ad-need-event")
	}
	if len(f.Faults) == 0 {
		id, err := p.State.AddWebhook(c.R.Context(), c.who.Tenant, f.Value("address"), events, p.Now())
		if err != nil && !c.refusedText(f, "address", err) {
			return err
		}
		if err == nil {
			p.changed(c, id)
			return p.showWebhooks(c, http.StatusOK, webhooksPage{Secret: p.Secret(id)})
		}
	}
	return p.showWebhooks(c, http.StatusUnprocessableEntity, webhooksPage{Form: f})
}

// changeWebhook stops a webhook, starts it again or forgets it.
func (p *pages) changeWebhook(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	ctx, id, err := c.R.Context(), c.R.PathValue("id"), frame.ErrNoPage
	switch c.R.PathValue("do") {
	case "stop":
		err = p.State.StopWebhook(ctx, c.who.Tenant, id, p.Now())
	case "start":
		err = p.State.StartWebhook(ctx, c.who.Tenant, id)
	case "remove":
		err = p.State.RemoveWebhook(ctx, c.who.Tenant, id)
	}
	if err != nil {
		return missing(err)
	}
	p.changed(c, id)
	return c.SeeOther("/access/webhooks")
}
