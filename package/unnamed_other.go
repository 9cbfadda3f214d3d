//go:build !windows

package bundle

import (
	"errors"
	"os"
)

// unnamed is a file that is gone as soon as it is closed.
func unnamed() (*os.File, error) {
	f, err := os.CreateTemp("", "yoshiki-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
