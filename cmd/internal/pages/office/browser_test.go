package office_test

import (
	"net/http/httptest"
	"testing"

	"github.com/chromedp/chromedp"

	"yoshiki/cmd/internal/pages/pagestest"
)

// browser is a real Chromium at the pages of an office.
type browser struct {
	*pagestest.Browser
	*world
}

// newBrowser opens Chromium at the pages of a new office.
func newBrowser(t testing.TB) *browser {
	t.Helper()
	w := newWorld(t)
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	return &browser{pagestest.Open(t, server.URL, "422", "403", "404"), w}
}

// as has the next pages asked by somebody.
func (b *browser) as(who string) { b.Helper(); b.JS(`document.cookie = "who=` + who + `; path=/"`) }

func (b *browser) click(selector string) { b.Helper(); b.Do(chromedp.Click(selector)) }
