package node

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestHalves: two processors read what one does, value for value and place for place, or leave
// it to the one. The samples are read as they are, made longer, and with slips.
func TestHalves(t *testing.T) {
	names, err := filepath.Glob("../../../testdata/cases/*.yaml")
	if err != nil || len(names) < 8 {
		t.Fatal(names, err)
	}
	halved := 0
	for seed := range 50 {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		data, err := os.ReadFile(names[seed%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		source := lengthened(r, string(data))
		if seed >= 2*len(names) {
			source = slipped(r, source)
		}
		root, ok := parseHalves(source)
		if !ok {
			continue
		}
		halved++
		whole, err := parseWhole(source)
		if err != nil || len(whole) != 1 {
			t.Errorf("%d: the whole is no document: %v", seed, err)
			continue
		}
		if got, want := written(root), written(whole[0]); got != want {
			t.Errorf("%d: %s", seed, firstDifference(got, want))
		}
	}
	if halved < 15 {
		t.Errorf("only %d", halved)
	}
}

// lengthened repeats an entry of a list, its lines up to the next one.
func lengthened(r *rand.Rand, source string) string {
	lines := strings.SplitAfter(source, "\n")
	for {
		from := r.IntN(len(lines))
		text := strings.TrimLeft(lines[from], " ")
		if !strings.HasPrefix(text, "- ") {
			continue
		}
		indent, to := len(lines[from])-len(text), from+1
		for to < len(lines) && len(lines[to])-len(strings.TrimLeft(lines[to], " ")) > indent {
			to++
		}
		entry := strings.Join(lines[from:to], "")
		return strings.Join(lines[:from], "") + strings.Repeat(entry, halvedSize/len(entry)) + strings.Join(lines[from:], "")
	}
}

// slipped has up to three slips.
func slipped(r *rand.Rand, source string) string {
	for range 1 + r.IntN(3) {
		at := r.IntN(len(source))
		if r.IntN(2) == 0 {
			at = strings.LastIndexByte(source[:at], '\n') + 1
		}
		slip := []string{"\"", "'", "\n", "- ", "''", "\"\"", "  ", " ", "#", ": ", "&a ", "*a", "[", "}", "|\n", "\t", "---\n", "    - x: \"\n    - y\"\n", "    - x: 'a\n    - y'\n"}[r.IntN(19)]
		source = source[:at] + slip + source[at+r.IntN(2)*min(1, len(source)-at):]
	}
	return source
}

// written are the values of a tree with their places.
func written(n *yaml.Node) string {
	var b strings.Builder
	var write func(*yaml.Node)
	write = func(n *yaml.Node) {
		fmt.Fprintf(&b, "%d:%d %d %d %s %q %q\n", n.Line, n.Column, n.Kind, n.Style, n.Tag, n.Value, n.LineComment)
		for _, child := range n.Content {
			write(child)
		}
	}
	write(n)
	return b.String()
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("%s, want %s", g[i], w[i])
		}
	}
	return fmt.Sprintf("%d values, want %d", len(g), len(w))
}
