package manifest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"yoshiki/package/archive"
)

// FromZip lists the bag in a zip file: the name of its one top folder and what lies below.
// It refuses every zip that two programs could unpack to two different bags, see
// [archive.Open], also one whose names are in an encoding that is told nowhere.
func FromZip(r io.ReaderAt, size int64) (top string, entries []Entry, err error) {
	z, err := archive.Open(r, size)
	if err != nil {
		return "", nil, err
	}
	if len(z.Entries) > maxEntries {
		return "", nil, fmt.Errorf("%d entries; a package has at most %d", len(z.Entries), maxEntries)
	}
	for i := range z.Entries {
		e := &z.Entries[i]
		name, path, _ := strings.Cut(e.Name, "/")
		if i > 0 && name != top || path == "" && !e.IsFolder() {
			return "", nil, &refusal{"zip-tops", fmt.Errorf("%q", e.Name)}
		}
		entry, err := entryOf(e, path)
		if err != nil {
			return "", nil, err
		}
		if top = name; path != "" {
			entries = append(entries, entry)
		}
	}
	return top, entries, nil
}

// entryOf is the entry of a zip as part of a bag, at a path below its top.
func entryOf(e *archive.Entry, path string) (Entry, error) {
	if e.Legacy {
		return Entry{}, e.Untold()
	}
	if _, err := e.Open(); err != nil {
		return Entry{}, err
	}
	mode := fs.FileMode(0o644)
	if e.IsLink() {
		mode = fs.ModeSymlink
	} else if e.IsFolder() {
		mode = fs.ModeDir | 0o755
	}
	return Entry{Path: strings.TrimSuffix(path, "/"), Size: e.Size, Mode: mode, Open: func(context.Context) (io.ReadCloser, error) {
		content, err := e.Open()
		return io.NopCloser(content), err
	}}, nil
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
	var fault *archive.Fault
	if !errors.As(err, &fault) {
		return NewFault("bag-zip", "", err)
	}
	switch fault.Why {
	case archive.Method:
		return NewFault("zip-method", "", err)
	case archive.Damaged, archive.TooLarge:
		return NewFault("bag-zip", "", err)
	}
	return NewFault("zip-layout", "", err)
}
