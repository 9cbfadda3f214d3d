//go:build unix

package manifest

import (
	"io/fs"
	"syscall"
)

// links is the number of names of a file, 0 if the file system does not say.
func links(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Nlink)
	}
	return 0
}
