package frame

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/locales"
	"yoshiki/storage"
)

// Call is one request for a page.
type Call struct {
	W       http.ResponseWriter
	R       *http.Request
	Visitor Visitor
	Words   *locales.Printer
	frame   *frame
}

// ErrNoPage says that there is no such page, or nothing that it could show.
var ErrNoPage = errors.New("no such page")

var errForbidden = errors.New("not allowed")

// MaxForm bounds what is posted, in bytes: a whole annex of controls, but no file.
const MaxForm = casefile.MaxCaseSize

func (f *frame) call(w http.ResponseWriter, r *http.Request) *Call {
	c := &Call{frame: f, W: w, R: r}
	if f.Visitor != nil {
		c.Visitor = f.Visitor(r)
	}
	if cookie, err := r.Cookie(languageCookie); err == nil && c.Visitor.Lang == "" {
		c.Visitor.Lang = cookie.Value
	}
	c.Words = locales.New(c.Visitor.Lang)
	return c
}

// languageCookie keeps the language that a browser chose.
const languageCookie = "yoshiki_language"

// language changes the language and goes back to the page.
func (f *frame) language(w http.ResponseWriter, r *http.Request) {
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

func (c *Call) secure() {
	h := c.W.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// Show writes a page.
func (c *Call) Show(status int, name, title string, data any) error {
	var b bytes.Buffer
	page := page{c, title, data}
	if err := c.frame.views.in(c.Words.Language()).ExecuteTemplate(&b, name, page); err != nil {
		return err
	}
	h := c.W.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Vary", "Accept-Encoding")
	if !strings.Contains(c.R.Header.Get("Accept-Encoding"), "gzip") {
		c.W.WriteHeader(status)
		_, _ = c.W.Write(b.Bytes()) // a reader that is gone
		return nil
	}
	h.Set("Content-Encoding", "gzip")
	c.W.WriteHeader(status)
	z, _ := gzip.NewWriterLevel(c.W, gzip.BestSpeed)
	_, _ = z.Write(b.Bytes()) // a reader that is gone
	_ = z.Close()
	return nil
}

// Text is a text of the pages.
func (c *Call) Text(key string, args ...string) string { return Say(c.Words, key, args...) }

// In are words in the language of who asks.
func (c *Call) In(w casefile.Words) string { return w.In(c.Words.Language()) }

// SeeOther leads to another page after something was done.
func (c *Call) SeeOther(path string) error {
	http.Redirect(c.W, c.R, path, http.StatusSeeOther)
	return nil
}

// Store is where the cases of who asks are kept.
func (c *Call) Store() (*app.Store, error) { return c.frame.Store(c.R.Context()) }

// Posted reads the form that was posted.
func (c *Call) Posted() error {
	c.R.Body = http.MaxBytesReader(c.W, c.R.Body, MaxForm)
	if err := c.R.ParseForm(); err != nil {
		return &Problem{Status: http.StatusRequestEntityTooLarge, Key: "too-large"}
	}
	return nil
}

// File is the file of a form that was posted, of at most so many bytes. A form without it is an
// http.ErrMissingFile, one that is larger a Problem that says so.
func (c *Call) File(field string, most int64) (multipart.File, *multipart.FileHeader, error) {
	c.R.Body = http.MaxBytesReader(c.W, c.R.Body, most)
	f, head, err := c.R.FormFile(field)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, nil, &Problem{Status: http.StatusRequestEntityTooLarge, Key: "too-large"}
	case err != nil:
		return nil, nil, http.ErrMissingFile
	}
	return f, head, nil
}

// Problem is why a page is not shown, with the key of its words, and more that is to be said.
type Problem struct {
	Status int
	Key    string
	More   []string
}

func (p *Problem) Error() string { return p.Key }

// Fail shows what went wrong and what to do. Nobody is told of a request whose sender went away.
func (c *Call) Fail(err error) {
	status, text := c.Reason(err)
	gone := errors.Is(c.R.Context().Err(), context.Canceled)
	if status == http.StatusInternalServerError && c.frame.Failed != nil && !gone {
		c.frame.Failed(c.R, err)
	}
	if show := c.Show(status, "failed", c.Text("failed"), text); show != nil {
		http.Error(c.W, show.Error(), http.StatusInternalServerError)
	}
}

// Reason puts an error into words of who asks, with the status of its answer.
func (c *Call) Reason(err error) (status int, text string) {
	var e *app.Error
	var p *Problem
	switch {
	case errors.Is(err, ErrNoPage):
		return http.StatusNotFound, c.Text("no-page")
	case errors.Is(err, errForbidden):
		return http.StatusForbidden, c.Text("forbidden")
	case errors.As(err, &p):
		return p.Status, strings.Join(append([]string{c.Text(p.Key)}, p.More...), " ")
	case storage.IsDamaged(err):
		return http.StatusServiceUnavailable, c.Text("damaged-this")
	case errors.As(err, &e) && e.Kind == app.Absent:
		return http.StatusNotFound, c.Text("no-page")
	case errors.As(err, &e):
		status = map[app.Kind]int{app.Failed: http.StatusInternalServerError, app.Wrong: http.StatusBadRequest}[e.Kind]
		return status, c.Words.Text("message.error."+e.Code, e.Args)
	}
	return http.StatusInternalServerError, c.Text("broken")
}

// Download sends a file to be kept, never to be opened in the page.
func (c *Call) Download(kind, name string, data []byte) error {
	c.Attached(kind, name)
	_, _ = c.W.Write(data) // a reader that is gone
	return nil
}

// Attached says that what follows is a file to be kept.
func (c *Call) Attached(kind, name string) {
	h := c.W.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
}
