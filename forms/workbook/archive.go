package workbook

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
	out     io.Writer
	instead map[string][]byte // parts that stand in place of what is written
	parts   []*packed
}

type packed struct {
	name string
	bytes.Buffer
}

func newArchive(w io.Writer) excelize.ZipWriter { return &archive{out: w} }

// Create adds a part.
func (a *archive) Create(name string) (io.Writer, error) {
	p := &packed{name: name}
	a.parts = append(a.parts, p)
	return p, nil
}

// AddFS is what excelize's interface demands; a workbook has no use for it.
func (a *archive) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (a *archive) Close() error {
	slices.SortFunc(a.parts, func(p, q *packed) int { return strings.Compare(p.name, q.name) })
	zw := zip.NewWriter(a.out)
	for _, p := range a.parts {
		if content, given := a.instead[p.name]; given {
			p.Reset()
			p.Write(content)
		}
		if err := p.writeTo(zw); err != nil {
			return err
		}
	}
	return zw.Close()
}

// zipEpoch is the earliest that the date field of zip can hold.
var zipEpoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (p *packed) writeTo(zw *zip.Writer) error {
	header := &zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: zipEpoch}
	w, err := zw.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = w.Write(p.loose())
	return err
}

// loose is a part in which rows whose height ends in a half grow with what is typed. excelize
// fixes each height that it is told.
func (p *packed) loose() []byte {
	if !strings.HasPrefix(p.name, "xl/worksheets/") {
		return p.Bytes()
	}
	return bytes.ReplaceAll(p.Bytes(), []byte(`.5" customHeight="1"`), []byte(`.5"`))
}
