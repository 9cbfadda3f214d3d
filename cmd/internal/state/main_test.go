package state_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"

	"yoshiki/cmd/internal/jobs/pgtest"
	"yoshiki/cmd/internal/state"
)

// now is when the tests happen.
var now = time.Date(2026, 12, 1, 9, 0, 0, 123000, time.UTC)

// databases are the kinds of database, each a new one.
var databases = map[string]func(*testing.T) string{
	"sqlite": func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "s %?.db") },
	"postgres": func(t *testing.T) string {
		name := fmt.Sprintf("d%d", time.Now().UnixNano())
		execute(t, server, "CREATE DATABASE "+name)
		return strings.Replace(server, "/postgres?", "/"+name+"?", 1)
	},
}

// server is the address of the PostgreSQL of these tests; stop ends it.
var (
	server string
	stop   = func() {}
)

func TestMain(m *testing.M) {
	code := m.Run()
	stop()
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// each runs a test on each kind of database.
func each(t *testing.T, test func(t *testing.T, url string)) {
	for name, create := range databases {
		t.Run(name, func(t *testing.T) {
			if name == "postgres" && server == "" {
				server, stop = pgtest.Postgres(t)
			}
			test(t, create(t))
		})
	}
}

// eachOpen runs a test on each kind of database with two tenants and two people.
func eachOpen(t *testing.T, test func(*testing.T, *world)) {
	each(t, func(t *testing.T, url string) {
		w := &world{DB: open(t, url), url: url}
		for _, id := range []string{"acme", "office"} {
			must(t, w.AddTenant(t.Context(), id, "会社 "+id, now))
		}
		w.sato = got(w.PutPerson(t.Context(), state.Person{Issuer: "https://idp.example", Subject: "1", Name: "佐藤", Mail: "sato@example.jp"}, now))(t)
		w.suzuki = got(w.PutPerson(t.Context(), state.Person{Issuer: "https://idp.example", Subject: "2", Name: "鈴木", Mail: "suzuki@example.jp"}, now))(t)
		test(t, w)
	})
}

// world is a database with somebody in it.
type world struct {
	*state.DB
	url          string
	sato, suzuki string
}

func open(t *testing.T, url string) *state.DB {
	t.Helper()
	d, err := state.Open(t.Context(), url)
	must(t, err)
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// got is a result that must be there.
func got[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		must(t, err)
		return v
	}
}

// is wants an error.
func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// execute runs a statement beside the program.
func execute(t *testing.T, url, statement string) {
	t.Helper()
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		db, err := sql.Open("sqlite", "file:"+strings.NewReplacer("%", "%25", "?", "%3f").Replace(path))
		must(t, err)
		_, err = db.ExecContext(t.Context(), statement)
		must(t, errors.Join(err, db.Close()))
		return
	}
	c, err := pgx.Connect(t.Context(), url)
	must(t, err)
	_, err = c.Exec(t.Context(), statement)
	must(t, errors.Join(err, c.Close(context.Background())))
}
