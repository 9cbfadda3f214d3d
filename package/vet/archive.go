package vet

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"yoshiki/package/archive"
)

// maxHeld bounds what is unpacked into memory to be looked at, in bytes.
const maxHeld = 128 << 20

// archive looks at a zip file, which may be an Office file, and says what it is.
func (l *looker) archive(r *io.SectionReader) string {
	file, err := archive.Open(r, r.Size())
	if err != nil {
		l.fault(refusal(err), ArchiveDamaged)
		return zipType
	}
	z := &zipped{file.Entries, r}
	if len(z.Entries) > MaxEntries {
		l.mark(FileBomb, "more than 10,000 entries")
		return zipType
	}
	l.checkNames(z.Entries)
	if err := l.weigh(z.Entries); err != nil {
		l.fault(err, FileBomb)
		return zipType
	}
	open := l.openType(z)
	if z.find("[Content_Types].xml") != nil {
		if open != "" {
			l.mark(FilePolyglot, open)
		}
		return l.office(z)
	}
	if open != "" {
		return l.openDocument(z, open)
	}
	l.contents(z)
	return zipType
}

// zipped is a zip file under examination.
type zipped struct {
	Entries []archive.Entry
	r       *io.SectionReader
}

// refusal turns what is wrong with a zip file into a mark.
func refusal(err error) error {
	var fault *archive.Fault
	if !errors.As(err, &fault) {
		return err
	}
	class := map[archive.Why]Class{archive.Damaged: ArchiveDamaged, archive.Ambiguous: ArchiveMismatch, archive.TooLarge: FileBomb, archive.Method: ArchiveKind,
		archive.Name: ArchivePath, archive.Twin: ArchiveTwin}
	return Mark{class[fault.Why], err.Error()}
}

// find finds an entry by name; Office does not care for capital letters.
func (z *zipped) find(name string) *archive.Entry {
	for i := range z.Entries {
		if strings.EqualFold(z.Entries[i].Name, name) {
			return &z.Entries[i]
		}
	}
	return nil
}

// weigh refuses an archive for what it claims, before anything is unpacked.
func (l *looker) weigh(entries []archive.Entry) error {
	var size, packed, more int64
	for i := range entries {
		e := &entries[i]
		if bomb(e) {
			return Mark{FileBomb, e.Name}
		}
		size, packed, more = size+e.Size, packed+e.Packed, more+max(0, e.Size-e.Packed)
	}
	if size > FreeRatio && size/MaxRatio > packed {
		return Mark{FileBomb, ""}
	}
	return l.spend(more)
}

// bomb reports whether the entry claims to unpack to too much.
func bomb(e *archive.Entry) bool {
	return e.Size > MaxEntry && e.Size/2 > e.Packed || e.Size > FreeRatio && e.Size/MaxRatio > e.Packed
}

// contents looks at the files of an archive.
func (l *looker) contents(z *zipped) {
	if l.depth >= MaxDepth {
		l.mark(FileBomb, "archives nested too deeply")
		return
	}
	for i := range z.Entries {
		e := &z.Entries[i]
		if e.IsFolder() {
			continue
		}
		r, err := l.entry(z, e)
		if err != nil {
			l.fault(err, ArchiveDamaged)
			continue
		}
		in := l.inside(e.Name)
		if t := in.file(r, e.Name); t == zipType {
			l.mark(ArchiveNested, e.Name)
		}
	}
}

// entry gives the content of an entry, after reading all of it: where it is if it is only
// stored there, unpacked otherwise.
func (l *looker) entry(z *zipped, e *archive.Entry) (*io.SectionReader, error) {
	if !e.Stored || e.Encrypted() {
		data, err := l.unpack(z, e)
		return section(data), err
	}
	r, err := e.Open()
	if err == nil {
		_, err = io.Copy(io.Discard, r)
	}
	return io.NewSectionReader(z.r, e.Data, e.Packed), refusal(err)
}

// unpack gives the content of an entry, which weigh has accounted for; of one that is too
// large to be held only the beginning.
func (l *looker) unpack(z *zipped, e *archive.Entry) ([]byte, error) {
	if e.Encrypted() {
		return nil, Mark{ArchiveEncrypted, e.Name}
	}
	r, err := e.Open()
	if err != nil {
		return nil, refusal(err)
	}
	if e.Size > maxHeld {
		return beginning(r, e.Name)
	}
	var b bytes.Buffer
	b.Grow(int(e.Size) + bytes.MinRead)
	_, err = b.ReadFrom(r)
	return b.Bytes(), refusal(err)
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
