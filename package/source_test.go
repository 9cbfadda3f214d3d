package bundle_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	bundle "yoshiki/package"
	"yoshiki/package/manifest"
	"yoshiki/storage/mem"
)

// folder is a case's folder with one attachment of ten bytes, docs/a.pdf.
func folder(t *testing.T) (*os.Root, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "case")
	if err := os.MkdirAll(filepath.Join(dir, "docs"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, dir+"/docs/a.pdf", "0123456789")
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := root.Close(); err != nil {
			t.Error(err)
		}
	})
	return root, dir
}

func write(t *testing.T, name, data string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func attach(t *testing.T, root *os.Root, path string) bundle.Source {
	t.Helper()
	s, err := bundle.Attach(root, path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAttach(t *testing.T) {
	root, dir := folder(t)
	if err := os.Symlink("docs/a.pdf", dir+"/inside"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"docs/a.pdf", "./docs/a.pdf", "docs/../docs/a.pdf", "inside"} {
		s := attach(t, root, path)
		for range 2 {
			r, err := s.Open(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err := errors.Join(err, r.Close()); err != nil || string(data) != "0123456789" || s.Size != 10 {
				t.Errorf("%s: %q, %d, %v", path, data, s.Size, err)
			}
		}
	}
}

func TestAttachRefuses(t *testing.T) {
	root, dir := folder(t)
	write(t, filepath.Dir(dir)+"/secret", "secret")
	for link, target := range map[string]string{"out": "../secret", "absolute": filepath.Dir(dir) + "/secret", "up": "..", "loop": "loop"} {
		if err := os.Symlink(target, dir+"/"+link); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(dir+"/pipe", 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"":                "leaves the folder",
		"../secret":       "leaves the folder",
		"docs/../../x":    "leaves the folder",
		"/etc/passwd":     "leaves the folder",
		"out":             "escapes",
		"absolute":        "escapes",
		"up/secret":       "escapes",
		"loop":            "too many",
		"missing.pdf":     "no such file",
		"docs/a.pdf/x":    "not a directory",
		"docs":            "a folder, not a regular file",
		".":               "a folder, not a regular file",
		"pipe":            "a pipe, not a regular file",
		"nul\x00byte.pdf": "invalid argument",
	} {
		_, err := bundle.Attach(root, path)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "attachment ") {
			t.Errorf("%q: %v; want %q", path, err, want)
		}
	}
}

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
		"a pipe now":   func(path string) error { return errors.Join(os.Remove(path), syscall.Mkfifo(path, 0o600)) },
		"a folder now": func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o700)) },
	} {
		root, dir := folder(t)
		b := seal(t, info(), []bundle.File{{Role: manifest.Attachment, OriginalName: "a.pdf", Source: attach(t, root, "docs/a.pdf")}})
		if err := change(dir + "/docs/a.pdf"); err != nil {
			t.Fatal(err)
		}
		store := new(mem.Store)
		err := bundle.Save(context.Background(), store, b)
		if err == nil || !strings.Contains(err.Error(), "a.pdf") && !strings.Contains(err.Error(), "A-0001.pdf") {
			t.Errorf("%s: %v", name, err)
		}
		if name == "gone" && !errors.Is(err, fs.ErrNotExist) || name != "gone" && !strings.Contains(err.Error(), "changed") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := bundle.Load(context.Background(), store, b.ID()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: load: %v", name, err)
		}
	}
}
