package forms_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// disagreement is where the rules as they are asked differ from the rules as the walks
// have them. A line of open.txt is one, with the walk that shows it, followed by the reason.
type disagreement struct {
	program string
	kind    string // "legal": a false error; "slip": one that is not found
	number  uint64 // of the walk
	what    string // the rule and the place, or the slip
	how     string // the event, or the verdict
}

func (d *disagreement) String() string {
	return fmt.Sprintf("%s %s %d %s %s", d.program, d.kind, d.number, d.what, d.how)
}

// subject is a disagreement whatever walk shows it.
func (d *disagreement) subject() string {
	if d.kind == "legal" {
		return d.program + " legal " + d.what
	}
	return d.program + " slip " + d.what + " " + d.how
}

func (h *hiker) note(d *disagreement) {
	if _, there := h.disagree[d.subject()]; !there {
		h.disagree[d.subject()] = d
	}
}

// compare holds what disagrees against what is known to. What is known must still
// disagree; its walk is taken once more if those taken do not show it.
func (h *hiker) compare(t *testing.T, known map[string]*disagreement) {
	for s, d := range known {
		if d.program != h.model.Program || h.disagree[s] != nil {
			continue
		}
		again := h.afresh()
		if d.kind == "legal" {
			again.legal(t, d.number)
		} else {
			again.slip(t, d.number)
		}
		if again.disagree[s] == nil {
			t.Errorf("agrees by now, strike it from open.txt: %v", d)
		}
	}
	for s, d := range h.disagree {
		if known[s] == nil {
			t.Errorf("not in open.txt: %v", d)
		}
	}
}

// readKnown reads the known disagreements.
func readKnown(t *testing.T) map[string]*disagreement {
	data, err := os.ReadFile("../testdata/walks/open.txt")
	must(t, err)
	known := map[string]*disagreement{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		d := new(disagreement)
		if _, err := fmt.Sscan(line, &d.program, &d.kind, &d.number, &d.what, &d.how); err != nil {
			t.Fatalf("open.txt: %s: %v", line, err)
		}
		if !strings.Contains(line, d.how+" -- ") {
			t.Errorf("open.txt: no reason: %s", line)
		}
		known[d.subject()] = d
	}
	return known
}
