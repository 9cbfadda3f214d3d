package jobs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yoshiki/cmd/internal/jobs"
	"yoshiki/cmd/internal/jobs/pgtest"
)

// databases are the kinds of database, each a new one.
var databases = map[string]func(testing.TB) string{
	"sqlite": func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "q %?.db") },
	"postgres": func(t testing.TB) string {
		name := strings.ToLower(fmt.Sprintf("d%d", time.Now().UnixNano()))
		c, err := pgx.Connect(t.Context(), server)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Exec(t.Context(), "CREATE DATABASE "+name); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		return strings.Replace(server, "/postgres?", "/"+name+"?", 1)
	},
}

// server is the address of the PostgreSQL of these tests.
var server string

// each runs a test or a benchmark on each kind of database.
func each[T interface {
	testing.TB
	Run(string, func(T)) bool
}](t T, test func(T, string)) {
	for name, create := range databases {
		t.Run(name, func(t T) {
			if name == "postgres" && server == "" {
				server, stop = pgtest.Postgres(t)
			}
			test(t, create(t))
		})
	}
}

func open(t testing.TB, url string) *jobs.Queue {
	t.Helper()
	q, err := jobs.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := q.Close(); err != nil {
			t.Error(err)
		}
	})
	return q
}

// stop ends the server when all tests are over.
var stop = func() {}

// TestMain is a process that holds something if it is asked to be.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && holds[os.Args[1]] != nil {
		os.Exit(holder(os.Args[1], os.Args[2]))
	}
	code := m.Run()
	stop()
	os.Exit(code)
}
