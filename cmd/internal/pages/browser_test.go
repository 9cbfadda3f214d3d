package pages_test

import (
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/pagestest"
)

// browser is a real Chromium at the pages.
type browser struct {
	*pagestest.Browser
	store *app.Store
}

// newBrowser opens Chromium at pages over an empty store.
func newBrowser(t testing.TB) *browser {
	t.Helper()
	h, s := newPages(t)
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return &browser{pagestest.Open(t, server.URL, "412", "422"), s}
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
