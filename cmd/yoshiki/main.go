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
	"syscall"
)

func main() {
	prepare()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
