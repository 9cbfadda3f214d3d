//go:build unix

package manifest

import "syscall"

func makePipe(name string) error { return syscall.Mkfifo(name, 0o600) }

// makeDevice makes the null device.
func makeDevice(name string) error { return syscall.Mknod(name, syscall.S_IFCHR|0o600, 1<<8|3) }
