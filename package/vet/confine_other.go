//go:build !linux && !darwin

package vet

import "runtime/debug"

// confine limits the memory that the runtime aims at; systems without resource limits
// have the clock of the parent besides.
func confine() error {
	debug.SetMemoryLimit(MaxMemory / 2)
	return nil
}
