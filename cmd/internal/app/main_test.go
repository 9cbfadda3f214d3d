package app_test

import (
	"context"
	"os"
	"os/exec"
	"testing"

	"yoshiki/package/vet"
)

const vetChild = "vet-child"

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
