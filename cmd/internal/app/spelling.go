package app

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Spelling is the folder of a case in which a name is found however its letters are put
// together: が is one letter for most systems and two for some, and a case travels.
type Spelling struct{ *os.Root }

// Open opens a file for reading. Errors: those of an [os.Root].
func (s Spelling) Open(name string) (fs.File, error) {
	return s.Root.FS().Open(s.of(name))
}

// of is how the folder spells a path with slashes; the path itself if it is not there.
func (s Spelling) of(name string) string {
	clean := path.Clean(name)
	if !fs.ValidPath(clean) || strings.IndexFunc(name, func(r rune) bool { return r > 0x7F }) < 0 {
		return name
	}
	there := "."
	for part := range strings.SplitSeq(clean, "/") {
		found := path.Join(there, part)
		if _, err := s.Root.Lstat(found); errors.Is(err, fs.ErrNotExist) {
			found = path.Join(there, s.entry(there, part))
		}
		there = found
	}
	return there
}

// entry is the name of a folder's entry that has the same letters.
func (s Spelling) entry(folder, name string) string {
	entries, _ := fs.ReadDir(s.Root.FS(), folder) // what cannot be read is told of the file
	for _, e := range entries {
		if norm.NFC.String(e.Name()) == norm.NFC.String(name) {
			return e.Name()
		}
	}
	return name
}
