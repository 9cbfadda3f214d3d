package door

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"

	"yoshiki/locales"
)

// Page is something to tell a person who signs in or out.
type Page struct {
	Status  int
	Title   string
	Text    string
	Details map[string]string // by words; what an administrator wants to know
	Action  string            // what the button does; "" for none
	Button  string
	CSRF    string // where the button changes something
	Token   string // label of the field for a token; "" for none
	To      string // the page that was wanted
}

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// page tells something: as the pages of the service do if they are given, else plainly.
func (d *Door) page(w http.ResponseWriter, r *http.Request, status int, key string, details map[string]string) {
	words := d.Words(r)
	p := Page{Status: status, Title: words.Text("page.sign-in-"+key+"-title", nil), Text: words.Text("page.sign-in-"+key, nil)}
	for name, value := range details {
		if p.Details == nil {
			p.Details = map[string]string{}
		}
		p.Details[words.Text("page.sign-in-"+name, nil)] = value
	}
	switch key {
	case "leave":
		p.Action, p.Button, p.CSRF = SignOutPath, words.Text("page.sign-out", nil), d.CSRF(r)
	case "none":
	case "token", "token-refused":
		p.Action, p.Button, p.CSRF = EnterPath, words.Text("page.sign-in", nil), d.CSRF(r)
		p.Token, p.To = words.Text("page.sign-in-token-field", nil), local(r.FormValue("to"))
	default:
		p.Action, p.Button = SignInPath, words.Text("page.sign-in", nil)
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	d.Show(w, r, p)
}

// fail tells what went wrong, and the log why.
func (d *Door) fail(w http.ResponseWriter, r *http.Request, status int, key string, err error) {
	d.Told(r, Event{Action: "sign-in", Err: err})
	d.page(w, r, status, key, nil)
}

// show is a page without the frame of the service.
func (d *Door) show(w http.ResponseWriter, r *http.Request, p Page) {
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, struct {
		Page
		Lang string
	}{p, d.Words(r).Language()}); err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	w.WriteHeader(p.Status)
	_, _ = b.WriteTo(w) // who asked may be gone
}

// japanese is what is spoken where nothing else is said.
func japanese(*http.Request) *locales.Printer { return locales.New("ja") }
