// Package vettest lets the program of a package's tests be the limited child process that looks at
// attachments, so that tests vet as the program does.
package vettest

import (
	"context"
	"os"
	"os/exec"

	"yoshiki/package/vet"
)

// argument makes a process the child.
const argument = "vet-child"

// Serve looks at attachments, and ends the process, if [Child] has started it. TestMain calls it
// first of all.
func Serve() {
	if len(os.Args) != 2 || os.Args[1] != argument {
		return
	}
	if err := vet.Serve(os.Stdin, os.Stdout); err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// Child starts this program, whose TestMain calls [Serve], as the process that looks at attachments.
func Child() vet.Child {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return vet.Child{Command: func(ctx context.Context) *exec.Cmd { return exec.CommandContext(ctx, self, argument) }}
}
