package bundle_test

import (
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"go.uber.org/goleak"
)

// TestMain shortens the pauses of the S3 client and looks for goroutines that are left.
func TestMain(m *testing.M) {
	minio.DefaultRetryUnit = time.Millisecond
	goleak.VerifyTestMain(m)
}
