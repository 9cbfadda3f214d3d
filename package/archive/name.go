package archive

import (
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// setName reads the name: in UTF-8 when the entry says so or when it cannot be told from
// ASCII; otherwise, as programs guess, in UTF-8, in Shift_JIS as Windows writes it in Japan,
// where the byte of a backslash may be half of a character, or in code page 437 (APPNOTE,
// appendix D). Some older programs misspell a name that is said to be UTF-8 and was not
// written on Unix; the file is the same. The field 0x7075 must say the same.
func (e *Entry) setName(fields []field) error {
	e.Name = string(e.raw)
	ascii := !strings.ContainsFunc(e.Name, func(r rune) bool { return r >= utf8.RuneSelf })
	if e.flags&flagUTF8 != 0 && !utf8.Valid(e.raw) {
		return refused(Name, "not-utf8", string(e.raw))
	}
	e.Legacy = !ascii && e.flags&flagUTF8 == 0
	if !utf8.Valid(e.raw) {
		e.Name = legacy(e.Name)
	}
	f := find(fields, extraName)
	if e.named = f != nil; e.named && (len(f.data) < 5 || f.data[0] != 1 || string(f.data[5:]) != e.Name) {
		return refused(Name, "other-name", e.Name)
	}
	return nil
}

func legacy(raw string) string {
	decoded, err := japanese.ShiftJIS.NewDecoder().String(raw)
	if err != nil || strings.ContainsRune(decoded, utf8.RuneError) {
		decoded, err = charmap.CodePage437.NewDecoder().String(raw)
	}
	if err != nil {
		return raw
	}
	return decoded
}

// streams refuses the field 0x7075 in a file that has an entry of which sizes and sum come
// behind it: some versions of unzip lose their place then, and refuse it.
func streams(entries []Entry) error {
	named, streamed := false, false
	for i := range entries {
		named = named || entries[i].named
		streamed = streamed || entries[i].flags&flagDescriptor != 0
	}
	if named && streamed {
		return ambiguous("name-stream", "")
	}
	return nil
}

// names refuses names that some programs change, and two entries for one place.
func names(entries []Entry) error {
	files, folders := map[string]bool{}, map[string]bool{}
	for i := range entries {
		e := &entries[i]
		if e.changed() {
			return refused(Name, "changed", e.Name)
		}
		place := e.place()
		if files[place] || e.IsFolder() && folders[place] {
			return refused(Twin, "twin", e.Name)
		}
		if e.IsFolder() {
			folders[place] = true
		} else {
			files[place] = true
		}
	}
	return parents(entries, files)
}

// parents refuses entries that lie below a file.
func parents(entries []Entry, files map[string]bool) error {
	for i := range entries {
		e := &entries[i]
		if e.IsFolder() && files[e.place()] {
			return refused(Twin, "twin-folder", e.Name)
		}
		for dir := path.Dir(e.place()); dir != "." && dir != "/"; dir = path.Dir(dir) {
			if files[dir] {
				return refused(Twin, "below", e.Name)
			}
		}
	}
	return nil
}

// place is where the entry is unpacked to.
func (e *Entry) place() string { return path.Clean(e.Name) }

// changed reports whether programs spell the name in different ways, or have no such name.
func (e *Entry) changed() bool {
	name := strings.TrimPrefix(strings.TrimSuffix(e.Name, "/"), "./")
	return name == "" || len(e.raw) > maxName || strings.ContainsAny(e.Name, "\\\x00") || name != path.Clean(name) && !climbs(name)
}

// climbs reports whether a name leads out of the folder that is unpacked to. Whoever asked
// for the file says so in words of its own.
func climbs(name string) bool {
	return strings.HasPrefix(name, "/") || strings.HasPrefix(name, "../") || strings.Contains(name, "/../") || strings.HasSuffix(name, "/..")
}
