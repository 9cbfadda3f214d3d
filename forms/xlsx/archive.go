package xlsx

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zip"
	"github.com/xuri/excelize/v2"
)

// archive is the zip file of a workbook. It keeps the parts until Close and writes them
// sorted by name, because excelize hands over streamed sheets in the order of a map;
// [Content_Types].xml, which readers look for first, sorts first.
type archive struct {
	out   io.Writer
	parts []*part
	slice string // that travels in the workbook; "" for none
}

type part struct {
	name string
	bytes.Buffer
}

// newArchive makes archives in which a slice travels.
func newArchive(slice string) func(io.Writer) excelize.ZipWriter {
	return func(w io.Writer) excelize.ZipWriter { return &archive{out: w, slice: slice} }
}

// Create adds a part.
func (a *archive) Create(name string) (io.Writer, error) {
	p := &part{name: name}
	a.parts = append(a.parts, p)
	return p, nil
}

// AddFS is what excelize's interface demands; a workbook has no use for it.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (a *archive) Close() error {
	if a.slice != "" {
		if err := a.carry(a.slice); err != nil {
			return err
		}
	}
	slices.SortFunc(a.parts, func(p, q *part) int { return strings.Compare(p.name, q.name) })
	zw := zip.NewWriter(a.out)
	for _, p := range a.parts {
		if err := p.writeTo(zw); err != nil {
			return err
		}
	}
	return zw.Close()
}

// zipEpoch is the earliest that the date field of zip can hold.
var zipEpoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (p *part) writeTo(zw *zip.Writer) error {
	header := &zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: zipEpoch}
	w, err := zw.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = w.Write(p.Bytes())
	return err
}
