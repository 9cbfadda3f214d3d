package expr

import (
	"regexp"
	"strings"
	"yoshiki/forms/layers"

	"go.yaml.in/yaml/v3"
)

// Expr is an expression over the case: a path such as applicant.name, or CEL.
type Expr struct {
	Source string
	Line   int
	Run    Evaluator
	Reads  [][]string // paths that it looks at
	Date   bool       // gives a Date
}

// UnmarshalYAML keeps the source and its line; it is compiled when the form is first used.
func (e *Expr) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return layers.NewFault(n.Line, "one-text")
	}
	e.Source, e.Line = n.Value, n.Line
	return nil
}

// Template is a text with {{ expression }} or {{ expression | format }} in it.
type Template struct {
	Parts []Part
	Line  int
}

// Part is words that stay as they are, or a value with the way it is printed.
type Part struct {
	Words string // literal, when value is nil
	Value *Expr
	As    string
}

var marker = regexp.MustCompile(`\{\{(.*?)\}\}`)

// UnmarshalYAML cuts the text at its markers.
func (t *Template) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return layers.NewFault(n.Line, "one-text")
	}
	t.Line = n.Line
	at := 0
	for _, m := range marker.FindAllStringSubmatchIndex(n.Value, -1) {
		t.literal(n.Value[at:m[0]])
		source, as := cutFormat(n.Value[m[2]:m[3]])
		t.Parts = append(t.Parts, Part{Value: &Expr{Source: source, Line: n.Line}, As: as})
		at = m[1]
	}
	t.literal(n.Value[at:])
	for _, p := range t.Parts {
		if strings.Contains(p.Words, "{{") || strings.Contains(p.Words, "}}") {
			return layers.NewFault(n.Line, "marks", "text", p.Words)
		}
	}
	return nil
}

func (t *Template) literal(words string) {
	if words != "" {
		t.Parts = append(t.Parts, Part{Words: words})
	}
}

// cutFormat separates the expression from a format behind the last single bar.
func cutFormat(s string) (source, as string) {
	at := strings.LastIndex(s, " | ")
	if at < 0 {
		return strings.TrimSpace(s), ""
	}
	return strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+3:])
}

// Dated reports whether the text is one day and nothing else.
func (t *Template) Dated() bool {
	return len(t.Parts) == 1 && t.Parts[0].Value != nil && t.Parts[0].Value.Date
}
