package manifest

import (
	"archive/zip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// FromZip lists the bag in a zip file: the name of its one top folder and what lies below.
//
// It refuses a zip that two programs could read in two ways: entries must follow each
// other from the first byte to the directory at the end without gap or overlap, and have
// the same name in both places; none is encrypted or of a method but stored or deflated.
func FromZip(r io.ReaderAt, size int64) (top string, entries []Entry, err error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return "", nil, err
	}
	if len(z.File) > maxEntries {
		return "", nil, fmt.Errorf("%d entries; a package has at most %d", len(z.File), maxEntries)
	}
	if err := contiguous(r, z.File); err != nil {
		return "", nil, err
	}
	for i, f := range z.File {
		name, path, _ := strings.Cut(f.Name, "/")
		if i > 0 && name != top || path == "" && !f.Mode().IsDir() {
			return "", nil, &refusal{"zip-tops", fmt.Errorf("%q: not below one top folder", f.Name)}
		}
		top = name
		if path != "" {
			entries = append(entries, Entry{
				Path: strings.TrimSuffix(path, "/"),
				Size: int64(f.UncompressedSize64),
				Mode: f.Mode(),
				Open: func(context.Context) (io.ReadCloser, error) { return f.Open() },
			})
		}
	}
	return top, entries, nil
}

// refusal is why a zip is not read, with the code of it.
type refusal struct {
	code string
	error
}

func zipFault(err error) Fault {
	if r, ok := err.(*refusal); ok {
		return NewFault(r.code, "", r.error)
	}
	return NewFault("bag-zip", "", err)
}

// The parts of a zip file (APPNOTE 6.3.10, sections 4.3.7 to 4.3.12, 4.4.4).
const (
	localHeader      = 0x04034b50
	directoryHeader  = 0x02014b50
	descriptorHeader = 0x08074b50
	encrypted        = 1 << 0
	hasDescriptor    = 1 << 3
)

func contiguous(r io.ReaderAt, files []*zip.File) error {
	offsets := make(map[*zip.File]int64)
	for _, f := range files {
		if f.Flags&encrypted != 0 || f.Method != zip.Store && f.Method != zip.Deflate {
			return &refusal{"zip-method", fmt.Errorf("%q: method %d", f.Name, f.Method)}
		}
		offset, err := f.DataOffset()
		if err != nil {
			return fmt.Errorf("%q: %w", f.Name, err)
		}
		offsets[f] = offset
	}
	sorted := slices.SortedFunc(slices.Values(files), func(a, b *zip.File) int { return int(offsets[a] - offsets[b]) })
	at := int64(0)
	for _, f := range sorted {
		if err := sameHeader(r, at, offsets[f], f); err != nil {
			return &refusal{"zip-layout", fmt.Errorf("%q: %w", f.Name, err)}
		}
		at = offsets[f] + int64(f.CompressedSize64)
		if f.Flags&hasDescriptor != 0 {
			at += descriptor(r, at)
		}
	}
	if signature(r, at) != directoryHeader && len(files) > 0 {
		return &refusal{"zip-layout", errors.New("bytes between the entries and the directory")}
	}
	return nil
}

// sameHeader checks that the local header of f lies at and ends where its data begins.
func sameHeader(r io.ReaderAt, at, data int64, f *zip.File) error {
	head := make([]byte, 30)
	if _, err := r.ReadAt(head, at); err != nil {
		return err
	}
	name := make([]byte, binary.LittleEndian.Uint16(head[26:]))
	extra := int64(binary.LittleEndian.Uint16(head[28:]))
	if _, err := r.ReadAt(name, at+30); err != nil {
		return err
	}
	if binary.LittleEndian.Uint32(head) != localHeader || at+30+int64(len(name))+extra != data || string(name) != f.Name {
		return errors.New("its header and the directory disagree, or it overlaps another entry")
	}
	return nil
}

// descriptor is the length of the data descriptor at this place: the one of the four
// kinds (with and without signature, zip64 or not) after which the next part begins.
func descriptor(r io.ReaderAt, at int64) int64 {
	lengths := []int64{12, 20}
	if signature(r, at) == descriptorHeader {
		lengths = []int64{16, 24, 12, 20}
	}
	for _, n := range lengths {
		if next := signature(r, at+n); next == localHeader || next == directoryHeader {
			return n
		}
	}
	return 0
}

func signature(r io.ReaderAt, at int64) uint32 {
	var b [4]byte
	if _, err := r.ReadAt(b[:], at); err != nil {
		return 0
	}
	return binary.LittleEndian.Uint32(b[:])
}
