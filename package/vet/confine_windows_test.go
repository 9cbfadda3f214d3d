package vet_test

import (
	"fmt"
	"os"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/windows"
)

// pauper reads on if the process has no variables of the user and stands in a job.
type pauper struct{}

func (pauper) Read(b []byte) (int, error) {
	dir, err := os.Getwd()
	if err != nil || os.Getenv("PATH")+os.Getenv("TEMP")+os.Getenv("USERPROFILE") != "" || dir != filepath.VolumeName(dir)+`\` {
		return 0, fmt.Errorf("%s %v %v", dir, os.Environ(), err)
	}
	var in uint32
	ok, _, err := windows.NewLazySystemDLL("kernel32.dll").NewProc("IsProcessInJob").Call(uintptr(windows.CurrentProcess()), 0, uintptr(unsafe.Pointer(&in)))
	if ok == 0 || in == 0 {
		return 0, fmt.Errorf("in no job: %w", err)
	}
	return os.Stdin.Read(b)
}
