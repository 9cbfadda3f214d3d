package casefile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
)

// TestFormerGroup reads a re-audit that stands alone, as in case files of before, like the only
// entry of its list; what is found in it is at its own lines.
func TestFormerGroup(t *testing.T) {
	alone, findings := read("case.yaml", []byte("re_audit:\n  date: 2026-05-01\n  due: 2026-13-01\n"), nil)
	listed, _ := read("case.yaml", []byte("re_audit:\n  - date: 2026-05-01\n    due: 2026-13-01\n"), nil)
	if diff := cmp.Diff(listed.Case, alone.Case); diff != "" || len(alone.Case.ReAudits) != 1 {
		t.Error(diff)
	}
	if len(findings) != 1 || findings[0].Pointer != "/re_audit/0/due" || findings[0].Line != 3 {
		t.Error(findings)
	}
	if len(casefile.Statements(alone.Case)) != 2 {
		t.Error("a re-audit has a statement")
	}
}
