//go:build !windows

package storage

// Again does what moves or removes a file. On Windows another program may hold the file
// for a moment; there it is done again for a second.
func Again(do func() error) error { return do() }
