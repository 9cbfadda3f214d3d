package bundle_test

import (
	"testing"

	"go.uber.org/goleak"

	"yoshiki/package/vet/vettest"
)

// TestMain is the child that vets attachments if it is asked to be. Otherwise it
// looks for goroutines that are left.
func TestMain(m *testing.M) {
	vettest.Serve()
	goleak.VerifyTestMain(m)
}
