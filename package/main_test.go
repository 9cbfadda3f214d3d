package bundle_test

import (
	"os"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"go.uber.org/goleak"

	"yoshiki/package/vet"
)

// TestMain is the child that vets attachments if it is asked to be. Otherwise it shortens
// the pauses of the S3 client and looks for goroutines that are left.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == vetChild {
		if err := vet.Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		return
	}
	minio.DefaultRetryUnit = time.Millisecond
	goleak.VerifyTestMain(m)
}
