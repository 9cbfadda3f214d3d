package readback

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
)

// maxPart is the most that a part of an Office file may hold, in bytes.
const maxPart = 256 << 20

// archive is an Office file: its parts by name.
type archive struct{ files map[string]*zip.File }

func openArchive(file []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	a := &archive{make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if a.files[f.Name] != nil {
			return nil, fmt.Errorf("part %s: there are two", f.Name)
		}
		a.files[f.Name] = f
	}
	return a, nil
}

// part is the content of a part, nil if there is no such part.
func (a *archive) part(name string) ([]byte, error) {
	f := a.files[name]
	if f == nil {
		return nil, nil
	}
	if f.UncompressedSize64 > maxPart {
		return nil, fmt.Errorf("part %s: of %d bytes", name, f.UncompressedSize64)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	data, err := inflate(r, min(f.UncompressedSize64, 64*f.CompressedSize64+1024))
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return data, r.Close()
}

// inflate reads all of r; size is how much that is at the most likely.
func inflate(r io.Reader, size uint64) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	if n, err := b.ReadFrom(io.LimitReader(r, maxPart+1)); err != nil || n > maxPart {
		return nil, fmt.Errorf("%d bytes: %w", n, orTooLong(err))
	}
	return b.Bytes(), nil
}

func orTooLong(err error) error {
	if err == nil {
		return io.ErrShortBuffer
	}
	return err
}

// must is the content of a part without which the file is none.
func (a *archive) must(name string) ([]byte, error) {
	data, err := a.part(name)
	if err == nil && data == nil {
		return nil, fmt.Errorf("no part %s", name)
	}
	return data, err
}

// related are the targets of a part's relationships by their ids.
func (a *archive) related(name string) (map[string]string, error) {
	data, err := a.part(path.Join(path.Dir(name), "_rels", path.Base(name)+".rels"))
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	s := &scanner{data: data}
	for t := s.next(); t != endOfFile; t = s.next() {
		if t == start && string(s.name) == "Relationship" {
			targets[s.attr("Id")] = resolve(name, s.attr("Target"))
		}
	}
	return targets, s.err
}

func resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return target[1:]
	}
	return path.Join(path.Dir(from), target)
}
