package manifest

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// listed are the files that the manifests, or the tag manifests, list.
func (f *foreign) listed(tag bool) []string {
	all := make(map[string]bool)
	for _, l := range f.of(tag) {
		for path := range l.sums {
			all[path] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// missing reports listed files that are not there.
func (f *foreign) missing(code string, tag bool) {
	for _, path := range f.listed(tag) {
		if _, ok := f.files[path]; !ok {
			f.fault(code, path)
		}
	}
}

// checkPayload compares the files under data/ with the manifests. One of them must list a
// file; in BagIt 1.0 every one must.
func (f *foreign) checkPayload() {
	f.missing("payload-missing", false)
	weak := false
	all := f.of(false)
	for _, path := range slices.Sorted(maps.Keys(f.files)) {
		if !IsPayload(path) || len(all) == 0 {
			continue
		}
		n, strong := f.listers(path, false), false
		if n == 0 {
			f.fault("payload-unlisted", path)
			continue
		}
		for _, l := range all {
			if l.sums[path] == "" && f.strict() {
				f.fault("payload-partial", path, l.name)
			}
			strong = strong || l.sums[path] != "" && strings.HasPrefix(l.algorithm, "sha") && l.algorithm != "sha1"
		}
		weak = weak || !strong
	}
	if weak {
		f.fault("algorithm-weak", "")
	}
}

// checkTags compares the files outside data/ with the tag manifests, which should list
// every one but themselves; in BagIt 1.0 they must list the manifests.
func (f *foreign) checkTags() {
	all := f.of(true)
	if len(all) == 0 {
		f.fault("tag-none", "")
		return
	}
	f.missing("tag-missing", true)
	for _, path := range slices.Sorted(maps.Keys(f.files)) {
		_, tag, isList := listOf(path)
		if IsPayload(path) || tag {
			continue
		}
		must := f.strict() && isList
		if !must && f.listers(path, true) == 0 {
			f.fault("tag-unlisted", path)
			continue
		}
		for _, l := range all {
			if l.sums[path] != "" {
				continue
			}
			code := "tag-sets"
			if must {
				code = "tag-lacks"
			}
			f.fault(code, path, l.name)
		}
	}
}

// checkDigests reads every listed file that has not been read yet, once, and compares it
// with all lists.
func (f *foreign) checkDigests(ctx context.Context) {
	wanted := make(map[string][]string)
	for _, l := range f.lists {
		for path := range l.sums {
			wanted[path] = append(wanted[path], l.algorithm)
		}
	}
	var todo []task
	for _, path := range slices.Sorted(maps.Keys(wanted)) {
		if _, done := f.sums[path]; !done && f.files[path].Open != nil {
			todo = append(todo, task{Entry: f.files[path], algorithms: wanted[path]})
		}
	}
	f.hash(ctx, todo)
	for _, t := range todo {
		f.sums[t.Path] = t.sums
	}
	for _, l := range f.lists {
		code := "payload-digest"
		if l.tag {
			code = "tag-digest"
		}
		for _, path := range slices.Sorted(maps.Keys(l.sums)) {
			if got := f.sums[path][l.algorithm]; got != "" && got != l.sums[path] {
				f.fault(code, path, strings.ToUpper(l.algorithm), got, l.sums[path])
			}
		}
	}
}
