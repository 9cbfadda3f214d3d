package main

import (
	"context"
	"os"
	"os/exec"

	"github.com/spf13/cobra"

	"yoshiki/package/vet"
)

// vetName is the hidden command that looks at attachments, in a process of its own.
const vetName = "vet-child"

// vetCommand is that process. It speaks with the one that started it only.
func (t *tool) vetCommand() *cobra.Command {
	return &cobra.Command{Use: vetName, Hidden: true, Args: t.noArgs,
		PersistentPreRun: func(*cobra.Command, []string) {}, // no settings: it has no environment
		RunE:             func(*cobra.Command, []string) error { return vet.Serve(t.stdin, t.stdout) },
	}
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
