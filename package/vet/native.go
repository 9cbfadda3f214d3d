package vet

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// native looks at a file that was embedded as it is (MS-OLEDS, section 2.3.6). One that
// cannot be made out, or that is only linked, is taken for a program.
func (l *looker) native(c *compound, s stream) {
	b, err := c.read(s, maxStream)
	if err != nil {
		l.fault(err, OfficeDamaged)
		return
	}
	l.nativeData(s.name, b)
}

// nativeData looks at such a file with its length before it.
func (l *looker) nativeData(where string, b []byte) {
	if len(b) > 4 && isMedium(b[4:]) {
		l.within(where, "", b[4:])
		return
	}
	names, data := unwrapNative(b)
	if data == nil || slices.ContainsFunc(names, isProgram) {
		l.mark(OfficeProgram, strings.Join(names[:min(len(names), 1)], ""))
		return
	}
	l.within(names[0], path.Base(names[0]), data)
}

// isMedium reports whether data are a picture of Paint, or a clip of the sound recorder or
// the media player, which embed their files without a name.
func isMedium(b []byte) bool {
	return bytes.HasPrefix(b, []byte("BM")) && isBitmap(b) || bytes.HasPrefix(b, []byte("MThd\x00\x00\x00\x06")) ||
		len(b) >= 12 && bytes.HasPrefix(b, []byte("RIFF")) && slices.Contains([]string{"WAVE", "AVI ", "RMID"}, string(b[8:12]))
}

// within looks at a file that is embedded, with its name if it has one.
func (l *looker) within(where, name string, data []byte) {
	l.mark(OfficeEmbedding, where)
	if l.depth >= MaxDepth {
		l.mark(FileBomb, "files nested too deeply")
		return
	}
	if len(data) > 0 {
		l.inside(where).file(section(data), name)
	}
}

// unwrapNative takes off what Windows' packager puts before a file: its length, 2, the
// names of the file and of its source, 3 for a file that is there, the length of a third
// name, that name, and the length of the file. Data is nil if it is something else.
func unwrapNative(b []byte) (names []string, data []byte) {
	if len(b) < 6 || le.Uint16(b[4:]) != 2 {
		return nil, nil
	}
	b = b[6:]
	for i := range 3 {
		name, rest, found := bytes.Cut(b, []byte{0})
		if !found {
			return names, nil
		}
		names, b = append(names, string(name)), rest
		if i == 1 {
			if len(b) < 8 || le.Uint16(b[2:]) != 3 {
				return names, nil
			}
			b = b[8:]
		}
	}
	if len(b) < 4 || int64(le.Uint32(b)) > int64(len(b)-4) {
		return names, nil
	}
	return names, b[4 : 4+le.Uint32(b)]
}
