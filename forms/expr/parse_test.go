package expr

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	celast "cel.dev/cel-go/common/ast"
	"go.yaml.in/yaml/v3"

	"yoshiki/templates"
)

// looksLikeCEL is what a text of the templates has if it may be an expression.
var looksLikeCEL = regexp.MustCompile(`^[!(\[a-z"'].*([.(]|[=<>!]=|&&|[<>] )`)

// TestFastParser holds the two parsers of CEL against each other on every expression of the
// templates, and on the first half of each, which mostly is none.
func TestFastParser(t *testing.T) {
	env, err := baseEnv()
	if err != nil {
		t.Fatal(err)
	}
	same, refused := 0, 0
	for source := range texts(t) {
		if !utf8.ValidString(source) {
			continue
		}
		slow, issues := env.Parse(source)
		quick, ok := parseFast(source)
		if ok != (issues.Err() == nil) {
			t.Errorf("%s: taken by one parser alone: %v", source, issues.Err())
		}
		if !ok || issues.Err() != nil {
			refused++
			continue
		}
		if same++; written(t, quick.NativeRep()) != written(t, slow.NativeRep()) {
			t.Errorf("%s: read differently", source)
		}
	}
	if same < 800 || refused < 100 {
		t.Errorf("%d expressions, %d other texts", same, refused)
	}
}

// written is a tree with the places of all that is in it.
func written(t *testing.T, tree *celast.AST) string {
	t.Helper()
	proto, err := celast.ToProto(tree)
	if err != nil {
		t.Fatal(err)
	}
	return proto.String()
}

// texts are those of the templates that look like an expression.
func texts(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	var collect func(n *yaml.Node)
	collect = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode && looksLikeCEL.MatchString(n.Value) {
			all[n.Value], all[n.Value[:len(n.Value)/2]] = true, true
		}
		for _, child := range n.Content {
			collect(child)
		}
	}
	err := fs.WalkDir(templates.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			return err
		}
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			return err
		}
		collect(&n)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
