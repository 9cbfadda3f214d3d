package office_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDamaged: a case or a letter that is damaged is told to be so, beside all others that are there.
func TestDamaged(t *testing.T) {
	w := newWorld(t)
	w.pending(t, ids(3)...)
	w.issueAll(t, ids(3))
	for _, pattern := range []string{"cases/case-01/v*.yaml", "letters/case-02/*/issued.json"} {
		found, err := filepath.Glob(filepath.Join(strings.TrimPrefix(w.stores["office"].URL, "dir:"), pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		last := found[len(found)-1]
		if err := os.Chmod(last, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(last, []byte("damage"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for path, wanted := range map[string][]string{
		"/office":               {"損傷", "<code>case-01</code>", "例示クラウド第3"},
		"/office/print":         {"損傷", "<code>case-01</code>", "<code>case-02</code>", "例示クラウド第3"},
		"/office/cases/case-02": {"損傷", "例示クラウド第2"},
	} {
		rw := httptest.NewRecorder()
		w.ServeHTTP(rw, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if rw.Code != http.StatusOK {
			t.Errorf("%s: %d", path, rw.Code)
		}
		for _, words := range wanted {
			if !strings.Contains(rw.Body.String(), words) {
				t.Errorf("%s does not say %q", path, words)
			}
		}
	}
}
