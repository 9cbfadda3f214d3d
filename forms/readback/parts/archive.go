package parts

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// MaxPart is the most that a part of an Office file may hold, in bytes.
const MaxPart = 256 << 20

// Archive is an Office file: its parts by name.
type Archive struct{ Files map[string]*zip.File }

// Open reads the directory of a file.
func Open(file []byte) (*Archive, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	a := &Archive{make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if a.Files[f.Name] != nil {
			return nil, fmt.Errorf("part %s: there are two", f.Name)
		}
		a.Files[f.Name] = f
	}
	return a, nil
}

// Part is the content of a part, nil if there is no such part.
func (a *Archive) Part(name string) ([]byte, error) {
	f := a.Files[name]
	if f == nil {
		return nil, nil
	}
	if f.UncompressedSize64 > MaxPart {
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
	if n, err := b.ReadFrom(io.LimitReader(r, MaxPart+1)); err != nil || n > MaxPart {
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

// Must is the content of a part without which the file is none.
func (a *Archive) Must(name string) ([]byte, error) {
	data, err := a.Part(name)
	if err == nil && data == nil {
		return nil, fmt.Errorf("no part %s", name)
	}
	return data, err
}

// Relation leads from a part to another.
type Relation struct{ ID, Type, Target string }

// Relations are those of a part, in their order; "" are those of the file.
func (a *Archive) Relations(name string) ([]Relation, error) {
	data, err := a.Part(path.Join(path.Dir(name), "_rels", path.Base("/"+name)+".rels"))
	if name == "" {
		data, err = a.Part("_rels/.rels")
	}
	if err != nil {
		return nil, err
	}
	var all []Relation
	s := Scan(data)
	for t := s.Next(); t != EndOfFile; t = s.Next() {
		if t == Start && string(s.Name) == "Relationship" {
			all = append(all, Relation{s.Attr("Id"), s.Attr("Type"), resolve(name, s.Attr("Target"))})
		}
	}
	return all, s.Err
}

// Related are the targets of a part's relationships by their ids.
func (a *Archive) Related(name string) (map[string]string, error) {
	all, err := a.Relations(name)
	targets := map[string]string{}
	for _, r := range all {
		targets[r.ID] = r.Target
	}
	return targets, err
}

// RelatedBy are the targets of a part's relationships of a kind, "footer", each once and sorted.
func (a *Archive) RelatedBy(name, kind string) ([]string, error) {
	all, err := a.Relations(name)
	var targets []string
	for _, r := range all {
		if strings.HasSuffix(r.Type, "/"+kind) {
			targets = append(targets, r.Target)
		}
	}
	slices.Sort(targets)
	return slices.Compact(targets), err
}

// Main is the part that the file is about: the document, the workbook.
func (a *Archive) Main() (string, error) {
	names, err := a.RelatedBy("", "officeDocument")
	if err == nil && len(names) != 1 {
		err = fmt.Errorf("%d main parts", len(names))
	}
	if err != nil {
		return "", err
	}
	return names[0], nil
}

func resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return target[1:]
	}
	return path.Join(path.Dir(from), target)
}
