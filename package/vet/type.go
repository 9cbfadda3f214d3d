package vet

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"yoshiki/package/archive"
)

// The media types that are told apart by more than their first bytes.
const (
	zipType  = "application/zip"
	pdfType  = "application/pdf"
	oleType  = "application/x-ole-storage"
	docType  = "application/msword"
	xlsType  = "application/vnd.ms-excel"
	pptType  = "application/vnd.ms-powerpoint"
	docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	pptxType = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	textType = "text/plain"
	rtfType  = "application/rtf"
	emfType  = "image/emf"
	unknown  = "application/octet-stream"
)

// signatures are the first bytes of types, at a place.
var signatures = [...]struct {
	at        int
	bytes     string
	mediaType string
	class     Class // marked for the type alone
}{
	{0, "%PDF-", pdfType, ""},
	{0, "PK\x03\x04", zipType, ""},
	{0, "PK\x05\x06", zipType, ""},
	{0, "PK\x07\x08", zipType, ""},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", oleType, ""},
	{0, "{\\rt", rtfType, ""},
	{0, "\x89PNG\r\n\x1a\n", "image/png", ""},
	{0, "\xff\xd8\xff", "image/jpeg", ""},
	{0, "GIF87a", "image/gif", ""},
	{0, "GIF89a", "image/gif", ""},
	{0, "II*\x00", "image/tiff", ""},
	{0, "MM\x00*", "image/tiff", ""},
	{8, "WEBP", "image/webp", ""},
	{40, " EMF", emfType, ""},
	{0, "BM", "image/bmp", ""},
	{0, "MZ", "application/x-msdownload", FileExecutable},
	{0, "\x7fELF", "application/x-elf", FileExecutable},
	{0, "\xca\xfe\xba\xbe", "application/java-vm", FileExecutable},
	{0, "\xce\xfa\xed\xfe", "application/x-mach-binary", FileExecutable},
	{0, "\xcf\xfa\xed\xfe", "application/x-mach-binary", FileExecutable},
	{0, "L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut", FileExecutable},
	{0, "#!", "text/x-shellscript", FileExecutable},
	{0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", ArchiveKind},
	{0, "Rar!\x1a\x07", "application/vnd.rar", ArchiveKind},
	{0, "\x1f\x8b", "application/gzip", ArchiveKind},
	{0, "BZh", "application/x-bzip2", ArchiveKind},
	{0, "\xfd7zXZ\x00", "application/x-xz", ArchiveKind},
	{0, "\x28\xb5\x2f\xfd", "application/zstd", ArchiveKind},
	{0, "MSCF", "application/vnd.ms-cab-compressed", ArchiveKind},
	{2, "-lh", "application/x-lzh-compressed", ArchiveKind},
	{257, "ustar", "application/x-tar", ArchiveKind},
	{32769, "CD001", "application/x-iso9660-image", ArchiveKind},
}

// programs are the extensions of files that a double click runs.
var programs = strings.Fields(".exe .dll .com .scr .pif .bat .cmd .vbs .vbe .js .jse .wsf .wsh .hta .ps1 .psm1 .msi .msp .msc .lnk .jar .reg .cpl .url .scf .iqy .slk .xll .chm .application .appref-ms .sh .command .library-ms .search-ms")

// file looks at a file and says what it is; the name is the user's or the archive's.
func (l *looker) file(r *io.SectionReader, name string) string {
	if r.Size() == 0 {
		if l.depth == 0 {
			l.mark(FileEmpty, "")
		}
		return unknown
	}
	t := l.content(r, name)
	ext := extensionOf(name)
	if slices.Contains(programs, ext) {
		l.mark(FileExecutable, ext)
	}
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

// signature tells the type from the first bytes; unknown if they tell none.
func signature(head []byte) (mediaType string, class Class) {
	for _, s := range signatures {
		if len(head) < s.at+len(s.bytes) || string(head[s.at:s.at+len(s.bytes)]) != s.bytes {
			continue
		}
		if s.mediaType == "image/bmp" && !isBitmap(head) || s.mediaType == "application/x-msdownload" && isText(head) {
			continue
		}
		return s.mediaType, s.class
	}
	return unknown, ""
}

// isBitmap tells a bitmap from a text that begins with BM: bytes 6 to 9 are zero.
func isBitmap(head []byte) bool { return len(head) >= 14 && le.Uint32(head[6:]) == 0 }

// trailingZip reports whether a program that unpacks zip files would take the file for one.
func (l *looker) trailingZip(r *io.SectionReader) bool { return archive.Trails(r, r.Size()) }
