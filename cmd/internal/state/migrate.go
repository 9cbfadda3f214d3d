package state

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// steps are the changes of the tables, in the order of their names; 0001 makes them. A step
// that was published is never changed.
//
//go:embed migrations/*.sql
var steps embed.FS

// migrationLock keeps other processes from changing the tables at the same time, and is that
// of package jobs.
const migrationLock = 0x796f7368696b69

// migrate takes the steps that the database has not seen, all or none. A file that others make
// at the same time may be taken for a moment.
func (d *DB) migrate(ctx context.Context) error {
	var err error
	for range 20 {
		if err = d.change(ctx, func(t tx) error { return d.steps(ctx, t) }); err == nil || d.dialect == postgres || final(err) {
			return err
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return err
}

// final reports whether an error says that a database will never do.
func final(err error) bool {
	return errors.Is(err, ErrForeign) || errors.Is(err, ErrNewer)
}

func (d *DB) steps(ctx context.Context, t tx) error {
	if d.dialect == postgres {
		if _, err := t.exec(ctx, "SELECT pg_advisory_xact_lock($1)", migrationLock); err != nil {
			return err
		}
	}
	files, err := fs.Glob(steps, "migrations/*.sql")
	if err != nil {
		return err
	}
	done, err := d.version(ctx, t)
	if err != nil {
		return err
	}
	if done > len(files) {
		return ErrNewer
	}
	for i, name := range files[done:] {
		if err := take(ctx, t, done+i+1, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// take does one step.
func take(ctx context.Context, t tx, number int, name string) error {
	statements, err := fs.ReadFile(steps, name)
	if err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, string(statements)); err != nil {
		return err
	}
	_, err = t.exec(ctx, "INSERT INTO yoshiki_migration (version) VALUES ($1)", number)
	return err
}

// tables are the queries for the names of all tables.
var tables = map[dialect]string{
	sqlite:   `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`,
	postgres: `SELECT tablename FROM pg_tables WHERE schemaname = current_schema()`,
}

// version is how many steps the database has seen.
func (d *DB) version(ctx context.Context, t tx) (int, error) {
	names, err := list(ctx, t, text, tables[d.dialect])
	if err != nil {
		return 0, err
	}
	begins := func(prefix string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, prefix) })
	}
	switch {
	case begins("yoshiki_"):
		return first(ctx, t, number, "SELECT coalesce(max(version), 0) FROM yoshiki_migration")
	case len(names) > 0 && !begins("river_"):
		return 0, ErrForeign
	}
	return 0, nil
}
