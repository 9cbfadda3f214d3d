//go:build !windows

package vet

import (
	"os"
	"os/exec"
)

// inherit has the command inherit open files, and tells by which descriptor it finds each.
// Afterwards let go closes what was made for it here.
func inherit(cmd *exec.Cmd, files []*os.File) (descriptors []uintptr, letGo func() error, err error) {
	const first = 3 // behind those that every command has
	for i := range files {
		descriptors = append(descriptors, uintptr(first+i))
	}
	cmd.ExtraFiles = files
	return descriptors, func() error { return nil }, nil
}
