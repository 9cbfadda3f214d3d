package pages

import (
	"bytes"
	"compress/gzip"
	"errors"
	"mime"
	"net/http"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/locales"
)

// call is one request for a page.
type call struct {
	p     *pages
	w     http.ResponseWriter
	r     *http.Request
	frame Frame
	words *locales.Printer
}

var (
	errNoPage    = errors.New("no such page")
	errForbidden = errors.New("not allowed")
)

// maxForm bounds what is posted, in bytes: a whole annex of controls, but no file.
const maxForm = casefile.MaxCaseSize

func (p *pages) call(w http.ResponseWriter, r *http.Request) *call {
	c := &call{p: p, w: w, r: r}
	if p.Frame != nil {
		c.frame = p.Frame(r)
	}
	if cookie, err := r.Cookie(languageCookie); err == nil && c.frame.Lang == "" {
		c.frame.Lang = cookie.Value
	}
	c.words = locales.New(c.frame.Lang)
	return c
}

// languageCookie keeps the language that a browser chose.
const languageCookie = "yoshiki_language"

// language changes the language and goes back to the page.
func (p *pages) language(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: languageCookie, Value: locales.New(r.FormValue("to")).Language(), Path: "/", MaxAge: 365 * 24 * 3600,
		HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, local(r.FormValue("back")), http.StatusSeeOther)
}

// local is a path of this host, whatever is asked for.
func local(path string) string {
	if len(path) < 2 || path[0] != '/' || path[1] == '/' || path[1] == '\\' {
		return "/"
	}
	return path
}

// policy lets a page load what this host serves as a file, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func (c *call) secure() {
	h := c.w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// show writes a page.
func (c *call) show(status int, name, title string, data any) error {
	var b bytes.Buffer
	page := page{c, title, data}
	if err := c.p.views.in(c.words.Language()).ExecuteTemplate(&b, name, page); err != nil {
		return err
	}
	h := c.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Vary", "Accept-Encoding")
	if !strings.Contains(c.r.Header.Get("Accept-Encoding"), "gzip") {
		c.w.WriteHeader(status)
		_, _ = c.w.Write(b.Bytes()) // a reader that is gone
		return nil
	}
	h.Set("Content-Encoding", "gzip")
	c.w.WriteHeader(status)
	z, _ := gzip.NewWriterLevel(c.w, gzip.BestSpeed)
	_, _ = z.Write(b.Bytes()) // a reader that is gone
	_ = z.Close()
	return nil
}

// text is a text of the pages.
func (c *call) text(key string, args ...string) string { return say(c.words, key, args...) }

// in are words in the language of who asks.
func (c *call) in(w casefile.Words) string { return w.In(c.words.Language()) }

// seeOther leads to another page after something was done.
func (c *call) seeOther(path string) error {
	http.Redirect(c.w, c.r, path, http.StatusSeeOther)
	return nil
}

// store is where the cases of who asks are kept.
func (c *call) store() (*app.Store, error) { return c.p.Store(c.r.Context()) }

// posted reads the form that was posted.
func (c *call) posted() error {
	c.r.Body = http.MaxBytesReader(c.w, c.r.Body, maxForm)
	if err := c.r.ParseForm(); err != nil {
		return &problem{http.StatusRequestEntityTooLarge, "too-large"}
	}
	return nil
}

// problem is why a page is not shown, with the key of its words.
type problem struct {
	status int
	key    string
}

func (p *problem) Error() string { return p.key }

// fail shows what went wrong and what to do.
func (c *call) fail(err error) {
	status, text := c.reason(err)
	if status == http.StatusInternalServerError && c.p.Failed != nil {
		c.p.Failed(c.r, err)
	}
	if show := c.show(status, "failed", c.text("failed"), text); show != nil {
		http.Error(c.w, show.Error(), http.StatusInternalServerError)
	}
}

func (c *call) reason(err error) (status int, text string) {
	var e *app.Error
	var p *problem
	switch {
	case errors.Is(err, errNoPage):
		return http.StatusNotFound, c.text("no-page")
	case errors.Is(err, errForbidden):
		return http.StatusForbidden, c.text("forbidden")
	case errors.As(err, &p):
		return p.status, c.text(p.key)
	case errors.As(err, &e) && e.Kind == app.Absent:
		return http.StatusNotFound, c.text("no-page")
	case errors.As(err, &e):
		status = map[app.Kind]int{app.Failed: http.StatusInternalServerError, app.Wrong: http.StatusBadRequest}[e.Kind]
		return status, c.words.Text("message.error."+e.Code, e.Args)
	}
	return http.StatusInternalServerError, c.text("broken")
}

// download sends a file to be kept, never to be opened in the page.
func (c *call) download(kind, name string, data []byte) error {
	c.attached(kind, name)
	_, _ = c.w.Write(data) // a reader that is gone
	return nil
}

// attached says that what follows is a file to be kept.
func (c *call) attached(kind, name string) {
	h := c.w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
}
