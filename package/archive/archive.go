package archive

import (
	"encoding/binary"
	"fmt"
	"io"
)

// Limits of what is read.
const (
	MaxEntries   = 100_000  // in one file
	maxDirectory = 64 << 20 // bytes of the directory
	maxName      = 4096     // bytes of a name
)

// The records of a zip file (APPNOTE 6.3.10, section 4.3), by their signature, and their
// sizes without what varies.
const (
	sigLocal    = 0x04034b50
	sigCentral  = 0x02014b50
	sigEnd      = 0x06054b50
	sigEnd64    = 0x06064b50
	sigLocator  = 0x07064b50
	sigData     = 0x08074b50
	sizeLocal   = 30
	sizeCentral = 46
	sizeEnd     = 22
	sizeEnd64   = 56
	sizeLocator = 20
)

var le = binary.LittleEndian

// Why a file is refused.
type Why string

// The reasons.
const (
	Damaged   Why = "damaged"   // it cannot be read
	Ambiguous Why = "ambiguous" // two programs could read it in two ways
	TooLarge  Why = "too-large" // it is over a limit
	Method    Why = "method"    // an entry is packed in a way that is not read
	Name      Why = "name"      // a name that programs change, or that is none
	Twin      Why = "twin"      // two entries for one place
)

// Fault says why a file is refused.
type Fault struct {
	Why    Why
	Entry  string // the name of the entry in which something disagrees; "" where it is in none
	Reason string // key of what disagrees
	args   []any
}

// Error is the reason in English.
func (f *Fault) Error() string { return f.in(words[f.Reason].en) }

// Ja is the reason in Japanese.
func (f *Fault) Ja() string { return f.in(words[f.Reason].ja) }

func (f *Fault) in(text string) string {
	if text = fmt.Sprintf(text, f.args...); f.Entry != "" {
		return fmt.Sprintf("%q: %s", f.Entry, text)
	}
	return text
}

func refused(why Why, reason, entry string, args ...any) error {
	return &Fault{why, entry, reason, args}
}
func damaged(reason, entry string) error   { return refused(Damaged, reason, entry) }
func ambiguous(reason, entry string) error { return refused(Ambiguous, reason, entry) }

// Untold is the fault of a name in an encoding that is told nowhere, for those who take none.
func (e *Entry) Untold() error { return refused(Name, "encoding", e.Name) }

// of tells which entry a fault is in.
func of(entry string, err error) error {
	if f, ok := err.(*Fault); ok {
		f.Entry = entry
	}
	return err
}

// File is a zip file whose records agree with each other.
type File struct {
	Entries []Entry // in the order of the directory
}

// Open reads the directory of a zip file and the header of every entry. The error is a
// *[Fault]. Entries are read by [Entry.Open]; only then is their content looked at.
func Open(r io.ReaderAt, size int64) (*File, error) {
	end, err := findEnd(r, size)
	if err != nil {
		return nil, err
	}
	if err := end.check(); err != nil {
		return nil, err
	}
	f := &File{}
	if err := f.list(r, end); err != nil {
		return nil, err
	}
	for i := range f.Entries {
		if err := f.Entries[i].locate(r, int64(end.offset)); err != nil {
			return nil, err
		}
	}
	if err := layout(f.Entries, int64(end.offset)); err != nil {
		return nil, err
	}
	if err := streams(f.Entries); err != nil {
		return nil, err
	}
	return f, names(f.Entries)
}

// list reads the directory.
func (f *File) list(r io.ReaderAt, end end) error {
	directory := make([]byte, end.size)
	if readFull(r, directory, int64(end.offset)) != nil {
		return damaged("directory", "")
	}
	for len(directory) > 0 {
		e, n, err := parseCentral(directory)
		if err != nil {
			return err
		}
		e.source = r
		f.Entries, directory = append(f.Entries, e), directory[n:]
	}
	if uint64(len(f.Entries)) != end.count {
		return refused(Ambiguous, "count", "", len(f.Entries), end.count)
	}
	return nil
}

func readFull(r io.ReaderAt, b []byte, at int64) error {
	if n, err := r.ReadAt(b, at); n < len(b) {
		if err == nil || err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	return nil
}
