package vet

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"yoshiki/package/archive"
)

var drive = regexp.MustCompile(`^[A-Za-z]:`)

// maxPath bounds the name of an entry, in bytes.
const maxPath = 1024

// safePath reports whether every program unpacks the name inside the folder, under one name.
func safePath(name string) bool {
	if name == "" || len(name) > maxPath || !utf8.ValidString(name) || strings.ContainsAny(name, "\\\x00") || strings.HasPrefix(name, "/") || drive.MatchString(name) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.TrimRight(part, " .") == "" && strings.Contains(part, "..") || strings.ContainsFunc(part, hidden) || strings.Contains(part, ":") || device.MatchString(part) {
			return false
		}
	}
	return true
}

// checkNames marks what is wrong with the names of an archive.
func (l *looker) checkNames(entries []archive.Entry) {
	names := make([]string, len(entries))
	for i := range entries {
		e := &entries[i]
		if !safePath(e.Name) {
			l.mark(ArchivePath, e.Name)
		}
		if e.IsLink() {
			l.mark(ArchiveLink, e.Name)
		}
		names[i] = fold(path.Clean(e.Name))
	}
	l.checkTwins(entries, names)
}

// checkTwins marks names that two entries share, and files that others take for a folder.
func (l *looker) checkTwins(entries []archive.Entry, names []string) {
	files := map[string]bool{}
	for i, name := range names {
		if files[name] {
			l.mark(ArchiveTwin, entries[i].Name)
		}
		files[name] = true
	}
	for i := range entries {
		if entries[i].IsFolder() {
			delete(files, names[i])
		}
	}
	for i, name := range names {
		for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
			if files[dir] {
				l.mark(ArchiveTwin, entries[i].Name)
				break
			}
		}
	}
}
