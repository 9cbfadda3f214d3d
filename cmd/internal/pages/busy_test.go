package pages

import "testing"

// TestBusy: whatever is said to keep a processor busy is a page.
func TestBusy(t *testing.T) {
	all := map[string]bool{}
	for _, r := range Room(Options{}).Routes {
		all[r.Pattern] = r.Busy
	}
	for pattern := range busy {
		if !all[pattern] {
			t.Errorf("%s is no page", pattern)
		}
	}
}
