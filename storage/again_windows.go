package storage

import (
	"errors"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

// Again does what moves or removes a file. If another program holds the file, as scanners
// for viruses and clients that synchronise a folder do for a moment, it is done again, for
// a second in all.
func Again(do func() error) error {
	for wait := time.Millisecond; ; wait *= 2 {
		err := do()
		if !held(err) || wait > time.Second/2 {
			return err
		}
		time.Sleep(wait)
	}
}

// held reports whether an error may mean that another program holds a file.
func held(err error) bool {
	var e syscall.Errno
	return errors.As(err, &e) && slices.Contains([]syscall.Errno{windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION,
		windows.ERROR_ACCESS_DENIED, windows.ERROR_CLOUD_FILE_IN_USE}, e)
}
