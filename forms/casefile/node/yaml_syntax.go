package node

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/plainyaml"
)

// maxSearched bounds the source, in bytes, that is parsed again and again to find the
// line of a fault. In a larger one the line is the parser's, which may be far above.
const maxSearched = 2 << 20

var (
	yamlLine   = regexp.MustCompile(`^yaml: (?:line ([0-9]+): )?(.*)$`)
	anchorName = regexp.MustCompile(`^unknown anchor .*$`)
)

// yamlSyntax reports what the YAML parser could not read.
func yamlSyntax(source string, err error, f *casefile.Faults) {
	line, reason := 0, err.Error()
	if parts := yamlLine.FindStringSubmatch(reason); parts != nil {
		line, _ = strconv.Atoi(parts[1]) // "" when the parser knows no line: 0
		reason = parts[2]
	}
	if strings.HasPrefix(reason, "exceeded max depth") {
		f.At(casefile.Place{Line: int32(max(line, 1)), Column: 1}, "", "case:depth", "limit", strconv.Itoa(MaxDepth))
		return
	}
	if foundLate(reason) && len(source) <= maxSearched {
		line = failingLine(source, err)
	}
	reason = anchorName.ReplaceAllString(reason, "unknown anchor")
	f.At(casefile.Place{Line: int32(max(line, 1)), Column: 1}, "", "case:syntax", "reason", reason)
}

// foundLate reports whether the parser names the line where the list or group began, or
// none, instead of the one where it could not go on.
func foundLate(reason string) bool {
	return strings.HasPrefix(reason, "did not find expected") || strings.HasPrefix(reason, "unknown anchor")
}

// failingLine gives the number of lines from the top with which the parser fails as it
// does on the whole: it reads from the top down and knows nothing of what follows.
func failingLine(source string, err error) int {
	lines := strings.SplitAfter(source, "\n")
	ends, end := make([]int, len(lines)), 0
	for i, line := range lines {
		end += len(line)
		ends[i] = end
	}
	return 1 + sort.Search(len(lines)-1, func(i int) bool {
		_, sooner := plainyaml.Read(source[:ends[i]])
		return sooner != nil && sooner.Error() == err.Error()
	})
}
