package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// stateFlags say where the service keeps what it knows: by default all in one folder.
type stateFlags struct{ data, jobs, key, store string }

func (t *tool) addStateFlags(cmd *cobra.Command, f *stateFlags) {
	if cmd.Flags().Lookup("data") == nil {
		t.text(cmd, &f.data, "data", "yoshiki-data")
	}
	t.text(cmd, &f.jobs, "jobs", "")
	t.text(cmd, &f.key, "key-file", "")
}

// openState opens the database of the service and reads its key. On one host both are made if
// need be, in its folder; with PostgreSQL all hosts are given one key.
func (t *tool) openState(ctx context.Context, f stateFlags) (*state.DB, access.Key, error) {
	url := f.jobs
	if url == "" {
		url = "sqlite:" + filepath.Join(f.data, "state.db")
	}
	if f.jobs == "" || f.key == "" {
		if err := os.MkdirAll(f.data, 0o700); err != nil {
			return nil, access.Key{}, &exitError{code: exitFailed, key: "unwritable", args: map[string]string{"file": f.data}, err: err}
		}
	}
	key, err := stateKey(f)
	if err != nil {
		return nil, key, err
	}
	db, err := state.Open(ctx, url)
	return db, key, stateError(err, "")
}

// beside is the database of one host, in the folder of the service or where --jobs says; "" with
// PostgreSQL.
func (f stateFlags) beside() string {
	if f.jobs == "" {
		return filepath.Join(f.data, "state.db")
	}
	path, isFile := strings.CutPrefix(f.jobs, "sqlite:")
	if !isFile {
		return ""
	}
	return path
}

// stateThere refuses a database that is not there, where it would otherwise be made.
func stateThere(f stateFlags) error {
	file := f.beside()
	if file == "" {
		return nil
	}
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		return &exitError{code: exitFailed, key: "state-none", args: map[string]string{"file": file}}
	}
	return nil
}

// stateKey is the key of the installation.
func stateKey(f stateFlags) (key access.Key, err error) {
	file := f.key
	if file == "" {
		file = filepath.Join(f.data, "state.key")
		key, err = access.EnsureKey(file)
	} else {
		key, err = access.ReadKey(file)
	}
	switch {
	case errors.Is(err, access.ErrKey):
		return key, &exitError{code: exitFailed, key: "state-key", args: map[string]string{"file": file}}
	case errors.Is(err, os.ErrNotExist):
		return key, usage("no-file", map[string]string{"file": file})
	case err != nil:
		return key, &exitError{code: exitFailed, key: "unreadable", args: map[string]string{"file": file}, err: err}
	}
	return key, nil
}

// stateError gives what the database says its words; what is what was asked for.
func stateError(err error, what string) error {
	args := map[string]string{"value": what}
	for _, known := range []struct {
		err  error
		code int
		key  string
	}{
		{state.ErrURL, exitUsage, "jobs"}, {state.ErrForeign, exitFailed, "jobs-foreign"}, {state.ErrNewer, exitFailed, "jobs-newer"}, {state.ErrNetwork, exitFailed, "state-network"},
		{state.ErrTenant, exitUsage, "tenant-id"}, {state.ErrText, exitUsage, "state-text"}, {state.ErrExpiry, exitUsage, "token-end"}, {state.ErrTaken, exitFailed, "state-taken"}, {state.ErrOpen, exitFailed, "tenant-open"},
	} {
		if errors.Is(err, known.err) {
			return &exitError{code: known.code, key: known.key, args: args}
		}
	}
	switch {
	case err == nil:
		return nil
	case what != "" && errors.Is(err, state.ErrAbsent):
		return &exitError{code: exitFailed, key: "state-absent", args: args}
	}
	return &exitError{code: exitFailed, key: "state-database", err: err}
}
