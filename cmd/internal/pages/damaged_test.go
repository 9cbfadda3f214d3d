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

// TestDamagedOfCase: a damaged package stands with its own case, however long the name of that is,
// and with no other whose name it begins with.
func TestDamagedOfCase(t *testing.T) {
	h, s := newPages(t)
	v := visitor{t, h}
	v.post("/demo", http.StatusSeeOther)
	v.post("/cases/demo/for/registration/build", http.StatusSeeOther)
	from := strings.TrimPrefix(s.URL, "dir:") + "/packages/"
	found, err := filepath.Glob(from + "pkg-demo-*")
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	long := "a-service-with-a-name-that-is-very-long"
	v.post("/start", http.StatusSeeOther, "program", "ismap-liu", "kind", "registration", "case", long)
	for _, id := range []string{"pkg-demo-2-registration-0123456789", "pkg-a-service-with-a-name-th-registration-0123456789"} {
		if err := os.CopyFS(from+id, os.DirFS(found[0])); err != nil {
			t.Fatal(err)
		}
		damage(t, s, "packages/"+id+"/v0001/meta/manifest.json")
	}
	wants(t, v.get("/cases/"+long+"/for/registration/build"), "pkg-a-service-with-a-name-th-registration-0123456789")
	if body := v.get("/cases/demo/for/registration/build"); strings.Contains(body, "pkg-demo-2-registration") {
		t.Error("a package of another case")
	}
}
