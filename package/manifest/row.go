package manifest

import (
	"encoding/hex"
	"strings"
)

// row is a line of a list.
type row struct {
	path   string // as it is written, without "*" and "./"
	digest string // in lower case
	line   int    // from 1
}

// parseRows reads the lines of a list whose digests have so many hexadecimal digits. It
// calls fault, with a code and its details, for what is wrong, and returns the lines that
// name a file that may be in a bag. It reads as many lines as a bag may have files.
func parseRows(text string, digits int, fault func(code string, detail ...any)) []row {
	var all []row
	for n, line := range numbered(text) {
		if n > maxEntries {
			fault("bag-many", maxEntries)
			break
		}
		if r, ok := parseRow(line, n, digits, fault); ok {
			all = append(all, r)
		}
	}
	if text != "" && !strings.HasSuffix(text, "\n") && !strings.HasSuffix(text, "\r") {
		fault("line-unended")
	}
	return all
}

func parseRow(line string, n, digits int, fault func(code string, detail ...any)) (row, bool) {
	if strings.Trim(line, " \t") == "" {
		fault("line-blank", n)
		return row{}, false
	}
	end := max(0, strings.IndexAny(line, " \t"))
	digest, path := line[:end], strings.TrimLeft(line[end:], " \t")
	if _, err := hex.DecodeString(digest); err != nil || digest == "" || path == "" {
		fault("line-form", n)
		return row{}, false
	}
	if len(digest) != digits {
		fault("line-digest", n)
		return row{}, false
	}
	path, ok := cleanPath(path, n, fault)
	return row{path, strings.ToLower(digest), n}, ok
}

// cleanPath takes away what other programs put before a path, and refuses paths that lead
// out of the bag.
func cleanPath(path string, line int, fault func(code string, detail ...any)) (string, bool) {
	if rest, ok := strings.CutPrefix(path, "*"); ok {
		fault("line-star", line)
		path = rest
	}
	if strings.HasPrefix(path, "./") {
		fault("path-dot", line)
		for strings.HasPrefix(path, "./") {
			path = path[2:]
		}
	}
	plain, _ := unescape(path)
	for _, p := range []string{path, plain} {
		if code := scope(p); code != "" {
			fault(code, line, path)
			return "", false
		}
	}
	return path, true
}
