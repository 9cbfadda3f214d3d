package office_test

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/vet"
)

const vetChild = "vet-child"

const day casefile.Date = "2026-11-22"

const samples = "../../../testdata/cases"

// TestMain is the child that vets attachments if it is asked to be.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == vetChild {
		if err := vet.Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		return
	}
	if len(os.Args) == 5 && os.Args[1] == issueChild {
		os.Exit(serveIssue(os.Args[2], os.Args[3], os.Args[4]))
	}
	os.Exit(m.Run())
}

// child starts this program as the process that looks at attachments.
func child(t testing.TB) vet.Child {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return vet.Child{Command: func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, self, vetChild) }}
}

func store(t *testing.T, a *app.App, url string) *app.Store {
	t.Helper()
	s, err := a.CreateStore(t.Context(), url, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
