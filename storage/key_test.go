package storage_test

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/storage"
)

// FuzzCheckKey: a legal key is a clean local path on every system, and every refusal is
// fs.ErrInvalid.
func FuzzCheckKey(f *testing.F) {
	for _, key := range []string{"packages/p/v0001/COMMIT", "../a", "a//b", "nul.txt", "a.", strings.Repeat("a/", 9)} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		if err := storage.CheckKey(key); err != nil {
			if !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("%q: %v is not fs.ErrInvalid", key, err)
			}
			return
		}
		if !fs.ValidPath(key) || path.Clean(key) != key || !filepath.IsLocal(key) || len(key) > 255 || strings.Contains(key, `\`) {
			t.Errorf("%q is legal", key)
		}
	})
}
