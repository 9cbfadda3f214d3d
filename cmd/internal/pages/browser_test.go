package pages_test

import (
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
	b.Do(chromedp.Click(selector))
}

// demo makes the demonstration case.
func (b *browser) demo() {
	b.Helper()
	b.Open("/language?to=ja&back=/welcome")
	b.click(`form[action="/demo"] button`)
	b.Until(`location.pathname === "/cases/demo/for/registration"`)
}
