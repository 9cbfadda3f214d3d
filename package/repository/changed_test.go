package repository_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage/mem"
)

// TestChanged: a paper that is not what it was when it was sealed never gets into a store,
// whichever way it changed.
func TestChanged(t *testing.T) {
	for name, change := range map[string]func(path string) error{
		"grown":   func(path string) error { return os.WriteFile(path, []byte("0123456789a"), 0o600) },
		"cut":     func(path string) error { return os.Truncate(path, 5) },
		"gone":    os.Remove,
		"touched": func(path string) error { return os.Chtimes(path, time.Time{}, time.Unix(1, 0)) },
		"edited":  func(path string) error { return os.WriteFile(path, []byte("9876543210"), 0o600) },
		"edited, with its time": func(path string) error {
			info, err := os.Stat(path)
			return errors.Join(err, os.WriteFile(path, []byte("9876543210"), 0o600), os.Chtimes(path, time.Time{}, info.ModTime()))
		},
		"replaced, with its time": func(path string) error {
			info, err := os.Stat(path)
			return errors.Join(err, os.Rename(path, path+".old"), os.WriteFile(path, []byte("0123456789"), 0o600), os.Chtimes(path, time.Time{}, info.ModTime()))
		},
		"a pipe now":   func(path string) error { return errors.Join(os.Remove(path), exec.Command("mkfifo", path).Run()) },
		"a folder now": func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o700)) },
	} {
		source, path := attached(t)
		b := seal(t, info(), []bag.Paper{{Role: manifest.Attachment, OriginalName: "a.pdf", Source: source}})
		if err := change(path); err != nil {
			t.Fatal(err)
		}
		store := new(mem.Store)
		err := repository.Save(context.Background(), store, b)
		if err == nil || !strings.Contains(err.Error(), "a.pdf") && !strings.Contains(err.Error(), "A-0001.pdf") {
			t.Errorf("%s: %v", name, err)
		}
		if name == "gone" && !errors.Is(err, fs.ErrNotExist) || name != "gone" && !strings.Contains(err.Error(), "changed") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := repository.Load(context.Background(), store, b.ID()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: load: %v", name, err)
		}
	}
}

// attached is an attachment of ten bytes, and where it lies.
func attached(t *testing.T) (bag.Source, string) {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	if err := root.WriteFile("a.pdf", []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	source, err := bag.Attach(root, "a.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return source, filepath.Join(root.Name(), "a.pdf")
}
