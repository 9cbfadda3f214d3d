package ooxml

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"yoshiki/forms/layers"
)

// Limits of a sheet. Official ones are a hundredth of this.
const (
	MaxParts = 2_000
	MaxPart  = 32 << 20 // bytes of one part
	MaxFile  = 96 << 20 // bytes of all parts
)

// File is a Word or Excel file that is safe to fill. It may be read by many goroutines at once.
type File struct {
	Format string // docx or xlsx
	Main   string // name of the part with the document or the workbook

	parts []*zip.File
	named map[string]*zip.File
	types map[string]string // content types by the name of the part
	links map[string]map[string]string
}

// Open reads the directory of a file and what its parts are. The error is a *[layers.Fault].
func Open(data []byte) (*File, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, layers.NewFault(0, "sheet-zip", "reason", err.Error())
	}
	f := &File{parts: z.File, named: map[string]*zip.File{}, types: map[string]string{}, links: map[string]map[string]string{}}
	if err := f.list(); err != nil {
		return nil, err
	}
	if err := f.readTypes(); err != nil {
		return nil, err
	}
	return f, f.safe()
}

// list refuses what two programs could unpack in two ways, and what is too large.
func (f *File) list() error {
	total := uint64(0)
	for _, p := range f.parts {
		key := strings.ToLower(p.Name)
		total += p.UncompressedSize64
		switch {
		case f.named[key] != nil:
			return layers.NewFault(0, "sheet-twin", "part", p.Name)
		case p.Flags&1 != 0 || p.Method != zip.Store && p.Method != zip.Deflate:
			return layers.NewFault(0, "sheet-zip", "reason", p.Name)
		case path.Clean("/"+p.Name) != "/"+strings.TrimSuffix(p.Name, "/") || strings.ContainsAny(p.Name, "\\:\x00"):
			return layers.NewFault(0, "sheet-name", "part", p.Name)
		case p.UncompressedSize64 > MaxPart || total > MaxFile || len(f.parts) > MaxParts:
			return layers.NewFault(0, "sheet-large", "part", p.Name)
		}
		f.named[key] = p
	}
	return nil
}

// Names are the parts in the order in which they lie in the file.
func (f *File) Names() []string {
	names := make([]string, len(f.parts))
	for i, p := range f.parts {
		names[i] = p.Name
	}
	return names
}

// Has reports whether there is a part.
func (f *File) Has(name string) bool { return f.named[strings.ToLower(name)] != nil }

// Type is the content type of a part.
func (f *File) Type(name string) string {
	if t, ok := f.types["/"+strings.ToLower(name)]; ok {
		return t
	}
	return f.types[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
}

// Read gives the bytes of a part.
func (f *File) Read(name string) ([]byte, error) {
	p := f.named[strings.ToLower(name)]
	if p == nil {
		return nil, layers.NewFault(0, "sheet-no-part", "part", name)
	}
	r, err := p.Open()
	if err != nil {
		return nil, layers.NewFault(0, "sheet-zip", "reason", fmt.Sprintf("%s: %v", name, err))
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxPart+1))
	switch {
	case err != nil:
		return nil, layers.NewFault(0, "sheet-zip", "reason", fmt.Sprintf("%s: %v", name, err))
	case len(data) > MaxPart:
		return nil, layers.NewFault(0, "sheet-large", "part", name)
	}
	return data, nil
}

// Part is a part that a file does not have.
type Part struct {
	Name string
	Data []byte
}

// Write writes the file with other bytes in some parts, without those that are nil, and with
// some that are added at its end. All others are copied as they lie in the zip. The same parts
// give the same bytes.
func (f *File) Write(w io.Writer, changed map[string][]byte, added []Part) error {
	z := zip.NewWriter(w)
	for _, p := range f.parts {
		data, touched := changed[p.Name]
		switch {
		case !touched:
			if err := z.Copy(p); err != nil {
				return err
			}
		case data != nil:
			part, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: p.Method})
			if err != nil {
				return err
			}
			if _, err := part.Write(data); err != nil {
				return err
			}
		}
	}
	for _, p := range added {
		part, err := z.Create(p.Name)
		if err != nil {
			return err
		}
		if _, err := part.Write(p.Data); err != nil {
			return err
		}
	}
	return z.Close()
}
