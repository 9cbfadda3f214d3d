package manifest

import (
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// checkNames looks at the names of the files and at those in the lists: all of them must
// be told apart, and written, on every system.
func (f *foreign) checkNames() {
	folded := make(map[string]string)
	for _, name := range slices.Sorted(maps.Keys(f.names)) {
		same := norm.NFC.String(name)
		key := strings.ToLower(same)
		if other, ok := folded[key]; !ok {
			folded[key] = name
		} else if norm.NFC.String(other) == same {
			f.fault("name-unicode", name, other)
		} else {
			f.fault("name-case", name, other)
		}
		if systemFile(path.Base(name)) {
			f.fault("name-system", name)
		}
		if !windowsName(name) {
			f.fault("name-windows", name)
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if _, ok := f.files[dir]; ok && dir != "data" {
				f.fault("name-twice", dir)
			}
		}
	}
}

func systemFile(base string) bool {
	return base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini" || strings.HasPrefix(base, "._")
}

// windowsName reports whether Windows can have a file of this path.
func windowsName(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if IsDevice(part) || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") ||
			strings.ContainsAny(part, `<>:"|?*`) || strings.ContainsFunc(part, unicode.IsControl) {
			return false
		}
	}
	return true
}

// take files the entries by path and looks at their kinds.
func (f *foreign) take(entries []Entry) {
	seen, dataIsFile := make(map[string]bool), false
	for _, e := range entries {
		if e.Path == "data" || IsPayload(e.Path) {
			f.hasData = true
		}
		if e.Mode.IsRegular() && !seen[e.Path] {
			f.count(e)
		}
		switch {
		case !utf8.ValidString(e.Path):
			f.fault("name-bytes", strings.ToValidUTF8(e.Path, "\ufffd"))
		case scope(e.Path) != "":
			f.fault("name-scope", e.Path)
		case seen[e.Path]:
			f.fault("name-twice", e.Path)
		case e.Mode.IsDir():
		case !e.Mode.IsRegular():
			f.fault("bag-link", e.Path)
		case e.Path == "data":
			f.fault("data-file", e.Path)
			dataIsFile = true
		default:
			f.files[e.Path] = e
			f.name(e.Path)
			same := norm.NFC.String(e.Path)
			f.forms[same] = append(f.forms[same], e.Path)
			if e.Links > 1 {
				f.fault("file-links", e.Path)
			}
		}
		seen[e.Path] = true
	}
	switch {
	case !f.hasData:
		f.fault("data-missing", "")
	case f.report.Files == 0 && !dataIsFile:
		f.fault("data-empty", "data")
	}
}
