package storage

import "errors"

// DamagedError says that a store has something other than what was put there, or has lost a part
// of it. It says so in the words of its cause; asking again changes nothing.
type DamagedError struct{ Err error }

// Error is the cause.
func (e *DamagedError) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *DamagedError) Unwrap() error { return e.Err }

// Damaged says that what err tells of is damage; nil if err is.
func Damaged(err error) error {
	if err == nil {
		return nil
	}
	return &DamagedError{err}
}

// IsDamaged reports whether an error tells of damage.
func IsDamaged(err error) bool {
	var d *DamagedError
	return errors.As(err, &d)
}
