//go:build linux || darwin

package vet_test

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// pauper reads on if the process has nothing.
type pauper struct{}

func (pauper) Read(b []byte) (int, error) {
	dir, err := os.Getwd()
	var size, core syscall.Rlimit
	err = errors.Join(err, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &size), syscall.Getrlimit(syscall.RLIMIT_CORE, &core))
	if err != nil || dir != "/" || len(os.Environ()) > 0 || size.Max != 0 || core.Max != 0 {
		return 0, fmt.Errorf("%s %v %v %v", dir, os.Environ(), size, err)
	}
	return os.Stdin.Read(b)
}
