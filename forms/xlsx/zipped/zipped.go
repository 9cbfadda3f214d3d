// Package zipped is the zip file of a workbook that excelize writes, with the same bytes each
// time: excelize hands over streamed sheets in the order of a map, and so the parts are kept
// until the end and sorted by name. [Content_Types].xml, which readers look for first, sorts
// first; dates are the earliest that a zip can hold.
package zipped

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zip"
)

// Archive keeps the parts of a workbook until Close writes them. It is an excelize.ZipWriter.
type Archive struct {
	Parts []*Part

	out    io.Writer
	finish func(*Archive) error
}

// Part is a part of a workbook, by the name that it has in the zip.
type Part struct {
	Name string
	bytes.Buffer
}

// New makes an archive. finish, which may be nil, changes and adds parts before they are written.
func New(out io.Writer, finish func(*Archive) error) *Archive {
	return &Archive{out: out, finish: finish}
}

// Create adds a part.
func (a *Archive) Create(name string) (io.Writer, error) {
	p := &Part{Name: name}
	a.Parts = append(a.Parts, p)
	return p, nil
}

// AddFS is what excelize's interface demands; a workbook has no use for it.
func (a *Archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (a *Archive) Close() error {
	if a.finish != nil {
		if err := a.finish(a); err != nil {
			return err
		}
	}
	slices.SortFunc(a.Parts, func(p, q *Part) int { return strings.Compare(p.Name, q.Name) })
	zw := zip.NewWriter(a.out)
	for _, p := range a.Parts {
		if err := p.writeTo(zw); err != nil {
			return err
		}
	}
	return zw.Close()
}

// zipEpoch is the earliest that the date field of zip can hold.
var zipEpoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (p *Part) writeTo(zw *zip.Writer) error {
	w, err := zw.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate, Modified: zipEpoch})
	if err != nil {
		return err
	}
	_, err = w.Write(p.Bytes())
	return err
}
