package plainyaml

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSlips reads cases and rules with slips of the pen as the library does, or leaves them to it.
func TestSlips(t *testing.T) {
	cases, _ := filepath.Glob("../../testdata/cases/*.yaml")
	parts, _ := filepath.Glob("../../templates/*/*/*/*.yaml")
	names := append(cases, parts...)
	plainly := 0
	for seed := range 1000 {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		data, err := os.ReadFile(names[seed%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(string(data), "\n")
		if same(t, names[seed%len(names)], slipped(r, strings.Join(lines[:min(len(lines), 200)], ""))) {
			plainly++
		}
	}
	if plainly < 60 {
		t.Errorf("only %d", plainly)
	}
}

// slipped has up to three slips.
func slipped(r *rand.Rand, source string) string {
	slips := []string{"\"", "'", "\n", "- ", "''", "\"\"", "  ", " ", "#", ": ", "&a ", "*a", "[", "}", "|\n", ">-\n", "\t", "---\n", "?", ",", "\\", "    - x: \"\n    - y\"\n", "    - x: 'a\n    - y'\n"}
	for range 1 + r.IntN(3) {
		at := r.IntN(len(source))
		if r.IntN(2) == 0 {
			at = strings.LastIndexByte(source[:at], '\n') + 1
		}
		source = source[:at] + slips[r.IntN(len(slips))] + source[at+r.IntN(2)*min(1, len(source)-at):]
	}
	return source
}
