package vet

import (
	"bytes"
	"fmt"
	"io"
)

// The limits of a PDF file.
const (
	maxPDFObjects = 1 << 20
	maxPDFStream  = 64 << 20 // bytes of one unpacked stream
)

// pdfFile is what is known of a PDF file while looking at it.
//
// Readers find objects by the cross-reference table, and if that is wrong by going
// through the file. So do we, always both: every object of every revision is looked at,
// and those in object streams, whether or not a table lists them.
type pdfFile struct {
	*looker
	data     []byte
	offsets  map[int]int       // of objects, by number; the last one of a number
	starts   map[int]bool      // where objects begin
	packed   []pdfStream       // object streams
	done     int               // of these, unpacked
	files    map[int]pdfStream // embedded files, by number
	named    []pdfNamed        // what embedded files are called
	forms    []int             // streams of XFA, by number
	trees    map[int]bool      // lists and name trees, by number; whether there is anything in them
	current  int               // the object that is looked at
	actions  map[int]pdfName   // kind of action, by number of object
	opens    []any             // values of OpenAction
	names    map[int]pdfName   // objects that are but a name
	later    []pdfLater        // dictionaries with references that could not yet be followed
	missing  bool              // resolve has met one
	objects  int
	catalog  bool         // one that says that it is
	catalogs map[int]bool // by number
	roots    []any        // of the trailers
	encrypt  any          // of the trailer
	id       pdfString
	crypt    *pdfCrypt
	broken   bool
}

// pdfLater is a dictionary that is looked at again once all objects are known.
type pdfLater struct {
	where  string
	number int
	dict   pdfDict
}

// pdfStream is the dictionary of a stream and where its packed bytes begin. Where they end
// is known once all objects are.
type pdfStream struct {
	number int
	dict   pdfDict
	at     int
}

// pdf looks at a PDF file.
func (l *looker) pdf(r *io.SectionReader) {
	if r.Size() > MaxEntry {
		l.mark(FileSize, "")
		return
	}
	p := &pdfFile{looker: l, data: make([]byte, r.Size()), offsets: map[int]int{}, starts: map[int]bool{}, actions: map[int]pdfName{}, trees: map[int]bool{}, names: map[int]pdfName{}, files: map[int]pdfStream{}, catalogs: map[int]bool{}}
	if err := readFull(r, p.data, 0); err != nil {
		l.mark(PDFDamaged, "unreadable")
		return
	}
	p.broken = !pdfWithin(p.data, 1024)
	l.fault(p.look(), PDFDamaged)
}

func (p *pdfFile) look() error {
	if err := p.scan(0, len(p.data)); err != nil {
		return err
	}
	if err := p.references(); err != nil {
		return err
	}
	if p.broken {
		p.mark(PDFRepaired, "")
		if err := p.everywhere(); err != nil {
			return err
		}
	}
	if err := p.unlock(); err != nil {
		return err
	}
	if err := p.objectStreams(); err != nil {
		return err
	}
	if !p.rooted() {
		if err := p.unrooted(); err != nil {
			return err
		}
	}
	for _, d := range p.later {
		p.current = d.number
		p.dictionary(d.where, d.dict)
	}
	p.openActions()
	p.fileNames()
	if err := p.xfa(); err != nil {
		return err
	}
	return p.embeddedFiles()
}

// scan goes through the file from object to object.
func (p *pdfFile) scan(from, to int) error {
	x := &pdfLexer{data: p.data[:to], at: from}
	for {
		x.skip()
		if x.at >= to {
			return nil
		}
		start := x.at
		switch w := x.word(); {
		case w == "":
			x.at++
		case w == "trailer":
			x.values = 0
			if v, err := x.value(0); err == nil {
				p.trailer(v)
			}
		case isDigit(w[0]):
			x.at = start
			end, err := p.object(start)
			if err != nil {
				return err
			}
			if x.at = end; end == 0 {
				x.at = start
				x.word()
			}
		}
	}
}

// object reads "12 0 obj …" at an offset, looks at it and tells where it ends; 0 if there
// is no object.
func (p *pdfFile) object(at int) (end int, err error) {
	x := &pdfLexer{data: p.data, at: at}
	number, ok := x.atom().(int64)
	x.skip()
	generation, ok2 := x.atom().(int64)
	x.skip()
	if !ok || !ok2 || number < 0 || generation < 0 || !bytes.HasPrefix(x.data[x.at:], []byte("obj")) {
		return 0, nil
	}
	x.at += len("obj")
	if p.objects++; p.objects > maxPDFObjects {
		return 0, Mark{FileBomb, "objects"}
	}
	p.starts[at], p.offsets[int(number)] = true, at
	v, err := x.value(0)
	if err == errPDF {
		p.broken = true
		return x.at, nil
	}
	if err != nil {
		return 0, err
	}
	d, ok := v.(pdfDict)
	x.skip()
	if !ok || !bytes.HasPrefix(x.data[x.at:], []byte("stream")) {
		p.inspect(int(number), v)
		return x.at, nil
	}
	s := pdfStream{int(number), d, x.at + len("stream")}
	_, end = p.extent(s)
	p.inspect(int(number), v)
	p.stream(s)
	return end, nil
}

// everywhere looks at whatever may be an object, inside streams too: a reader that
// repairs a file goes through it in the same way.
func (p *pdfFile) everywhere() error {
	for at := 0; ; {
		n := bytes.Index(p.data[at:], []byte("obj"))
		if n < 0 {
			return nil
		}
		at += n
		if start := numbersBefore(p.data, at); start >= 0 && !p.starts[start] {
			if _, err := p.object(start); err != nil {
				return err
			}
		}
		at += len("obj")
	}
}

// numbersBefore is where the two numbers before an "obj" begin; -1 if there are none.
func numbersBefore(data []byte, at int) int {
	for range 2 {
		end := at
		for at > 0 && isSpace(data[at-1]) && end-at < 16 {
			at--
		}
		end = at
		for at > 0 && isDigit(data[at-1]) && end-at < 16 {
			at--
		}
		if at == end {
			return -1
		}
	}
	return at
}

// stream keeps the streams that are to be unpacked. An object stream is known by what it
// must have; not every reader asks for its Type.
func (p *pdfFile) stream(s pdfStream) {
	if s.dict["F"] != nil {
		p.mark(PDFRemote, fmt.Sprintf("object %d", s.number))
	}
	_, n := s.dict["N"]
	_, first := s.dict["First"]
	switch kind := p.resolve(s.dict["Type"]); {
	case kind == pdfName("ObjStm") || n && first:
		p.packed = append(p.packed, s)
	case kind == pdfName("XRef"):
		p.trailer(s.dict)
	case kind == pdfName("EmbeddedFile"):
		p.files[s.number] = s
	}
}

// resolve follows a reference as far as its object is known.
func (p *pdfFile) resolve(v any) any {
	for range 8 {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		if name, known := p.names[int(ref)]; known {
			return name
		}
		at, known := p.offsets[int(ref)]
		if !known {
			p.missing = true
			return nil
		}
		x := &pdfLexer{data: p.data, at: at}
		for range 2 {
			x.word()
			x.skip()
		}
		x.at += len("obj")
		var err error
		if v, err = x.value(0); err != nil {
			return nil
		}
	}
	return nil
}
