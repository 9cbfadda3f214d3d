package main

import (
	"errors"
	"fmt"
)

// The exit codes, see the package comment.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPart    = 3
	exitCase    = 4
	exitVerify  = 5
	exitStopped = 130
)

// exitError ends the program with a code. Key and args are its words in locales; an
// exitError without a key ends it silently, because its lines have been printed.
type exitError struct {
	code int
	key  string
	args map[string]string
	err  error // cause, printed behind the words
}

func (e *exitError) Error() string {
	if e.err != nil {
		return e.err.Error()
	}
	return fmt.Sprintf("exit %d %s", e.code, e.key)
}

func (e *exitError) Unwrap() error { return e.err }

// usage is a mistake in how the command was called.
func usage(key string, args map[string]string) error {
	return &exitError{code: exitUsage, key: key, args: args}
}

// codeOf is the exit code for an error; one that nobody gave a code is a failure.
func codeOf(err error) int {
	var e *exitError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &e):
		return e.code
	default:
		return exitFailed
	}
}
