//go:build unix

package dir_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestForeignFiles: what no Put has made is neither listed nor read, and nothing outside
// the directory can be reached.
func TestForeignFiles(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	name := t.TempDir()
	s := create(t, name)
	for link, target := range map[string]string{"file": outside, "folder": filepath.Dir(outside), "self": "self"} {
		if err := os.Symlink(target, filepath.Join(name, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(name, "fifo"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"file", "folder/secret", "self", "fifo"} {
		if r, err := s.Open(context.Background(), key); err == nil {
			t.Errorf("%s was opened: %v", key, r)
		}
		if err := put(s, key, []byte("x")); err == nil {
			t.Errorf("%s was written", key)
		}
	}
	for o, err := range s.List(context.Background(), "") {
		t.Errorf("listed %v, %v", o, err)
	}
}
