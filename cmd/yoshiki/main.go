// Command yoshiki turns one case file into the Japanese forms of ISMAP-LIU as PDF, Excel
// and Word, and seals them with their attachments into a package that anyone can verify.
//
// Results go to standard output, everything else to standard error. With --json every
// result is one object a line and the last line is a summary. Exit codes are promises:
//
//	0    done
//	1    failed
//	2    wrong usage
//	3    done in part; the lines say what not
//	4    the case has errors
//	5    does not verify
//	130  stopped
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"syscall"
)

// room is what the heap may grow by, in bytes, before garbage is collected for the first time: most
// commands are done by then. It is never written to, and so takes address space, not memory; a
// heap may have that much more garbage in it than it would.
const room = 16 << 20

func main() {
	prepare()
	if slices.Equal(os.Args[1:], []string{vetName}) {
		os.Exit(serveVet())
	}
	spare := make([]byte, room)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	runtime.KeepAlive(spare)
	os.Exit(code)
}
