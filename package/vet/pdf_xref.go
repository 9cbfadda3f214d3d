package vet

import "bytes"

// maxSections bounds the chain of cross-reference sections.
const maxSections = 1024

// references follows the chain of cross-reference sections from the end of the file
// (ISO 32000-1, sections 7.5.4 and 7.5.8) and looks at every object that they name and the
// scan has not met, as one inside a stream. A table that is wrong makes the file broken.
func (p *pdfFile) references() error {
	tail := max(0, len(p.data)-2048)
	n := bytes.LastIndex(p.data[tail:], []byte("startxref"))
	if n < 0 {
		p.broken = true
		return nil
	}
	x := &pdfLexer{data: p.data, at: tail + n + len("startxref")}
	x.skip()
	next, _ := x.atom().(int64)
	todo, seen := []int64{next}, map[int64]bool{}
	for len(todo) > 0 && len(seen) < maxSections {
		at := todo[0]
		todo = todo[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		more, err := p.section(at)
		if err != nil {
			return err
		}
		todo = append(todo, more...)
	}
	return nil
}

// section reads one section and tells where the ones before it are.
func (p *pdfFile) section(at int64) (before []int64, err error) {
	if at < 0 || at >= int64(len(p.data)) {
		p.broken = true
		return nil, nil
	}
	x := &pdfLexer{data: p.data, at: int(at)}
	x.skip()
	start := x.at
	var d pdfDict
	if x.word() == "xref" {
		d, err = p.table(x)
	} else {
		d, err = p.tableStream(start)
	}
	if d == nil {
		p.broken = true
		return nil, err
	}
	p.trailer(d)
	for _, key := range []pdfName{"Prev", "XRefStm"} {
		if n, ok := d[key].(int64); ok {
			before = append(before, n)
		}
	}
	return before, err
}

// table reads a classic table and the trailer behind it.
func (p *pdfFile) table(x *pdfLexer) (pdfDict, error) {
	for {
		x.skip()
		first, ok := x.atom().(int64)
		if !ok {
			break
		}
		x.skip()
		count, ok := x.atom().(int64)
		if !ok || count < 0 || count > maxPDFObjects {
			return nil, nil
		}
		for i := range count {
			x.skip()
			offset, ok := x.atom().(int64)
			x.skip()
			_, ok2 := x.atom().(int64)
			x.skip()
			kind := x.word()
			if !ok || !ok2 || kind != "n" && kind != "f" {
				return nil, nil
			}
			if kind == "n" {
				if err := p.entry(first+i, offset); err != nil {
					return nil, err
				}
			}
		}
	}
	x.values = 0
	v, err := x.value(0)
	d, ok := v.(pdfDict)
	if err != nil || !ok {
		return nil, nil
	}
	return d, nil
}

// tableStream reads a cross-reference stream.
func (p *pdfFile) tableStream(at int) (pdfDict, error) {
	end, err := p.object(at)
	if end == 0 || err != nil {
		return nil, err
	}
	s, ok := p.streamObject(at)
	if !ok {
		return nil, nil
	}
	rows, err := p.decode(s, nil, maxPDFStream)
	widths, ok := p.resolve(s.dict["W"]).(pdfArray)
	if err != nil || !ok || len(widths) < 3 {
		return nil, nil
	}
	var w [3]int
	total := 0
	for i := range w {
		n, _ := widths[i].(int64)
		if n < 0 || n > 8 {
			return nil, nil
		}
		w[i] = int(n)
		total += w[i]
	}
	index, ok := p.resolve(s.dict["Index"]).(pdfArray)
	if !ok {
		size, _ := p.resolve(s.dict["Size"]).(int64)
		index = pdfArray{int64(0), size}
	}
	return s.dict, p.rows(rows, w, total, index)
}

// rows reads the entries of a cross-reference stream.
func (p *pdfFile) rows(rows []byte, w [3]int, total int, index pdfArray) error {
	for i := 0; i+1 < len(index); i += 2 {
		first, _ := index[i].(int64)
		count, _ := index[i+1].(int64)
		for n := int64(0); n < count && total > 0; n++ {
			if len(rows) < total {
				p.broken = true
				return nil
			}
			kind := int64(1)
			if w[0] > 0 {
				kind = bigEndian(rows[:w[0]])
			}
			offset := bigEndian(rows[w[0] : w[0]+w[1]])
			rows = rows[total:]
			if kind == 1 {
				if err := p.entry(first+n, offset); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func bigEndian(b []byte) int64 {
	n := int64(0)
	for _, c := range b {
		n = n<<8 | int64(c)
	}
	return n
}

// entry looks at an object that a table names.
func (p *pdfFile) entry(number, offset int64) error {
	if offset == 0 || p.starts[int(offset)] { // offset 0 is how some writers mark a free number
		return nil
	}
	if offset < 0 || offset >= int64(len(p.data)) {
		p.broken = true
		return nil
	}
	x := &pdfLexer{data: p.data, at: int(offset)}
	x.skip()
	if p.starts[x.at] {
		return nil
	}
	last, known := p.offsets[int(number)]
	end, err := p.object(x.at)
	if known && end != 0 {
		p.offsets[int(number)] = last
	}
	if end == 0 {
		p.broken = true
	}
	return err
}

// streamObject reads the object at an offset once more, as a stream.
func (p *pdfFile) streamObject(at int) (pdfStream, bool) {
	x := &pdfLexer{data: p.data, at: at}
	number, _ := x.atom().(int64)
	x.skip()
	x.word()
	x.skip()
	x.at += len("obj")
	v, err := x.value(0)
	d, ok := v.(pdfDict)
	x.skip()
	if err != nil || !ok || !bytes.HasPrefix(x.data[x.at:], []byte("stream")) {
		return pdfStream{}, false
	}
	return pdfStream{int(number), d, x.at + len("stream")}, true
}
