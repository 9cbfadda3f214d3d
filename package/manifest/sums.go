package manifest

import (
	"bytes"
	"regexp"
)

// sum is one line of a checksum list.
type sum struct {
	path, digest string
	line         int // from 1
}

var sumLine = regexp.MustCompile(`^([0-9a-f]{64})  ([A-Za-z0-9._/-]+)$`)

// parseSums reads a checksum list in its one legal form and calls fault, with a code and
// the number of the line, for every line that is not. It returns the lines that name a
// file for the first time.
func parseSums(data []byte, fault func(code string, line int)) []sum {
	var all []sum
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
		all = append(all, sum{path, string(m[1]), n})
	}
	return all
}
