package editing_test

import (
	"context"
	"flag"
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

// cases is how many spoiled cases TestCheckPromises tries.
var cases = flag.Int("cases", 100, "spoiled cases to try")

// TestMain is the child that vets attachments if it is asked to be.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == vetChild {
		if err := vet.Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		return
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
