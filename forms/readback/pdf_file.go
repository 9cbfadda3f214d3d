package readback

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"

	"yoshiki/forms/readback/parts"
)

// pdfFile is a PDF taken apart: a file whose cross-reference table is a stream.
type pdfFile struct {
	data    []byte
	places  []place
	packs   map[int]*pack
	trailer object
	zip     io.ReadCloser
	budget  int // bytes that streams may still hold
}

// place is where an object stands: in the file (kind 1), or in an object stream (2).
type place struct{ kind, at, index int }

// pack is an object stream: its objects and their ends.
type pack struct{ objects []object }

var errPDF = errors.New("not a PDF of the kind that is written here")

func openPDF(data []byte) (*pdfFile, error) {
	p := &pdfFile{data: data, packs: map[int]*pack{}, budget: parts.MaxPart}
	tail := data[max(0, len(data)-64):]
	_, after, ok := bytes.Cut(tail, []byte("startxref"))
	if !ok || !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, errPDF
	}
	at, err := strconv.Atoi(string(bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(after), []byte("%%EOF")))))
	if err != nil {
		return nil, errPDF
	}
	dict, table, err := p.streamAt(at)
	if err != nil {
		return nil, err
	}
	p.trailer = dict
	return p, p.readPlaces(dict, table)
}

func (p *pdfFile) readPlaces(dict object, table []byte) error {
	var widths []int
	row := 0
	dict.get("W").each(func(w object) { widths, row = append(widths, w.int()), row+w.int() })
	if len(widths) != 3 || row < 3 || row > 16 || min(widths[0], widths[1], widths[2]) < 0 || dict.get("Prev") != nil || dict.get("Index") != nil {
		return errPDF
	}
	for ; len(table) >= row; table = table[row:] {
		number := func(from, n int) (v int) {
			for _, c := range table[from : from+n] {
				v = v<<8 | int(c)
			}
			return v
		}
		p.places = append(p.places, place{number(0, widths[0]), number(widths[0], widths[1]), number(widths[0]+widths[1], widths[2])})
	}
	return nil
}

// streamAt reads the stream whose object begins at an offset.
func (p *pdfFile) streamAt(at int) (object, []byte, error) {
	o, rest := p.bodyAt(at)
	if !bytes.HasPrefix(rest, []byte("stream\n")) {
		return nil, nil, fmt.Errorf("%w: no stream at byte %d", errPDF, at)
	}
	rest = rest[len("stream\n"):]
	n := o.get("Length").int()
	if n < 0 || n > len(rest) || !bytes.HasPrefix(bytes.TrimLeft(rest[n:], "\r\n"), []byte("endstream")) {
		return nil, nil, fmt.Errorf("%w: length of the stream at byte %d", errPDF, at)
	}
	switch filter := o.get("Filter"); {
	case filter == nil:
		return o, rest[:n], nil
	case string(filter) == "/FlateDecode" && o.get("DecodeParms") == nil:
		data, err := p.inflate(rest[:n])
		return o, data, err
	}
	return nil, nil, fmt.Errorf("%w: filter at byte %d", errPDF, at)
}

// bodyAt is the object that begins at an offset, and what follows it.
func (p *pdfFile) bodyAt(at int) (o object, rest []byte) {
	if at < 0 || at >= len(p.data) {
		return nil, nil
	}
	b := p.data[at:]
	for range 3 { // 12 0 obj
		b = b[skipSpace(b, skipToken(b, skipSpace(b, 0))):]
	}
	n := skipValue(b, 0)
	return b[:n], b[skipSpace(b, n):]
}

func (p *pdfFile) inflate(data []byte) ([]byte, error) {
	var err error
	if p.zip == nil {
		p.zip, err = zlib.NewReader(bytes.NewReader(data))
	} else {
		err = p.zip.(zlib.Resetter).Reset(bytes.NewReader(data), nil)
	}
	if err != nil {
		return nil, err
	}
	b := bytes.NewBuffer(make([]byte, 0, 8*len(data)+bytes.MinRead))
	n, err := b.ReadFrom(io.LimitReader(p.zip, int64(p.budget)+1))
	if p.budget -= int(n); err == nil && p.budget < 0 {
		err = io.ErrShortBuffer
	}
	return b.Bytes(), err
}

// resolve follows a reference.
func (p *pdfFile) resolve(o object) (object, error) {
	n := o.reference()
	if n == 0 {
		return o, nil
	}
	return p.object(n)
}

// object is the object numbered n.
func (p *pdfFile) object(n int) (object, error) {
	if n >= len(p.places) {
		return nil, fmt.Errorf("%w: no object %d", errPDF, n)
	}
	switch at := p.places[n]; at.kind {
	case 1:
		o, _ := p.bodyAt(at.at)
		return o, nil
	case 2:
		k, err := p.pack(at.at)
		if err != nil {
			return nil, err
		}
		if at.index < len(k.objects) {
			return k.objects[at.index], nil
		}
	}
	return nil, fmt.Errorf("%w: no object %d", errPDF, n)
}

// pack reads the object stream numbered n.
func (p *pdfFile) pack(n int) (*pack, error) {
	if k := p.packs[n]; k != nil {
		return k, nil
	}
	dict, data, err := p.stream(n)
	if err != nil {
		return nil, err
	}
	k := &pack{}
	first, at, from := dict.get("First").int(), 0, -1
	next := func() int {
		begin := skipSpace(data, at)
		at = skipToken(data, begin)
		return object(data[begin:at]).int()
	}
	for range min(dict.get("N").int(), len(data)) {
		next()
		to := first + next()
		if to < max(0, from) || to > len(data) {
			return nil, fmt.Errorf("%w: object stream %d", errPDF, n)
		}
		if from >= 0 {
			k.objects = append(k.objects, bytes.TrimSpace(data[from:to]))
		}
		from = to
	}
	if from >= 0 {
		k.objects = append(k.objects, bytes.TrimSpace(data[from:]))
	}
	p.packs[n] = k
	return k, nil
}

// stream reads the stream numbered n.
func (p *pdfFile) stream(n int) (object, []byte, error) {
	if n <= 0 || n >= len(p.places) || p.places[n].kind != 1 {
		return nil, nil, fmt.Errorf("%w: no stream %d", errPDF, n)
	}
	return p.streamAt(p.places[n].at)
}
