package typeset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// font is an opened TrueType font (ISO/IEC 14496-22). Its tables of fixed size are in
// memory; outlines are read from the file when a subset needs them.
type font struct {
	file   fs.File
	at     io.ReaderAt
	size   int64
	tables map[string]span

	glyphs   int
	upem     int
	longLoca bool
	hMetrics int
	metrics  Metrics
	head     []byte
	hhea     []byte
	maxp     []byte
	hmtx     []byte
	loca     []byte
	chars    charmap
	variants []byte // cmap subtable of format 14, or nil
}

type span struct{ off, len int64 }

var be = binary.BigEndian

func openFont(file fs.File) (*font, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	f := &font{file: file, size: info.Size()}
	if at, ok := file.(io.ReaderAt); ok {
		f.at = at
	} else {
		data, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		f.at, f.size = bytes.NewReader(data), int64(len(data))
	}
	if err := f.directory(); err != nil {
		return nil, err
	}
	return f, f.parse()
}

// directory reads the list of tables.
func (f *font) directory() error {
	b, err := f.read(span{0, 12})
	if err != nil {
		return err
	}
	if v := be.Uint32(b); v != 0x00010000 && v != 0x74727565 {
		return fmt.Errorf("not a TrueType font: it begins with %08x", v)
	}
	n := int64(be.Uint16(b[4:]))
	if b, err = f.read(span{12, 16 * n}); err != nil {
		return err
	}
	f.tables = make(map[string]span, n)
	for ; len(b) > 0; b = b[16:] {
		f.tables[string(b[:4])] = span{int64(be.Uint32(b[8:])), int64(be.Uint32(b[12:]))}
	}
	return nil
}

// read returns the bytes of s, all of them or an error.
func (f *font) read(s span) ([]byte, error) {
	if s.off < 0 || s.len < 0 || s.off+s.len > f.size {
		return nil, fmt.Errorf("bytes %d to %d of %d: %w", s.off, s.off+s.len, f.size, io.ErrUnexpectedEOF)
	}
	b := make([]byte, s.len)
	if _, err := f.at.ReadAt(b, s.off); err != nil && !(errors.Is(err, io.EOF) && s.off+s.len == f.size) {
		return nil, err
	}
	return b, nil
}

// table returns a table that has at least min bytes.
func (f *font) table(tag string, min int) ([]byte, error) {
	s, ok := f.tables[tag]
	if !ok {
		return nil, fmt.Errorf("no table %s", tag)
	}
	if s.len < int64(min) {
		return nil, fmt.Errorf("table %s has %d bytes, not %d", tag, s.len, min)
	}
	b, err := f.read(s)
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", tag, err)
	}
	return b, nil
}
