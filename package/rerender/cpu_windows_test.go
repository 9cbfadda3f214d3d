package rerender_test

import (
	"testing"
	"time"
)

// cpu is not asked of Windows.
func cpu(testing.TB) time.Duration { return 0 }
