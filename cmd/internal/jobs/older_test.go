package jobs_test

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"yoshiki/cmd/internal/jobs"
)

// TestOlder: the tables of an older program are completed, and the jobs in them are done.
func TestOlder(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		old, err := jobs.Open(t.Context(), url)
		fatal(t, err)
		fatal(t, old.Put(t.Context(), some(20), nobody))
		fatal(t, old.Close())
		aged(t, url)
		q := open(t, url)
		if n, err := q.Left(t.Context(), plan); n != 20 || err != nil {
			t.Fatal(n, err)
		}
		r := &record{}
		work(t, q, 4, func(_ context.Context, group int, _ bool) error { r.add(group); return nil })
		if slices.Sort(r.done); len(r.done) != 20 || r.done[19] != 19 {
			t.Error(r.done)
		}
	})
}

// aged takes the newest change of the tables back.
func aged(t *testing.T, url string) {
	t.Helper()
	back := &rivermigrate.MigrateOpts{MaxSteps: 1}
	var err error
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		db, openErr := sql.Open("sqlite", "file:"+path)
		fatal(t, openErr)
		defer db.Close()
		m, newErr := rivermigrate.New(riversqlite.New(db), nil)
		fatal(t, newErr)
		_, err = m.Migrate(t.Context(), rivermigrate.DirectionDown, back)
	} else {
		pool, openErr := pgxpool.New(t.Context(), url)
		fatal(t, openErr)
		defer pool.Close()
		m, newErr := rivermigrate.New(riverpgxv5.New(pool), nil)
		fatal(t, newErr)
		_, err = m.Migrate(t.Context(), rivermigrate.DirectionDown, back)
	}
	fatal(t, err)
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
