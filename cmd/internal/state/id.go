package state

import (
	"crypto/rand"
	"strings"
)

// newID is a name that nobody can guess, which begins with what it is of.
func newID(of string) string { return of + "-" + strings.ToLower(rand.Text()) }
