package jobs_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yoshiki/cmd/internal/jobs"
	"yoshiki/forms/judge"
)

// databases are the kinds of database, each a new one.
var databases = map[string]func(*testing.T) string{
	"sqlite": func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "q %?.db") },
	"postgres": func(t *testing.T) string {
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

// each runs a test on each kind of database.
func each(t *testing.T, test func(*testing.T, string)) {
	for name, create := range databases {
		t.Run(name, func(t *testing.T) {
			if name == "postgres" && server == "" {
				server = postgres(t)
			}
			test(t, create(t))
		})
	}
}

func open(t *testing.T, url string) *jobs.Queue {
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

func TestMain(m *testing.M) {
	code := m.Run()
	stop()
	os.Exit(code)
}

// postgres starts a server that knows nothing of durability, and gives its address.
func postgres(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "yoshiki-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := program(t, dir, "initdb", "-D", dir+"/data", "-A", "trust", "-U", "yoshiki", "--no-sync", "-E", "UTF8", "--locale=C").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v: %s", err, out)
	}
	port := freePort(t)
	cmd := program(t, dir, "postgres", "-D", dir+"/data", "-p", fmt.Sprint(port), "-k", dir, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop = func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
		_ = os.RemoveAll(dir)
	}
	url := fmt.Sprintf("postgres://yoshiki@127.0.0.1:%d/postgres?sslmode=disable", port)
	for range 100 {
		c, err := pgx.Connect(context.Background(), url)
		if err == nil {
			_ = c.Close(context.Background())
			return url
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("no answer from PostgreSQL")
	return ""
}

// program is a call of a program of PostgreSQL, which Debian keeps off the PATH. It refuses to
// run as root.
func program(t *testing.T, dir, name string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath(name)
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name); err != nil && len(found) > 0 {
		path, err = found[len(found)-1], nil
	}
	if err != nil {
		judge.Missing(t, name)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	if os.Getuid() == 0 {
		asPostgres(t, cmd, dir)
	}
	return cmd
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
