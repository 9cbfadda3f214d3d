package manifest

import (
	"context"
	"encoding/hex"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// list is a manifest or tag manifest.
type list struct {
	name      string
	algorithm string
	tag       bool
	sums      map[string]string // digest in lower case, by path of the file that the line means
}

var listName = regexp.MustCompile(`^(tag)?manifest-(.+)\.txt$`)

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

// readList reads a list into memory, each line resolved to the file that it means.
func (f *foreign) readList(ctx context.Context, l *list) {
	text, ok := f.text(ctx, l.name)
	if !ok {
		return
	}
	fault := func(code string, detail ...any) { f.fault(code, l.name, detail...) }
	for _, r := range parseRows(text, 2*newHash(l.algorithm).Size(), fault) {
		path := f.find(r, l.name)
		switch {
		case !l.tag && !isPayload(path):
			fault("payload-scope", r.line, path)
			continue
		case l.tag && isPayload(path):
			fault("tag-payload", r.line, path)
			continue
		case l.tag && strings.HasPrefix(path, "tagmanifest-"):
			fault("tag-self", r.line, path)
			continue
		}
		path = f.name(path)
		if code := f.again(l.sums[path], r.digest); code != "" {
			fault(code, r.line)
			continue
		}
		l.sums[path] = r.digest
	}
}

// name keeps a name that is there or listed, once however many lists have it.
func (f *foreign) name(path string) string {
	kept, ok := f.names[path]
	if !ok {
		kept = strings.Clone(path)
		f.names[kept] = kept
	}
	return kept
}

// again is the code for a file that a list names with one digest and then with another.
func (f *foreign) again(first, second string) string {
	switch {
	case first == "":
		return ""
	case first != second:
		return "line-contradiction"
	}
	return f.either("line-twice", "line-again")
}

// find gives the path of the file that a line means. It looks for the path as RFC 8493
// decodes it and as it is written; the drafts want it the other way round. At last it looks
// for the one file whose name differs in Unicode form only.
func (f *foreign) find(r row, list string) string {
	plain, right := unescape(r.path)
	first, second := plain, r.path
	if !f.strict() {
		first, second = second, first
	}
	_, ok := f.files[first]
	if _, other := f.files[second]; !ok && other {
		first, right = second, false
	}
	if f.strict() && !right {
		f.fault("path-percent", list, r.line)
	}
	if _, ok := f.files[first]; ok {
		return first
	}
	if same := f.forms[norm.NFC.String(first)]; len(same) == 1 {
		f.fault("name-form", same[0])
		return same[0]
	}
	return first
}
