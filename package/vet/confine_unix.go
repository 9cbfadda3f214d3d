//go:build linux || darwin

package vet

import (
	"syscall"
	"time"
)

// limit confines this process for good: its memory, its processor time as a second line
// behind the clock of the parent, and that it can write no file.
func limit() error {
	for resource, limit := range map[int]uint64{
		syscall.RLIMIT_DATA:  MaxMemory,
		syscall.RLIMIT_CPU:   uint64(batch * longestTime / time.Second),
		syscall.RLIMIT_FSIZE: 0,
		syscall.RLIMIT_CORE:  0,
	} {
		if err := syscall.Setrlimit(resource, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
			return err
		}
	}
	return nil
}
