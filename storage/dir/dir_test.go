package dir_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"yoshiki/storage"
	"yoshiki/storage/dir"
	"yoshiki/storage/storagetest"
)

func create(t *testing.T, name string) *dir.Store {
	t.Helper()
	s, err := dir.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(s storage.Store, key string, data []byte) error {
	return s.Put(context.Background(), key, storage.ContentOf(data), bytes.NewReader(data))
}

func TestStore(t *testing.T) {
	storagetest.Run(t, func(t *testing.T) storage.Store {
		name := filepath.Join(t.TempDir(), "new", "store")
		t.Cleanup(func() { noTemps(t, name) })
		return create(t, name)
	})
}

func TestRemover(t *testing.T) {
	storagetest.RunRemover(t, func(t *testing.T) storage.Remover { return create(t, t.TempDir()) })
}

// noTemps fails the test if a writer has left a file behind.
func noTemps(t *testing.T, name string) {
	t.Helper()
	left, err := os.ReadDir(filepath.Join(name, ".tmp"))
	if err != nil || len(left) > 0 {
		t.Errorf("left under .tmp: %v, %v", left, err)
	}
}

func TestNotADirectory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{file, filepath.Join(file, "below")} {
		if _, err := dir.Create(name); !errors.Is(err, syscall.ENOTDIR) || !strings.Contains(err.Error(), file) {
			t.Errorf("create %s: %v", name, err)
		}
	}
	missing := filepath.Join(t.TempDir(), "missing")
	if _, err := dir.Open(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("open: %v", err)
	}
	if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open made a directory: %v", err)
	}
}

// TestTwoProcesses: two stores on one directory, as two processes have them.
func TestTwoProcesses(t *testing.T) {
	name := t.TempDir()
	a, b := create(t, name), create(t, name)
	if err := put(a, "packages/p/COMMIT", []byte("a")); err != nil {
		t.Fatal(err)
	}
	if err := put(b, "packages/p/COMMIT", []byte("b")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v; want fs.ErrExist", err)
	}
}

func BenchmarkPut(b *testing.B) {
	s, err := dir.Create(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	for size, name := range map[int]string{64 << 10: "64KiB", 16 << 20: "16MiB"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			data := make([]byte, size)
			for i := 0; b.Loop(); i++ {
				sum := sha256.Sum256(binary.AppendVarint(nil, int64(i)))
				key := fmt.Sprintf("%s/%x/%x/%x", name, sum[:1], sum[1:2], sum)
				if err := put(s, key, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}
