package manifest

import (
	"bytes"
	"fmt"
	"regexp"
)

// Sum is one line of a checksum list.
type Sum struct {
	Path   string
	SHA256 string // 64 hexadecimal digits, lower case
	line   int    // from 1
}

var sumLine = regexp.MustCompile(`^([0-9a-f]{64})  ([A-Za-z0-9._/-]+)$`)

// ParseSums reads manifest-sha256.txt or tagmanifest-sha256.txt. It returns the lines that
// are well formed, and as an error the first fault of the list.
func ParseSums(data []byte) ([]Sum, error) {
	var first error
	sums := parseSums(data, func(code string, line int) {
		if first == nil {
			first = fmt.Errorf("%s: %s", code, NewFault(code, "", line).MessageEN)
		}
	})
	return sums, first
}

// parseSums reads a checksum list in its one legal form and calls fault, with a code and
// the number of the line, for every line that is not. It returns the lines that name a
// file for the first time.
func parseSums(data []byte, fault func(code string, line int)) []Sum {
	var all []Sum
	seen := make(map[string]bool)
	last := ""
	for n := 1; len(data) > 0; n++ {
		line, rest, ended := bytes.Cut(data, []byte("\n"))
		data = rest
		m := sumLine.FindSubmatch(line)
		if m == nil || !ended || CheckPath(string(m[2])) != nil {
			fault("bag-line", n)
			continue
		}
		path := string(m[2])
		if seen[path] {
			fault("bag-twice", n)
			continue
		}
		if path < last {
			fault("bag-order", n)
		}
		seen[path], last = true, path
		all = append(all, Sum{path, string(m[1]), n})
	}
	return all
}
