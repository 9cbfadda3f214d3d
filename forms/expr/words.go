package expr

import (
	"errors"
	"regexp"
	"strings"

	"cel.dev/cel-go/cel"

	"yoshiki/forms/layers"
)

// celWords are what CEL says of expressions that writers of rules and forms meet, each with
// the fault of ours that says so.
var celWords = []struct {
	said *regexp.Regexp
	key  string
	args []string // what each group of the pattern is in the words
}{
	{regexp.MustCompile(`^Syntax error: (.*)$`), "cel-syntax", []string{"reason"}},
	{regexp.MustCompile(`^undeclared reference to '(.*?)'`), "cel-name", []string{"name"}},
	{regexp.MustCompile(`^found no matching overload for '(.*?)' applied to '(.*)'$`), "cel-overload", []string{"name", "types"}},
	{regexp.MustCompile(`^undefined field '(.*)'$`), "cel-field", []string{"name"}},
	{regexp.MustCompile(`^expected type '(.*)' but found '(.*)'$`), "cel-type", []string{"want", "found"}},
}

// worded are the issues that CEL takes with an expression, in both languages as far as there
// are words.
func worded(issues *cel.Issues) error {
	var all []error
	for _, issue := range issues.Errors() {
		all = append(all, wordedIssue(issue.Message))
	}
	return errors.Join(all...)
}

func wordedIssue(message string) error {
	for _, w := range celWords {
		m := w.said.FindStringSubmatch(message)
		if m == nil {
			continue
		}
		var args []string
		for i, name := range w.args {
			args = append(args, name, strings.Trim(m[i+1], "_()"))
		}
		return layers.NewFault(0, w.key, args...)
	}
	return errors.New(message)
}
