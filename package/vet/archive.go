package vet

import (
	"bytes"
	"io"
	"path"
	"strings"
)

// maxHeld bounds what is unpacked into memory to be looked at, in bytes.
const maxHeld = 128 << 20

// archive looks at a zip file, which may be an Office file, and says what it is.
func (l *looker) archive(r *io.SectionReader) string {
	z, err := openZip(r)
	if err != nil {
		l.fault(err, ArchiveDamaged)
		return zipType
	}
	l.checkNames(z.entries)
	if err := l.weigh(z.entries); err != nil {
		l.fault(err, FileBomb)
		return zipType
	}
	if z.find("[Content_Types].xml") != nil {
		return l.office(z)
	}
	if e := z.find("mimetype"); e != nil && e.size < 256 {
		if t, err := l.unpack(z, e); err == nil && strings.HasPrefix(string(t), "application/vnd.oasis.opendocument.") {
			return l.openDocument(z, string(t))
		}
	}
	l.contents(z)
	return zipType
}

// find finds an entry by name; Office does not care for capital letters.
func (z *zipFile) find(name string) *zipEntry {
	for i := range z.entries {
		if strings.EqualFold(z.entries[i].name, name) {
			return &z.entries[i]
		}
	}
	return nil
}

// weigh refuses an archive for what it claims, before anything is unpacked.
func (l *looker) weigh(entries []zipEntry) error {
	var size, packed, more int64
	for i := range entries {
		e := &entries[i]
		if e.bomb() {
			return Mark{FileBomb, e.name}
		}
		size, packed, more = size+e.size, packed+e.packed, more+max(0, e.size-e.packed)
	}
	if size > FreeRatio && size/MaxRatio > packed {
		return Mark{FileBomb, ""}
	}
	return l.spend(more)
}

// contents looks at the files of an archive.
func (l *looker) contents(z *zipFile) {
	if l.depth >= MaxDepth {
		l.mark(FileBomb, "archives nested too deeply")
		return
	}
	for i := range z.entries {
		e := &z.entries[i]
		if e.isFolder() {
			continue
		}
		r, err := l.entry(z, e)
		if err != nil {
			l.fault(err, ArchiveDamaged)
			continue
		}
		in := l.inside(e.name)
		if t := in.file(r, e.name); t == zipType {
			l.mark(ArchiveNested, e.name)
		}
	}
}

// entry gives the content of an entry, after reading all of it: where it is if it is only
// stored there, unpacked otherwise.
func (l *looker) entry(z *zipFile, e *zipEntry) (*io.SectionReader, error) {
	if e.method != 0 || e.encrypted() {
		data, err := l.unpack(z, e)
		return section(data), err
	}
	r, err := e.open(z.r)
	if err == nil {
		_, err = io.Copy(io.Discard, r)
	}
	return io.NewSectionReader(z.r, e.data, e.packed), err
}

// unpack gives the content of an entry, which weigh has accounted for; of one that is too
// large to be held only the beginning.
func (l *looker) unpack(z *zipFile, e *zipEntry) ([]byte, error) {
	if e.encrypted() {
		return nil, Mark{ArchiveEncrypted, e.name}
	}
	r, err := e.open(z.r)
	if err != nil {
		return nil, err
	}
	if e.size > maxHeld {
		return beginning(r, e.name)
	}
	var b bytes.Buffer
	b.Grow(int(e.size) + bytes.MinRead)
	_, err = b.ReadFrom(r)
	return b.Bytes(), err
}

// beginning reads all and gives what is enough to look at a film, an image of a disk or a
// text. Of other types more must be seen: they are FileSize.
func beginning(r io.Reader, name string) ([]byte, error) {
	head, err := io.ReadAll(io.LimitReader(r, maxText))
	if err == nil {
		_, err = io.Copy(io.Discard, r)
	}
	if t, _ := signature(head); err == nil && (t == pdfType || t == zipType || t == oleType || t == rtfType) {
		err = Mark{FileSize, name}
	}
	return head, err
}

func section(data []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data)))
}

func extensionOf(name string) string { return strings.ToLower(path.Ext(name)) }
