package bundle

import (
	"crypto/rand"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// unnamed is a file that is gone as soon as it is closed, here and in every process that
// has inherited it.
func unnamed() (*os.File, error) {
	name := filepath.Join(os.TempDir(), "yoshiki-"+rand.Text())
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL|windows.FILE_FLAG_DELETE_ON_CLOSE, 0o600)
}
