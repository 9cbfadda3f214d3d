package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"

	template "github.com/nguyenthenguyen/docx"
)

// part is one file of the archive that belongs to a single document.
type part struct {
	name string
	data []byte
}

// dosEpoch is 1 January 1980 as zip counts days, the date of every part.
const dosEpoch = 1<<5 | 1

// fill returns the skeleton with content as its body. The template package shares state
// between two copies of one reading, so each document reads the skeleton anew; and it
// drops the errors of reading and writing, so the archive is checked part by part.
func (r *Renderer) fill(content string) (*zip.Reader, error) {
	reading, err := template.ReadDocxFromMemory(bytes.NewReader(r.skeleton), int64(len(r.skeleton)))
	if err != nil {
		return nil, err
	}
	file := reading.Editable()
	file.SetContent(content)
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		return nil, err
	}
	if err := reading.Close(); err != nil {
		return nil, err
	}
	filled, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		return nil, err
	}
	return filled, r.check(filled, content)
}

// check proves that filled has the parts of the skeleton, in order and whole, and content
// as its body.
func (r *Renderer) check(filled *zip.Reader, content string) error {
	if len(filled.File) != len(skeletonParts) {
		return fmt.Errorf("archive has %d parts, not %d", len(filled.File), len(skeletonParts))
	}
	for i, f := range filled.File {
		name := skeletonParts[i].part
		sum := r.sums[name]
		if name == bodyPart {
			sum = crc32.ChecksumIEEE([]byte(content))
		}
		if f.Name != name || f.CRC32 != sum {
			return fmt.Errorf("part %s: not written whole", name)
		}
	}
	return nil
}

// finish writes the parts of filled, compressed as they are, and then those of own.
func finish(w io.Writer, filled *zip.Reader, own []part) error {
	archive := zip.NewWriter(w)
	buffer := make([]byte, 16<<10)
	for _, f := range filled.File {
		if err := copyRaw(archive, f, buffer); err != nil {
			return err
		}
	}
	for _, p := range own {
		if err := add(archive, p.name, p.data, zip.Deflate); err != nil {
			return err
		}
	}
	return archive.Close()
}

func copyRaw(archive *zip.Writer, f *zip.File, buffer []byte) error {
	raw, err := f.OpenRaw()
	if err != nil {
		return err
	}
	header := f.FileHeader
	header.Flags &^= 0x8           // the sizes are known, so they stand before the data
	header.ModifiedDate = dosEpoch //lint:ignore SA1019 CreateRaw writes this field and not Modified
	entry, err := archive.CreateRaw(&header)
	if err != nil {
		return err
	}
	_, err = io.CopyBuffer(entry, raw, buffer)
	return err
}

func add(archive *zip.Writer, name string, data []byte, method uint16) error {
	header := &zip.FileHeader{Name: name, Method: method}
	header.ModifiedDate = dosEpoch //lint:ignore SA1019 Modified would add an extra field
	entry, err := archive.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = entry.Write(data)
	return err
}
