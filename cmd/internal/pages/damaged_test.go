package pages_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/cmd/internal/app"
)

// damage replaces the first object of a store under a pattern of keys.
func damage(t *testing.T, s *app.Store, pattern string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(strings.TrimPrefix(s.URL, "dir:"), pattern))
	if err != nil || len(found) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	if err := os.Chmod(found[0], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(found[0], []byte("damage"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestDamaged: one case, version or package that is damaged is told to be so, beside all others
// that are there.
func TestDamaged(t *testing.T) {
	h, s := newPages(t)
	v := visitor{t, h}
	v.post("/demo", http.StatusSeeOther)
	v.post("/demo", http.StatusSeeOther)
	v.post("/cases/demo/for/registration/build", http.StatusSeeOther)
	at := "/cases/demo/for/registration/part/service"
	v.post(at, http.StatusOK, "base", base(t, v.get(at)), "/service/name", "新しい名前")
	damage(t, s, "cases/demo-2/v*.yaml")
	damage(t, s, "packages/pkg-demo-*/v0001/meta/manifest.json")
	damage(t, s, "cases/demo/v0001.yaml")
	wants(t, v.get("/"), "損傷", "demo-2", "新しい名前")
	wants(t, v.get("/calendar"), "損傷", "demo-2", "新しい名前")
	wants(t, v.get("/cases/demo/history"), "損傷")
	wants(t, v.get("/cases/demo/for/registration/build"), "損傷", "pkg-demo-")
	if code, body, _ := v.do("GET", "/cases/demo-2", nil); code != http.StatusServiceUnavailable || !strings.Contains(body, "損傷") {
		t.Errorf("%d %s", code, body)
	}
}
