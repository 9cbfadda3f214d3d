package bag_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/package/bag"
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

func attach(t *testing.T, root *os.Root, path string) bag.Source {
	t.Helper()
	s, err := bag.Attach(root, path)
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
	if err := exec.Command("mkfifo", dir+"/pipe").Run(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"":                 "leaves the folder",
		"../secret":        "leaves the folder",
		"docs/../../x":     "leaves the folder",
		"/etc/passwd":      "leaves the folder",
		`docs\missing.pdf`: "a backslash in the path",
		"out":              "escapes",
		"absolute":         "escapes",
		"up/secret":        "escapes",
		"loop":             "too many",
		"missing.pdf":      "no such file",
		"docs/a.pdf/x":     "not a directory",
		"docs":             "a folder, not a regular file",
		".":                "a folder, not a regular file",
		"pipe":             "a pipe, not a regular file",
		"nul\x00byte.pdf":  "invalid argument",
	} {
		_, err := bag.Attach(root, path)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "attachment ") {
			t.Errorf("%q: %v; want %q", path, err, want)
		}
	}
}
