package vet_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// flat is a stream object whose data are deflated.
func flat(dict, data string) string {
	b := zlibbed([]byte(data))
	return fmt.Sprintf("<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", dict, len(b), b)
}

func zlibbed(data []byte) []byte {
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed) // the level exists
	_, _ = w.Write(data)                            // into memory
	_ = w.Close()
	return b.Bytes()
}

// pdfOf is a PDF file of objects 1, 2, …; object 1 is the catalog.
func pdfOf(objects ...string) []byte { return pdfWith("", objects...) }

// pdfWith has more in its trailer.
func pdfWith(trailer string, objects ...string) []byte {
	b := bytes.NewBufferString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return b.Bytes()
}

// updated adds an object to a PDF file as an incremental update.
func updated(pdf []byte, number int, object string) []byte {
	before := bytes.LastIndex(pdf, []byte("\nxref")) + 1
	b := bytes.NewBuffer(bytes.Clone(pdf))
	at := b.Len()
	fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", number, object)
	start := b.Len()
	fmt.Fprintf(b, "xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 99 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n", number, at, before, start)
	return b.Bytes()
}

// packedObjects is an object stream of objects numbered from 20.
func packedObjects(objects ...string) string {
	dict, data := objectStream(objects...)
	return flat(dict, data)
}

func objectStream(objects ...string) (dict, data string) {
	var index, body strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&index, "%d %d ", 20+i, body.Len())
		body.WriteString(o + "\n")
	}
	return fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(objects), index.Len()), index.String() + body.String()
}

const (
	catalog = "<< /Type /Catalog /Pages 2 0 R >>"
	pages   = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	page    = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
)

// with is a PDF file of one page and these objects, from number 4.
func with(objects ...string) []byte {
	return pdfOf(append([]string{catalog, pages, page}, objects...)...)
}

// in is a PDF file whose catalog has more entries.
func in(entries string) []byte {
	return pdfOf("<< /Type /Catalog /Pages 2 0 R "+entries+" >>", pages, page)
}

func honestPDF() []byte { return with(flat("", "BT (obj endobj /JavaScript /JS) Tj ET")) }
