package manifest

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

const fetchList = "fetch.txt"

var fetchLine = regexp.MustCompile(`^(\S+)[ \t]+([0-9]+|-)[ \t]+(\S.*)$`)

// want is a line of fetch.txt.
type want struct {
	url, path string
	line      int // from 1
}

// parseFetch reads fetch.txt and calls fault, with a code and its details, for what is
// wrong. It returns the lines that name a file that may be in a bag.
func parseFetch(text string, fault func(code string, detail ...any)) []want {
	var all []want
	for n, line := range numbered(text) {
		if n > maxEntries {
			fault("bag-many", maxEntries)
			break
		}
		m := fetchLine.FindStringSubmatch(line)
		if m == nil {
			fault("fetch-line", n)
			continue
		}
		if path, ok := cleanPath(m[3], n, fault); ok {
			all = append(all, want{m[1], path, n})
		}
	}
	return all
}

// fetch refuses fetch.txt, and says what else is wrong with it. Nothing is ever fetched.
func (f *foreign) fetch(ctx context.Context) {
	if _, ok := f.files[fetchList]; !ok {
		return
	}
	f.fault("bag-fetch", fetchList)
	text, _ := f.text(ctx, fetchList)
	fault := func(code string, detail ...any) { f.fault(code, fetchList, detail...) }
	for _, w := range parseFetch(text, fault) {
		scheme, _, _ := strings.Cut(strings.ToLower(w.url), "://")
		if !slices.Contains([]string{"http", "https", "ftp"}, scheme) {
			fault("fetch-url", w.line)
		}
		plain, _ := unescape(w.path)
		for _, path := range []string{w.path, plain} {
			if _, there := f.files[path]; !there && f.listers(path, false) > 0 {
				f.report.ToFetch = append(f.report.ToFetch, path)
				break
			}
		}
		if f.listers(w.path, false) == 0 && f.listers(plain, false) == 0 {
			fault("fetch-unlisted", w.line, w.path)
		}
	}
}

// AllowFetch regrades the report on a bag of another program of which some papers are still
// to be fetched: that there is a fetch.txt, and that they are not there, is a warning.
// Nothing is fetched; what is there has been checked.
func (r *Report) AllowFetch() {
	for i, f := range r.Faults {
		switch {
		case r.Own:
		case f.Code == "bag-fetch":
			r.Faults[i] = NewFault("fetch-allowed", f.Path, len(r.ToFetch))
		case f.Code == "payload-missing" && slices.Contains(r.ToFetch, f.Path):
			r.Faults[i] = NewFault("fetch-open", f.Path)
		case strings.HasPrefix(f.Code, "oxum-") && len(r.ToFetch) > 0:
			r.Faults[i] = NewFault("fetch-oxum", f.Path)
		}
	}
	r.Faults = slices.Compact(r.Faults)
}
