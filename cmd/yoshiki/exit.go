package main

import (
	"errors"
	"fmt"

	"yoshiki/cmd/internal/app"
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

func (e *exitError) Error() string { return fmt.Sprintf("exit %d %s", e.code, e.key) }

// usage is a mistake in how the command was called.
func usage(key string, args map[string]string) error {
	return &exitError{code: exitUsage, key: key, args: args}
}

// exitOf is how an error ends the program; one that nobody foresaw is a failure.
func exitOf(err error) *exitError {
	var known *exitError
	var e *app.Error
	switch {
	case err == nil:
		return &exitError{code: exitDone}
	case errors.As(err, &known):
		return known
	case errors.As(err, &e) && e.Kind == app.Wrong:
		return &exitError{code: exitUsage, key: e.Code, args: e.Args, err: e.Err}
	case errors.As(err, &e):
		return &exitError{code: exitFailed, key: e.Code, args: e.Args, err: e.Err}
	}
	return &exitError{code: exitFailed, key: "failed", err: err}
}
