package access_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"yoshiki/cmd/internal/access"
)

// TestKey: of several servers that begin in one folder one makes the key, and all have it.
func TestKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	secret := access.NewSecret("x")
	var mu sync.Mutex
	sums := map[string]bool{}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			k, err := access.EnsureKey(path)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			sums[k.Sum("token", secret)] = true
		})
	}
	wait.Wait()
	if len(sums) != 1 {
		t.Error(sums)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".key*")); len(left) != 0 {
		t.Error(left)
	}
	k, err := access.ReadKey(path)
	if err != nil || k.Sum("token", secret) == k.Sum("session", secret) || k.Sum("token", secret) == k.Sum("token", access.NewSecret("y")) {
		t.Error("sums", err)
	}
	if a, b := k.Derive("webhook", "1"), k.Derive("webhook", "2"); a.Equal(b) || len(a.Reveal()) != 32 || !a.Equal(k.Derive("webhook", "1")) {
		t.Error("derived")
	}
}

func TestBadKeys(t *testing.T) {
	dir := t.TempDir()
	good := access.NewKeyText().Reveal()
	for _, c := range []struct {
		name, content string
		mode          os.FileMode
	}{
		{"empty", "", 0o600}, {"short", "c2hvcnQ=", 0o600}, {"no base64", strings.Repeat("!", 44), 0o600}, {"two lines", good + "\n" + good, 0o600},
		{"others read", good, 0o644}, {"group writes", good, 0o660}, {"good", good, 0o600}, {"group reads", good, 0o640},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte(c.content), c.mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, c.mode); err != nil {
			t.Fatal(err)
		}
		want := c.name != "good" && c.name != "group reads" && (runtime.GOOS != "windows" || c.mode == 0o600)
		if _, err := access.ReadKey(path); errors.Is(err, access.ErrKey) != want || !want && err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := access.ReadKey(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
