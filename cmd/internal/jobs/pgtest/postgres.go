// Package pgtest starts a PostgreSQL for tests: Debian's, with a data folder of its own.
package pgtest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"yoshiki/forms/judge"
)

// Postgres starts a server that knows nothing of durability, and gives the address of its first
// database and how to stop it. Without the programs the test is skipped, or fails, see
// [judge.Missing].
func Postgres(t testing.TB) (url string, stop func()) {
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
	for range 300 {
		if program(t, dir, "pg_isready", "-q", "-h", "127.0.0.1", "-p", fmt.Sprint(port)).Run() == nil {
			return fmt.Sprintf("postgres://yoshiki@127.0.0.1:%d/postgres?sslmode=disable", port), func() {
				_ = cmd.Process.Signal(os.Interrupt)
				_ = cmd.Wait()
				_ = os.RemoveAll(dir)
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("no answer from PostgreSQL")
	return "", nil
}

// Has reports whether the programs are there, or must be.
func Has() bool {
	_, err := find("postgres")
	return err == nil || judge.Has("postgres")
}

// find looks for a program where Debian keeps those of PostgreSQL, too.
func find(name string) (string, error) {
	path, err := exec.LookPath(name)
	if found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name); err != nil && len(found) > 0 {
		return found[len(found)-1], nil
	}
	return path, err
}

// program is a call of one of the programs, which refuse to run as root.
func program(t testing.TB, dir, name string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := find(name)
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

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
