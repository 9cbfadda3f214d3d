package pages_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/pagestest"
)

// browser is a real Chromium at the pages.
type browser struct {
	*pagestest.Browser
	pages  http.Handler
	store  *app.Store
	server *httptest.Server
	effort effort
}

// effort is what a person does.
type effort struct {
	clicks, fields, letters, twice int
	typed, before                  map[string]string // by place; at the filing before
	anew                           []string          // what was typed as at the filing before
}

func (e effort) String() string {
	return fmt.Sprintf("%d clicks, %d fields, %d letters, %d fields typed twice", e.clicks, e.fields, e.letters, e.twice)
}

// newBrowser opens Chromium at pages over an empty store.
func newBrowser(t testing.TB) *browser {
	t.Helper()
	h, s := newPages(t)
	b := &browser{pages: h, store: s, server: httptest.NewServer(h)}
	t.Cleanup(func() { b.server.Close() })
	b.Browser = pagestest.Open(t, b.server.URL, "ERR_CONNECTION_REFUSED", "412", "422")
	return b
}

// back has the server back at the address where it was.
func (b *browser) back() {
	b.Helper()
	l, err := new(net.ListenConfig).Listen(b.Context(), "tcp", strings.TrimPrefix(b.URL, "http://"))
	if err != nil {
		b.Fatal(err)
	}
	b.server = &httptest.Server{Listener: l, Config: &http.Server{Handler: b.pages}}
	b.server.Start()
}

func (b *browser) click(selector string) {
	b.Helper()
	b.effort.clicks++
	b.Do(chromedp.Click(selector))
}

// typed counts what was filled in; what was filled in before with the same value is typed twice.
func (b *browser) typed(values map[string]string) {
	if b.effort.typed == nil {
		b.effort.typed = map[string]string{}
	}
	for at, text := range values {
		b.effort.fields++
		b.effort.letters += len([]rune(text))
		if b.effort.typed[at] == text {
			b.effort.twice++
			b.Logf("typed twice: %s", at)
		}
		if b.effort.before[at] == text {
			b.effort.anew = append(b.effort.anew, at)
		}
		b.effort.typed[at] = text
	}
}

// demo makes the demonstration case.
func (b *browser) demo() {
	b.Helper()
	b.Open("/language?to=ja&back=/welcome")
	b.click(`form[action="/demo"] button`)
	b.Until(`location.pathname === "/cases/demo/for/registration"`)
}
