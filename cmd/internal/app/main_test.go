package app_test

import (
	"os"
	"testing"

	"yoshiki/package/vet/vettest"
)

// TestMain is the child that vets attachments if it is asked to be.
func TestMain(m *testing.M) {
	vettest.Serve()
	os.Exit(m.Run())
}
