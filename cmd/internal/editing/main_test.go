package editing_test

import (
	"flag"
	"os"
	"testing"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/vet/vettest"
)

const day casefile.Date = "2026-11-22"

// cases is how many spoiled cases TestCheckPromises tries.
var cases = flag.Int("cases", 100, "spoiled cases to try")

// TestMain is the child that vets attachments if it is asked to be.
func TestMain(m *testing.M) {
	vettest.Serve()
	os.Exit(m.Run())
}

func store(t *testing.T, a *app.App, url string) *app.Store {
	t.Helper()
	s, err := a.CreateStore(t.Context(), url, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
