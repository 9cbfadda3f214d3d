package main

import (
	"context"
	"os"
	"os/exec"

	"yoshiki/package/vet"
)

// vetName is the argument with which this program is the process that looks at attachments. It
// is no command: that process has no settings and no words, and speaks with the one that started
// it only.
const vetName = "vet-child"

func serveVet() int {
	if err := vet.Serve(os.Stdin, os.Stdout); err != nil {
		return exitFailed
	}
	return exitDone
}

// vetter starts this program anew as that process.
func vetter() (vet.Child, error) {
	self, err := os.Executable()
	if err != nil {
		return vet.Child{}, err
	}
	return vet.Child{Command: func(ctx context.Context) *exec.Cmd {
		cmd := exec.CommandContext(ctx, self, vetName)
		cmd.Args[0] = os.Args[0]
		return cmd
	}}, nil
}
