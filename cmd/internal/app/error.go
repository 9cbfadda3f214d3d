package app

import (
	"errors"
	"fmt"
	"io/fs"

	"yoshiki/forms/casefile"
)

// Kind is whose turn it is after an [Error].
type Kind int

const (
	Failed Kind = iota // something went wrong; the same request may be done later
	Wrong              // the request itself must be mended
	Absent             // what it names is not there
)

// Error says why a use case was not done.
type Error struct {
	Kind Kind
	Code string            // a promise; its words are in locales under message.error
	Args map[string]string // of the words
	Err  error             // the cause, told in the words or behind them; may be nil
}

func (e *Error) Error() string {
	if e.Err != nil {
		return e.Code + ": " + e.Err.Error()
	}
	return fmt.Sprint(e.Code, " ", e.Args)
}

func (e *Error) Unwrap() error { return e.Err }

// Refused says that a case has errors, because of which nothing was done.
type Refused struct{ Findings []casefile.Finding }

func (e *Refused) Error() string { return fmt.Sprintf("%d findings", len(e.Findings)) }

// HasErrors reports whether one of the findings is an error.
func HasErrors(findings []casefile.Finding) bool {
	for _, f := range findings {
		if f.Severity == casefile.Error {
			return true
		}
	}
	return false
}

// IsAbsent reports whether an error says that what was asked for is not there.
func IsAbsent(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == Absent
}

// NewError is a mistake of the person who asks, told by a code and what its words quote.
func NewError(code string, args map[string]string) error {
	return &Error{Kind: Wrong, Code: code, Args: args}
}

// Unreadable says that a file cannot be read.
func Unreadable(name string, err error) error {
	args := map[string]string{"file": name}
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{Kind: Absent, Code: "no-file", Args: args}
	}
	return &Error{Code: "unreadable", Args: args, Err: cause(err)}
}

// Unwritable says that a file cannot be written.
func Unwritable(name string, err error) error {
	return &Error{Code: "unwritable", Args: map[string]string{"file": name}, Err: cause(err)}
}

// cause is why a file cannot be read or written, without its path.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
