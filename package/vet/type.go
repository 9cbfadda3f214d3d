package vet

import (
	"bytes"
	"io"
	"strings"

	"yoshiki/package/archive"
)

// The media types that are told apart by more than their first bytes.
const (
	zipType     = "application/zip"
	pdfType     = "application/pdf"
	oleType     = "application/x-ole-storage"
	docType     = "application/msword"
	msgType     = "application/vnd.ms-outlook"
	xlsType     = "application/vnd.ms-excel"
	pptType     = "application/vnd.ms-powerpoint"
	docxType    = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	xlsxType    = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	pptxType    = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	textType    = "text/plain"
	rtfType     = "application/rtf"
	emfType     = "image/emf"
	tarType     = "application/x-tar"
	vhdType     = "application/x-vhd"
	programType = "application/x-msdownload"
	flashType   = "application/x-shockwave-flash"
	mimeType    = "application/x-mso" // what Word deflates into its files of one part
	unknown     = "application/octet-stream"
)

// file looks at a file and says what it is; the name is the user's or the archive's.
func (l *looker) file(r *io.SectionReader, name string) string {
	if r.Size() == 0 {
		if l.depth == 0 {
			l.mark(FileEmpty, "")
		}
		return unknown
	}
	t := l.content(r, name)
	l.checkExtension(name)
	ext := extensionOf(name)
	if !fits(t, ext) && claimed(ext) {
		l.mark(FileMismatch, t)
	}
	return t
}

// embedded looks at a file without a name.
func (l *looker) embedded(r *io.SectionReader) {
	if r.Size() > 0 {
		l.content(r, "")
	}
}

// content tells the type and looks at the file in the way of that type.
func (l *looker) content(r *io.SectionReader, name string) string {
	head := make([]byte, min(r.Size(), 32774))
	if err := readFull(r, head, 0); err != nil {
		l.mark(FileDamaged, "unreadable")
		return unknown
	}
	t := l.sniff(head)
	if t == unknown {
		if t = disk(r, head); t != unknown {
			l.mark(ArchiveKind, t)
		}
	}
	named := extensionOf(name) == ".pdf" && t != pdfType && hasPDFObject(r)
	if t == unknown && (named || pdfWithin(head, 1024) && (extensionOf(name) == ".pdf" || !isText(head))) {
		t = pdfType
	}
	within := pdfWithin(head, firstData(head)) && (t != emfType || name != "") // Office for Mac puts a PDF into its metafiles
	if t != pdfType && t != unknown && (named || within) || t != zipType && l.trailingZip(r) {
		l.mark(FilePolyglot, t)
	}
	switch {
	case t == pdfType:
		l.pdf(r)
	case t == zipType:
		return l.archive(r)
	case t == oleType:
		return l.legacy(r)
	case t == rtfType:
		l.rtf(r)
	case t == mimeType:
		l.activeMime(r)
	case strings.HasPrefix(t, "image/"):
		l.image(r, t)
	case t == unknown:
		return l.text(r, head, name)
	}
	return t
}

// hasPDFObject reports whether PDF readers that do not insist on a header may find something.
// In a file that is too large to be looked into they may.
func hasPDFObject(r *io.SectionReader) bool {
	const overlap = 64
	b := make([]byte, min(r.Size(), 1<<20))
	for from := int64(0); from < r.Size(); from += int64(len(b) - overlap) {
		n, err := r.ReadAt(b, from)
		if r.Size() > MaxEntry || err != nil && err != io.EOF || containsPDFObject(b[:n]) {
			return true
		}
		if n <= overlap {
			return false
		}
	}
	return false
}

func containsPDFObject(b []byte) bool {
	for at := 0; ; at += len("obj") {
		i := bytes.Index(b[at:], []byte("obj"))
		if i < 0 {
			return false
		}
		if at += i; numbersBefore(b, at) >= 0 {
			return true
		}
	}
}

// pdfWithin reports whether PDF readers, which look for the header in the first 1,024 bytes,
// find it in the first n.
func pdfWithin(head []byte, n int) bool {
	return bytes.Contains(head[:min(len(head), n, 1024)], []byte("%PDF-"))
}

// firstData is where the data of the first entry of a zip file begin, which may well be a
// PDF file; of other types it is far away.
func firstData(head []byte) int {
	const header = 30 // before the name (APPNOTE 6.3.10, section 4.3.7)
	if len(head) < header || !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return len(head)
	}
	return header + int(le.Uint16(head[26:])) + int(le.Uint16(head[28:]))
}

// sniff tells the type from the first bytes, and marks it if it is one that is not taken.
func (l *looker) sniff(head []byte) string {
	t, class := signature(head)
	if class != "" {
		l.mark(class, t)
	}
	return t
}

// trailingZip reports whether a program that unpacks zip files would take the file for one.
func (l *looker) trailingZip(r *io.SectionReader) bool { return archive.Trails(r, r.Size()) }
