package manifest

import (
	"context"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// foreign is a bag of another program under verification. What is asked of it depends on
// the version of BagIt that it declares.
type foreign struct {
	core
	version  string
	encoding encoding.Encoding   // of the tag files
	hasData  bool                // there is something called data
	lists    []*list             // by name
	names    map[string]string   // of the files that are there or listed; each its own value
	forms    map[string][]string // the files by their names in NFC
	sums     map[string]digests  // of what was read
}

func verifyForeign(ctx context.Context, c core, entries []Entry) *Report {
	f := &foreign{core: c, names: make(map[string]string), forms: make(map[string][]string), sums: make(map[string]digests)}
	f.take(entries)
	f.findLists()
	f.declare(ctx)
	f.info(ctx)
	for _, l := range f.lists {
		f.readList(ctx, l)
	}
	f.fetch(ctx)
	f.checkPayload()
	f.checkTags()
	f.checkDigests(ctx)
	f.checkNames()
	f.folders(entries, "folder-empty")
	f.report.TagManifest = f.sums[Tags]["sha256"]
	return &f.report
}

// strict reports whether the rules of RFC 8493 apply and not those of the drafts before it.
func (f *foreign) strict() bool { return f.version == "1.0" }

// either is the code for what RFC 8493 forbids and the drafts before it do not.
func (f *foreign) either(modern, draft string) string {
	if f.strict() {
		return modern
	}
	return draft
}

// findLists finds the manifests, and reports those that cannot be checked.
func (f *foreign) findLists() {
	payload := false
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		algorithm, tag, ok := listOf(name)
		if !ok {
			continue
		}
		if newHash(algorithm) == nil {
			f.fault("manifest-algorithm", name, algorithm)
			continue
		}
		f.lists = append(f.lists, &list{name: name, algorithm: algorithm, tag: tag, sums: make(map[string]string)})
		payload = payload || !tag
	}
	if !payload {
		f.fault("manifest-missing", "")
	}
}

// of are the manifests, or the tag manifests.
func (f *foreign) of(tag bool) []*list {
	return slices.DeleteFunc(slices.Clone(f.lists), func(l *list) bool { return l.tag != tag })
}

// listers is the number of manifests, or tag manifests, that list a file.
func (f *foreign) listers(path string, tag bool) int {
	n := 0
	for _, l := range f.of(tag) {
		if l.sums[path] != "" {
			n++
		}
	}
	return n
}

// bytes reads a tag file, and takes the digests that a tag manifest may want of it.
func (f *foreign) bytes(ctx context.Context, path string) ([]byte, bool) {
	algorithms := []string{"sha256"}
	for _, l := range f.of(true) {
		if l.algorithm != "sha256" {
			algorithms = append(algorithms, l.algorithm)
		}
	}
	data, sums, ok := f.read(ctx, path, algorithms...)
	f.sums[path] = sums
	return data, ok
}

// text reads a tag file in the encoding of the bag.
func (f *foreign) text(ctx context.Context, path string) (string, bool) {
	data, ok := f.bytes(ctx, path)
	if !ok {
		return "", false
	}
	text, ok := decode(f.encoding, data)
	if !ok {
		f.fault("encoding-bytes", path)
	}
	if rest, ok := strings.CutPrefix(text, mark); ok && f.encoding == unicode.UTF8 {
		f.fault(f.either("text-bom", "text-mark"), path)
		text = rest
	}
	return text, true
}
