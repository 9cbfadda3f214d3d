// Package pgtest starts a PostgreSQL for tests: Debian's, with a data folder of its own.
package pgtest

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"yoshiki/forms/judge"
)

// Server is a PostgreSQL of a test.
type Server struct {
	URL string // of its first database
	dir string
	cmd *exec.Cmd
}

// Postgres starts a server that knows nothing of durability, and gives the address of its first
// database and how to stop it. Without the programs the test is skipped, or fails, see
// [judge.Missing].
func Postgres(t testing.TB) (url string, stop func()) {
	t.Helper()
	s := Start(t)
	return s.URL, s.Stop
}

// Start starts a server as [Postgres] does.
func Start(t testing.TB) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "yoshiki-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := program(t, dir, "initdb", "-D", dir+"/data", "-A", "trust", "-U", "yoshiki", "--no-sync", "-E", "UTF8", "--locale=C").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v: %s", err, out)
	}
	s := &Server{dir: dir, URL: fmt.Sprintf("postgres://yoshiki@127.0.0.1:%d/postgres?sslmode=disable", freePort(t))}
	s.Run(t)
	return s
}

// Run starts the server that was killed, and waits for its first answer.
func (s *Server) Run(t testing.TB) {
	t.Helper()
	port := s.port()
	s.cmd = program(t, s.dir, "postgres", "-D", s.dir+"/data", "-p", port, "-k", s.dir, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off")
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 1200 {
		if program(t, s.dir, "pg_isready", "-q", "-h", "127.0.0.1", "-p", port).Run() == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("no answer from PostgreSQL")
}

func (s *Server) port() string {
	u, _ := url.Parse(s.URL) // which is ours
	return u.Port()
}

// Kill ends the server at once.
func (s *Server) Kill() {
	_ = s.cmd.Process.Signal(syscall.SIGQUIT)
	_ = s.cmd.Wait()
}

// Stop ends the server and takes its files away.
func (s *Server) Stop() {
	_ = s.cmd.Process.Signal(os.Interrupt)
	_ = s.cmd.Wait()
	_ = os.RemoveAll(s.dir)
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
