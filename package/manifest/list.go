package manifest

import (
	"context"
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

var listName = regexp.MustCompile(`^(tag)?manifest-([^/]+)\.txt$`)

// listOf reports whether a file is a manifest or tag manifest by its name, and of which
// algorithm.
func listOf(name string) (algorithm string, tag, ok bool) {
	m := listName.FindStringSubmatch(name)
	if m == nil {
		return "", false, false
	}
	return m[2], m[1] != "", true
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
		_, tag, _ := listOf(path)
		switch {
		case !l.tag && !IsPayload(path):
			fault("payload-scope", r.line, path)
			continue
		case l.tag && IsPayload(path):
			fault("tag-payload", r.line, path)
			continue
		case l.tag && tag:
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
