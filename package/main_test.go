package bundle_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"

	"yoshiki/package/vet"
)

// TestMain is the child that vets attachments if it is asked to be. Otherwise it
// looks for goroutines that are left.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == vetChild {
		if err := vet.Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}
