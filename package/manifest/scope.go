package manifest

import (
	"regexp"
	"strings"
)

var (
	drive    = regexp.MustCompile(`^[A-Za-z]:`)
	variable = regexp.MustCompile(`^%[A-Za-z_][^%/\\]*%`)
)

const maxPath = 4096 // bytes; as long as Linux allows

// scope is the code of why a path of a list is not that of a file of the bag on every
// system, "" if it is. Which files are there plays no part in it, nor does the system
// that the program runs on.
func scope(path string) string {
	switch {
	case strings.HasPrefix(path, `\\`) || strings.HasPrefix(path, "//"):
		return "path-unc"
	case drive.MatchString(path):
		return "path-drive"
	case variable.MatchString(path):
		return "path-variable"
	case strings.HasPrefix(path, "~"):
		return "path-home"
	case strings.HasPrefix(path, "/"):
		return "path-absolute"
	}
	for part := range strings.FieldsFuncSeq(path, func(r rune) bool { return r == '/' || r == '\\' }) {
		if part == ".." {
			return "path-up"
		}
	}
	if strings.Contains(path, `\`) {
		return "path-backslash"
	}
	if len(path) > maxPath || strings.Contains(path, "\x00") {
		return "path-form"
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." {
			return "path-form"
		}
	}
	return ""
}

var escape = regexp.MustCompile(`(?i)%(0A|0D|25)?`)

// unescape undoes the percent-encoding of RFC 8493, section 2.1.3: that of line feeds,
// carriage returns and percent signs, and no other. It reports whether the path has no
// other percent sign.
func unescape(path string) (plain string, right bool) {
	if !strings.Contains(path, "%") {
		return path, true
	}
	right = true
	plain = escape.ReplaceAllStringFunc(path, func(code string) string {
		switch strings.ToUpper(code) {
		case "%0A":
			return "\n"
		case "%0D":
			return "\r"
		case "%":
			right = false
		}
		return "%"
	})
	return plain, right
}
