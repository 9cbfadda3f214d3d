package office_test

import (
	"os"
	"testing"
	"time"

	"yoshiki/cmd/internal/app"
)

const samples = "../../../testdata/cases"

// TestMain is a member of staff who issues letters if it is asked to be.
func TestMain(m *testing.M) {
	if len(os.Args) == 5 && os.Args[1] == issueChild {
		os.Exit(serveIssue(os.Args[2], os.Args[3], os.Args[4]))
	}
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
