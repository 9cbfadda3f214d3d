package vet

import (
	"errors"
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// inherit has the command inherit open files, and tells by which handle it finds each. It
// inherits nothing else. Afterwards let go closes what was made for it here.
func inherit(cmd *exec.Cmd, files []*os.File) (handles []uintptr, letGo func() error, err error) {
	letGo = func() error {
		var all error
		for _, h := range handles {
			all = errors.Join(all, windows.CloseHandle(windows.Handle(h)))
		}
		return all
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
	self := windows.CurrentProcess()
	for _, f := range files {
		var h windows.Handle
		if err := windows.DuplicateHandle(self, windows.Handle(f.Fd()), self, &h, windows.GENERIC_READ, true, 0); err != nil {
			return nil, nil, errors.Join(err, letGo())
		}
		handles = append(handles, uintptr(h))
		cmd.SysProcAttr.AdditionalInheritedHandles = append(cmd.SysProcAttr.AdditionalInheritedHandles, syscall.Handle(h))
	}
	return handles, letGo, nil
}
