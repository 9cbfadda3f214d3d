package plainyaml

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestSame reads every YAML file of the project as the library does. What a command reads each
// time is plain throughout.
func TestSame(t *testing.T) {
	plainly := 0
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != "../.." {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		ok := same(t, name, string(source))
		if ok {
			plainly++
		} else if first := strings.Split(filepath.ToSlash(name), "/")[2]; first != "testdata" {
			t.Errorf("%s is not plain", name)
		}
		return nil
	})
	if err != nil || plainly < 1000 {
		t.Errorf("%d files: %v", plainly, err)
	}
}

// FuzzSame looks for sources that are read differently.
func FuzzSame(f *testing.F) {
	for _, seed := range []string{
		"a: 1\nb:\n- x\n- y: z\n  w: v\nc: # none\n", "- - a\n  - b\n-\n  c: d\n- e # f\n# g\n",
		"a: &b {c: [d, \"e\\\"f\", 'g''h'], i: ~}\nj: *b\n<<: *b\n", "a: |\n  b\n\n   c\nd: >-\n  e\n  f\n\n  g\n",
		"a: b\n  c\n", "\"a\": 'b\n  c'\n", "a: 2026-04-01\nb: 1e3\nc: yes\nd: null\ne: true\n", "a:\n  b\n", "a: [\n  b,\n  c,\n]\n",
		"様式: \"申請\"   # 注\n一覧: [甲, 乙] \n", "? a\n: b\n", "a: !!str 1\n", "a: &x\n  b: c\nd: *x\n", "a: - b\n", "a: b: c\n", "a:\n - b\n c: d\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) { same(t, "", source) })
}

// same holds the reader against the library; it reports whether the source is plain.
func same(t *testing.T, name, source string) bool {
	t.Helper()
	got, ok := plain(source)
	if !ok {
		return false
	}
	want, err := all(source)
	if err != nil || len(want) != 1 {
		t.Errorf("%s: %q: taken, and %d documents: %v", name, source, len(want), err)
		return true
	}
	if g, w := told(got, false), told(want[0], false); g != w {
		t.Errorf("%s: %s", name, firstDifference(g, w))
	}
	return true
}

// told tells all of a tree that the reader promises, one line for each value. The library gives
// the comment behind the colon of a value below to the key; nobody asks for that.
func told(n *yaml.Node, key bool) string {
	comment, alias := "", 0
	if n.Kind == yaml.ScalarNode && n.Style == 0 && !key {
		comment = n.LineComment
	}
	if n.Alias != nil {
		alias = n.Alias.Line
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%d:%d kind %d %s style %d &%s *%d %q %s\n", n.Line, n.Column, n.Kind, n.Tag, n.Style, n.Anchor, alias, n.Value, comment)
	for i, child := range n.Content {
		text.WriteString(told(child, n.Kind == yaml.MappingNode && i%2 == 0))
	}
	return text.String()
}

func firstDifference(got, want string) string {
	w := strings.Split(want, "\n")
	for i, line := range strings.Split(got, "\n") {
		if i >= len(w) || w[i] != line {
			return fmt.Sprintf("%q, want %q", line, w[min(i, len(w)-1)])
		}
	}
	return "shorter than wanted"
}
