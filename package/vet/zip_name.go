package vet

import (
	"hash/crc32"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

var drive = regexp.MustCompile(`^[A-Za-z]:`)

// maxPath bounds the name of an entry, in bytes.
const maxPath = 1024

// setName reads the name in UTF-8; or, unless the entry says that it is UTF-8, in
// Shift_JIS as Windows writes it in Japan, where the byte of a backslash may be half of a
// character; or in code page 437 (APPNOTE, appendix D). Another name may stand in the
// field 0x7075, which some programs prefer.
func (e *zipEntry) setName(extra []byte) {
	e.name = string(e.raw)
	if !utf8.Valid(e.raw) && e.flags&flagUTF8 == 0 {
		decoded, err := japanese.ShiftJIS.NewDecoder().String(e.name)
		if err != nil || strings.ContainsRune(decoded, utf8.RuneError) {
			decoded, err = charmap.CodePage437.NewDecoder().String(e.name)
		}
		if err == nil {
			e.name = decoded
		}
	}
	if field, ok := findExtra(extra, 0x7075); ok && len(field) > 5 && le.Uint32(field[1:]) == crc32.ChecksumIEEE(e.raw) {
		if other := string(field[5:]); other != e.name {
			e.others = append(e.others, other)
		}
	}
}

// checkName says whether every program unpacks the entry inside the folder, under one name.
func (e *zipEntry) checkName() error {
	for _, name := range append(e.others, e.name) {
		if !safePath(name) {
			return Mark{ArchivePath, name}
		}
	}
	return nil
}

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

// isLink reports whether the entry is a link, device, pipe or socket: the type stands in the
// upper four bits of a Unix mode. Some writers give folders a type that does not exist.
func (e *zipEntry) isLink() bool {
	switch e.mode >> 12 {
	case 1, 2, 6, 10, 12:
		return true
	}
	return false
}

func (e *zipEntry) isFolder() bool { return strings.HasSuffix(e.name, "/") }

// checkNames marks what is wrong with the names of an archive.
func (l *looker) checkNames(entries []zipEntry) {
	names := make([]string, len(entries))
	for i := range entries {
		e := &entries[i]
		if err := e.checkName(); err != nil {
			l.fault(err, ArchivePath)
		}
		if e.isLink() {
			l.mark(ArchiveLink, e.name)
		}
		if e.isFolder() && e.size > 0 {
			l.mark(ArchiveMismatch, e.name)
		}
		names[i] = fold(path.Clean(e.name))
	}
	l.checkTwins(entries, names)
}

// checkTwins marks names that two entries share, and files that others take for a folder.
func (l *looker) checkTwins(entries []zipEntry, names []string) {
	files := map[string]bool{}
	for i, name := range names {
		if files[name] {
			l.mark(ArchiveTwin, entries[i].name)
		}
		files[name] = true
	}
	for i := range entries {
		if entries[i].isFolder() {
			delete(files, names[i])
		}
	}
	for i, name := range names {
		for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
			if files[dir] {
				l.mark(ArchiveTwin, entries[i].name)
				break
			}
		}
	}
}
