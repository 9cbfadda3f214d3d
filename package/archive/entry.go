package archive

import (
	"io"
	"slices"
	"strings"
)

// Entry is one file or folder of a zip file.
type Entry struct {
	Name   string // in UTF-8, with "/" between its parts and behind a folder's
	Legacy bool   // the name is in no encoding that is told: programs spell it in different ways
	Packed int64  // bytes as they lie in the file
	Size   int64  // bytes when unpacked, as is claimed
	Mode   uint32 // of Unix: type and permissions; 0 when there is none
	Stored bool   // it is not compressed: its bytes lie at Data
	Data   int64  // where the packed bytes lie in the file

	source        io.ReaderAt
	raw           []byte // the name's bytes
	flags, method uint16
	unix          bool // Mode is that of Unix to all programs
	named         bool // an extra field repeats the name
	crc           uint32
	offset, end   int64 // of the header before it, and behind what follows it
}

// Flags of an entry (APPNOTE 4.4.4).
const (
	flagEncrypted  = 1 << 0
	flagDescriptor = 1 << 3
	flagPatched    = 1 << 5
	flagStrong     = 1 << 6
	flagUTF8       = 1 << 11
	flagMasked     = 1 << 13

	knownFlags = 1<<0 | 1<<1 | 1<<2 | 1<<3 | 1<<5 | 1<<6 | 1<<11 | 1<<13
)

// maxVersion is the newest version of the format that all programs read, times ten: the one
// with sizes of 64 bits (APPNOTE 4.4.3).
const maxVersion = 45

// Methods of packing (APPNOTE 4.4.5).
const (
	stored   = 0
	deflated = 8
	aes      = 99
)

// Encrypted reports whether the entry needs a password.
func (e *Entry) Encrypted() bool {
	return e.flags&(flagEncrypted|flagStrong|flagMasked) != 0 || e.method == aes
}

// IsFolder reports whether the entry is a folder.
func (e *Entry) IsFolder() bool { return strings.HasSuffix(e.Name, "/") }

// IsLink reports whether the entry is a link, device, pipe or socket. Some writers give
// folders a type that does not exist.
func (e *Entry) IsLink() bool { return slices.Contains([]uint32{1, 2, 6, 10, 12}, e.Mode>>12) }

// parseCentral reads one header of the directory and says how long it is.
func parseCentral(b []byte) (Entry, int, error) {
	if len(b) < sizeCentral || le.Uint32(b) != sigCentral {
		return Entry{}, 0, ambiguous("stray", "")
	}
	name, extra, comment := int(le.Uint16(b[28:])), int(le.Uint16(b[30:])), int(le.Uint16(b[32:]))
	length := sizeCentral + name + extra + comment
	if len(b) < length {
		return Entry{}, 0, damaged("directory", "")
	}
	e := Entry{raw: b[sizeCentral : sizeCentral+name], flags: le.Uint16(b[8:]), method: le.Uint16(b[10:]), crc: le.Uint32(b[16:]),
		Mode: uint32(le.Uint16(b[40:])), unix: b[5] == 3}
	e.Stored = e.method == stored
	fields, err := parseExtra(b[sizeCentral+name : sizeCentral+name+extra])
	if err != nil {
		return e, 0, of(string(e.raw), err)
	}
	if err := e.setName(fields); err != nil {
		return e, 0, err
	}
	sizes := []uint64{uint64(le.Uint32(b[24:])), uint64(le.Uint32(b[20:])), uint64(le.Uint32(b[42:]))}
	if err := e.central(sizes, le.Uint16(b[34:]), fields); err != nil {
		return e, 0, err
	}
	if version := b[6]; version > maxVersion || e.flags&^knownFlags != 0 {
		return e, 0, ambiguous("version", e.Name)
	}
	return e, length, e.kind(le.Uint32(b[38:]))
}

// central takes sizes and place of the directory, with 64 bits where 32 do not do.
func (e *Entry) central(sizes []uint64, disk uint16, fields []field) error {
	if disk != 0 && disk != 0xffff {
		return ambiguous("parts", "")
	}
	if err := widen(sizes, fields, disk == 0xffff); err != nil {
		return of(e.Name, err)
	}
	e.Size, e.Packed, e.offset = int64(sizes[0]), int64(sizes[1]), int64(sizes[2])
	return nil
}

// kind makes sure that the entry is a folder to all programs, or to none.
func (e *Entry) kind(attributes uint32) error {
	folder := e.IsFolder()
	switch {
	case folder && (e.Size != 0 || e.crc != 0):
		return ambiguous("folder-content", e.Name)
	case !folder && (attributes&0x10 != 0 || e.Mode>>12 == 4):
		return ambiguous("folder-file", e.Name)
	case e.unix && !folder && !e.IsLink() && e.Mode>>12 != 0 && e.Mode>>12 != 8:
		return ambiguous("type", e.Name)
	case e.Stored && e.Size != e.Packed && !e.Encrypted():
		return ambiguous("two-sizes", e.Name)
	}
	return nil
}
