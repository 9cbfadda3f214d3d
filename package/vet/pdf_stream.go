package vet

import (
	"bytes"
	"fmt"
)

// maxFilters bounds the filters of one stream.
const maxFilters = 8

// extent finds the bytes of a stream by its Length or, if that is not right, by the next
// "endstream" and the end of line before it.
func (p *pdfFile) extent(s pdfStream) (raw []byte, end int) {
	rest := p.data[s.at:]
	if bytes.HasPrefix(rest, []byte("\r\n")) {
		rest = rest[2:]
	} else if len(rest) > 0 && (rest[0] == '\n' || rest[0] == '\r') {
		rest = rest[1:]
	}
	from := len(p.data) - len(rest)
	if n, ok := p.resolve(s.dict["Length"]).(int64); ok && n >= 0 && n <= int64(len(rest)) {
		x := &pdfLexer{data: p.data, at: from + int(n)}
		x.skip()
		if bytes.HasPrefix(p.data[x.at:], []byte("endstream")) {
			return rest[:n], x.at + len("endstream")
		}
	}
	n := bytes.Index(rest, []byte("endstream"))
	if n < 0 {
		p.broken = true
		return rest, len(p.data)
	}
	raw = bytes.TrimSuffix(bytes.TrimSuffix(rest[:n], []byte("\n")), []byte("\r"))
	return raw, from + n + len("endstream")
}

// objectStreams looks at those that have been met since it was last called.
func (p *pdfFile) objectStreams() error {
	for ; p.done < len(p.packed); p.done++ {
		if err := p.objectStream(p.packed[p.done]); err != nil {
			return err
		}
	}
	return nil
}

// objectStream looks at the objects of an object stream (ISO 32000-1, section 7.5.7).
func (p *pdfFile) objectStream(s pdfStream) error {
	where := fmt.Sprintf("object stream %d", s.number)
	data, err := p.unpack(s)
	if err != nil {
		return err
	}
	count, _ := p.resolve(s.dict["N"]).(int64)
	start, ok := p.resolve(s.dict["First"]).(int64)
	if !ok || start < 0 || start > int64(len(data)) {
		return Mark{PDFDamaged, where}
	}
	index := &pdfLexer{data: data[:start]}
	for range min(count, maxPDFObjects) {
		index.skip()
		number, ok := index.atom().(int64)
		index.skip()
		offset, ok2 := index.atom().(int64)
		if !ok || !ok2 || offset < 0 || offset > int64(len(data))-start {
			break // readers take the objects so far
		}
		if p.objects++; p.objects > maxPDFObjects {
			return Mark{FileBomb, "objects"}
		}
		x := &pdfLexer{data: data, at: int(start + offset)}
		v, err := x.value(0)
		if err == errPDF {
			continue
		}
		if err != nil {
			return err
		}
		p.inspect(int(number), v)
	}
	return nil
}

// unpack gives the content of a stream, decrypted, unless it is a bomb.
func (p *pdfFile) unpack(s pdfStream) ([]byte, error) {
	raw, _ := p.extent(s)
	return p.decode(s, p.crypt, min(maxPDFStream, max(FreeRatio, MaxRatio*len(raw))))
}

// decode undoes the filters of a stream. A stream that breaks off gives what came before,
// as it does in readers; one that breaks off at once is an error.
func (p *pdfFile) decode(s pdfStream, crypt *pdfCrypt, most int) ([]byte, error) {
	raw, _ := p.extent(s)
	data := raw
	filters, parms := p.list(s.dict["Filter"]), p.list(s.dict["DecodeParms"])
	if len(filters) > maxFilters {
		return nil, Mark{FileBomb, "filters"}
	}
	if crypt != nil && !(len(filters) > 0 && p.resolve(filters[0]) == pdfName("Crypt")) {
		data = crypt.decrypt(s.number, data)
	}
	for i, f := range filters {
		name, _ := p.resolve(f).(pdfName)
		var parm pdfDict
		if i < len(parms) {
			parm, _ = p.resolve(parms[i]).(pdfDict)
		}
		var err error
		if data, err = p.undo(name, parm, data, most); err != nil {
			return nil, err
		}
		if data == nil && len(bytes.TrimSpace(raw)) > 0 {
			return nil, Mark{PDFDamaged, fmt.Sprintf("stream %d", s.number)}
		}
	}
	return data, p.spend(int64(len(data)))
}

// list is a value that may stand alone or in an array.
func (p *pdfFile) list(v any) pdfArray {
	switch v := p.resolve(v).(type) {
	case nil:
		return nil
	case pdfArray:
		return v
	default:
		return pdfArray{v}
	}
}
