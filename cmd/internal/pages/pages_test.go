package pages_test

import (
	"context"
	"net/http"
	"os"
	"testing"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/package/vet/vettest"
)

// TestMain is the child that vets attachments if it is asked to be.
func TestMain(m *testing.M) {
	vettest.Serve()
	os.Exit(m.Run())
}

// today is the day on which the pages are looked at.
var today = time.Date(2026, 6, 1, 9, 0, 0, 0, app.Japan)

// newPages are the pages over a store in memory, and the store.
func newPages(t testing.TB) (http.Handler, *app.Store) {
	t.Helper()
	a := app.New(app.Options{Vet: vettest.Child()})
	s, err := a.CreateStore(t.Context(), "dir:"+t.TempDir(), today)
	if err != nil {
		t.Fatal(err)
	}
	return pages.New(pages.Options{App: a, Options: frame.Options{Store: func(context.Context) (*app.Store, error) { return s, nil }, Now: func() time.Time { return today },
		Failed: func(r *http.Request, err error) {
			if r.Context().Err() == nil { // who asked is still there
				t.Errorf("%s %s: %v", r.Method, r.URL, err)
			}
		}}}), s
}
