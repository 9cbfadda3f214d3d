package state_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"yoshiki/cmd/internal/jobs"
	"yoshiki/cmd/internal/state"
)

// TestOpenAtOnce: several processes that find no tables, of ours or of the queue, make them once.
func TestOpenAtOnce(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		var wait sync.WaitGroup
		for range 3 {
			wait.Go(func() {
				d, err := state.Open(t.Context(), url)
				if err == nil {
					err = d.Close()
				}
				if err != nil {
					t.Error(err)
				}
			})
			wait.Go(func() {
				q, err := jobs.Open(t.Context(), url)
				if err == nil {
					err = q.Close()
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		must(t, open(t, url).AddTenant(t.Context(), "acme", "会社", now))
	})
}

// TestUnfit: a database of a newer program and one of another program are told, and left as they are.
func TestUnfit(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		execute(t, url, "CREATE TABLE customers (id int)")
		_, err := state.Open(t.Context(), url)
		is(t, err, state.ErrForeign)
		execute(t, url, "DROP TABLE customers")
		open(t, url)
		execute(t, url, "INSERT INTO yoshiki_migration (version) VALUES (999)")
		_, err = state.Open(t.Context(), url)
		is(t, err, state.ErrNewer)
	})
	for _, url := range []string{"", "sqlite:", "mysql://x", "/path"} {
		_, err := state.Open(t.Context(), url)
		is(t, err, state.ErrURL)
	}
	if _, err := state.Open(t.Context(), "postgres://u:secret@[::1/x"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	_, err := state.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "none", "s.db"))
	is(t, err, os.ErrNotExist)
}

// TestKeeps: what was written is there for who opens the database later.
func TestKeeps(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		d := got(state.Open(t.Context(), url))(t)
		must(t, d.AddTenant(t.Context(), "acme", "会社", now))
		must(t, d.Close())
		again := open(t, url)
		must(t, again.Ping(t.Context()))
		if one := got(again.Tenant(t.Context(), "acme"))(t); one.Name != "会社" || !one.Created.Equal(now) {
			t.Error(one)
		}
	})
}
