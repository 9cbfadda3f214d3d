package s3_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"yoshiki/storage/storagetest"
)

// smallDisk starts a server whose files are on a disk of 4 MiB.
func smallDisk(t *testing.T) (server, string) {
	t.Helper()
	name := storagetest.Mount(t, "size=4m")
	files, versions := filepath.Join(name, "files"), filepath.Join(name, "versions")
	for _, folder := range []string{files, versions} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return server("http://" + storagetest.VersitygwIn(t, files, versions)), name
}

// TestFullServer: a server whose disk is full says so, nothing of what it could not take is
// there, what it has stays, and it takes objects again when there is space.
func TestFullServer(t *testing.T) {
	server, disk := smallDisk(t)
	c := server.bucket(t, "small", false)
	c.Pause, c.Journal = time.Millisecond, t.TempDir()
	s := create(t, c)
	kept := bytes.Repeat([]byte("kept"), 1<<18)
	if err := put(s, "kept", kept); err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 2<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	for key, data := range map[string][]byte{"one-piece": make([]byte, 2<<20), "in-parts": big} {
		err := put(s, key, data)
		if err == nil || !strings.Contains(err.Error(), key) || !strings.Contains(err.Error(), "space") {
			t.Errorf("%s: %v; want the key and the reason", key, err)
		}
		if _, err := s.Stat(context.Background(), key); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: half of it is there: %v", key, err)
		}
	}
	if got, err := get(s, "kept"); err != nil || !bytes.Equal(got, kept) {
		t.Errorf("kept: %d bytes, %v", len(got), err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := put(s, "one-piece", make([]byte, 2<<20)); err != nil {
		t.Errorf("with space again: %v", err)
	}
	if n, err := s.Sweep(context.Background(), time.Now().Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("%d uploads swept, %v", n, err)
	}
	nothingLeft(t, server, "small", c.Journal)
}

// TestFullJournal: when what was sent cannot be written down, the Put says so, and leaves
// no upload that nobody knows.
func TestFullJournal(t *testing.T) {
	server := versitygw(t)
	c := server.bucket(t, "journal", false)
	c.Journal = storagetest.Mount(t, "size=64k")
	s := create(t, c)
	ballast := filepath.Join(c.Journal, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 64<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := put(s, "big", big); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), c.Journal) {
		t.Errorf("%v; want ENOSPC with the journal's name", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Sweep(context.Background(), time.Now().Add(time.Hour)); n != 0 || err != nil {
		t.Errorf("%d uploads swept, %v", n, err)
	}
	nothingLeft(t, server, "journal", c.Journal)
	if err := put(s, "big", big); err != nil {
		t.Errorf("with space again: %v", err)
	}
}
