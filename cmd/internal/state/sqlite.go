package state

import (
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver named below
)

// The settings of a file: writers wait for each other rather than fail, and what is
// acknowledged outlives a loss of power.
const (
	settings = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)"
	writer   = settings + "&_pragma=synchronous(FULL)&_txlock=immediate"
	reader   = settings + "&_pragma=query_only(1)"
)

// readers is how many connections look into a file at once.
const readers = 4

// openFile opens a file with one connection that writes and some that read beside it.
func openFile(path string) (*DB, error) {
	if err := local(filepath.Dir(path)); err != nil {
		return nil, err
	}
	name := (&url.URL{Scheme: "file", Opaque: url.PathEscape(path)}).String()
	write, err := sql.Open("sqlite", name+writer)
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", name+reader)
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	return &DB{write, read, sqlite}, nil
}
