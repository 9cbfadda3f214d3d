package audit

import (
	"os"
	"path/filepath"
)

// lockName is the file that a process holds as long as it writes to its folder.
const lockName = "lock"

// unlockFolder removes a folder in which nothing is left. That it stays costs the next
// process a look.
func unlockFolder(folder string, lock *os.File) {
	_ = os.Remove(filepath.Join(folder, lockName))
	_ = lock.Close()
	_ = os.Remove(folder)
}
