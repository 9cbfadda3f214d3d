package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"
	sqlite3 "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
	"riverqueue.com/riverui/uiendpoints"
)

// sqlite is a file for the processes of one host. It must not lie on a network disk.
type sqlite struct{ db *sql.DB }

func openSQLite(path string) (*sqlite, error) {
	dsn := (&url.URL{Scheme: "file", Opaque: url.PathEscape(path)}).String() +
		"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate"
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return &sqlite{db}, nil
}

func (s *sqlite) client(c *river.Config) (client, error) {
	return river.NewClient(riversqlite.New(s.db), c)
}

func (s *sqlite) endpoints(c *river.Config) (uiendpoints.Bundle, error) {
	return viewOf(river.NewClient(riversqlite.New(s.db), c))
}

// migrate makes the tables. Of several processes that do so at once all but one find the file
// locked or some step taken, and try again.
func (s *sqlite) migrate(ctx context.Context) error {
	m, err := rivermigrate.New(riversqlite.New(s.db), &rivermigrate.Config{Logger: silent()})
	if err != nil {
		return err
	}
	for range 200 {
		if err = s.check(ctx, m.AllVersions()); err == nil {
			_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		}
		if !others(err) {
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

// others says of an error that another process at the file is its cause: the file was locked, or a
// table was made in between.
func others(err error) bool {
	var told *sqlite3.Error
	return errors.As(err, &told) && slices.Contains([]int{lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_ERROR, lib.SQLITE_CONSTRAINT}, told.Code()&0xff)
}

// check looks whether the file can be used.
func (s *sqlite) check(ctx context.Context, known []rivermigrate.Migration) error {
	var queue, state, all int
	err := s.db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE name LIKE 'river\_%' ESCAPE '\'), count(*) FILTER (WHERE name LIKE 'yoshiki\_%' ESCAPE '\'), count(*)
		FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`).Scan(&queue, &state, &all)
	if err != nil {
		return err
	}
	version := int64(0)
	if queue > 0 {
		if err := s.db.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM river_migration").Scan(&version); err != nil {
			return err
		}
	}
	return fits(queue+state, all, version, known)
}

func (s *sqlite) count(ctx context.Context, queue string) (_ map[rivertype.JobState]int, err error) {
	rows, err := s.db.QueryContext(ctx, "SELECT state, count(*) FROM river_job WHERE queue = ? GROUP BY state", queue)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	all := map[rivertype.JobState]int{}
	for rows.Next() {
		var state string
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return nil, err
		}
		all[rivertype.JobState(state)] = n
	}
	return all, rows.Err()
}

func (s *sqlite) beat(ctx context.Context, id int64, attempt int) (bool, error) {
	done, err := s.db.ExecContext(ctx, "UPDATE river_job SET attempted_at = datetime('now', 'subsec') WHERE id = ? AND state = 'running' AND attempt = ?", id, attempt)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

func (s *sqlite) revive(ctx context.Context, queue string) error {
	_, err := s.db.ExecContext(ctx, `UPDATE river_job SET state = 'available', scheduled_at = datetime('now', 'subsec')
		WHERE queue = ? AND state = 'running' AND attempt < max_attempts AND attempted_at < datetime('now', 'subsec', ?)`, queue, fmt.Sprintf("-%d seconds", int(rescue.Seconds())))
	return err
}

func (s *sqlite) close() error { return s.db.Close() }

// fits says why a database cannot be used: none of its tables is ours (those of package state
// are), or more steps were taken with it than this program knows.
func fits(ours, all int, version int64, known []rivermigrate.Migration) error {
	if ours == 0 && all > 0 {
		return ErrForeign
	}
	if version > int64(known[len(known)-1].Version) {
		return ErrNewer
	}
	return nil
}
