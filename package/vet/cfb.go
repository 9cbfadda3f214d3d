package vet

import (
	"cmp"
	"encoding/binary"
	"io"
	"unicode/utf16"
)

// The values of sectors that are not part of a chain (MS-CFB, section 2.1).
const (
	maxRegular = 0xFFFFFFFA
	noStream   = 0xFFFFFFFF
)

// The limits of a compound file.
const (
	maxSectors = 1 << 21 // 1 GiB of 512 bytes
	maxStreams = 10_000
)

// compound is a compound file (MS-CFB), the container of the older Office formats.
type compound struct {
	r           *io.SectionReader
	sector      int64
	fat, mini   []uint32
	streams     []stream
	miniStream  stream
	miniCutoff  uint64
	miniSectors []uint32
}

// stream is a stream or storage of a compound file.
type stream struct {
	name  string
	kind  byte // 1 storage, 2 stream, 5 root
	first uint32
	size  uint64
	empty bool // a storage without anything in it
	class [16]byte
}

// openCompound reads the directory. It follows no chain for longer than the file is.
func openCompound(r *io.SectionReader) (*compound, error) {
	var h [512]byte
	if readFull(r, h[:], 0) != nil {
		return nil, Mark{OfficeDamaged, "compound file"}
	}
	shift := le.Uint16(h[30:])
	if shift != 9 && shift != 12 || le.Uint16(h[32:]) != 6 {
		return nil, Mark{OfficeDamaged, "compound file"}
	}
	c := &compound{r: r, sector: 1 << shift, miniCutoff: uint64(le.Uint32(h[56:]))}
	if r.Size()>>shift > maxSectors {
		return nil, Mark{FileSize, "compound file"}
	}
	if err := c.readFAT(h[:]); err != nil {
		return nil, err
	}
	directory, err := c.chain(le.Uint32(h[48:]), -1)
	if err != nil {
		return nil, err
	}
	if c.mini, err = c.table(le.Uint32(h[60:])); err != nil {
		return nil, err
	}
	return c, c.readDirectory(directory)
}

// readFAT reads the allocation table, whose sectors are listed in the header and, for
// large files, in a chain of further sectors.
func (c *compound) readFAT(h []byte) error {
	list := words(h[76:])
	next := le.Uint32(h[68:])
	for n := int64(0); next < maxRegular; n++ {
		b, err := c.at(next)
		if err != nil || n > c.r.Size()/c.sector {
			return Mark{OfficeDamaged, "allocation table"}
		}
		more := words(b)
		list, next = append(list, more[:len(more)-1]...), more[len(more)-1]
	}
	for _, s := range list {
		if s >= maxRegular {
			continue
		}
		b, err := c.at(s)
		if err != nil || int64(len(c.fat)) > c.r.Size()/c.sector+c.sector {
			return Mark{OfficeDamaged, "allocation table"}
		}
		c.fat = append(c.fat, words(b)...)
	}
	return nil
}

func words(b []byte) []uint32 {
	w := make([]uint32, len(b)/4)
	for i := range w {
		w[i] = le.Uint32(b[4*i:])
	}
	return w
}

// at reads a sector.
func (c *compound) at(sector uint32) ([]byte, error) {
	b := make([]byte, c.sector)
	n, err := c.r.ReadAt(b, (int64(sector)+1)*c.sector)
	if n > 0 { // the last sector may be short
		return b, nil
	}
	return nil, err
}

// chain reads the sectors of a chain, of at most limit bytes unless that is negative.
func (c *compound) chain(first uint32, limit int64) ([]byte, error) {
	var all []byte
	for s, n := first, int64(0); s < maxRegular && (limit < 0 || int64(len(all)) < limit); n++ {
		b, err := c.at(s)
		if err != nil || int64(s) >= int64(len(c.fat)) || n > c.r.Size()/c.sector || len(all) > maxHeld {
			return nil, Mark{OfficeDamaged, "chain of sectors"}
		}
		all, s = append(all, b...), c.fat[s]
	}
	return all, nil
}

func (c *compound) table(first uint32) ([]uint32, error) {
	b, err := c.chain(first, -1)
	return words(b), err
}

func (c *compound) readDirectory(directory []byte) error {
	for ; len(directory) >= 128; directory = directory[128:] {
		d := directory[:128]
		n := int(le.Uint16(d[64:]))
		if d[66] == 0 || n < 2 || n > 64 {
			continue
		}
		name := make([]uint16, n/2-1)
		for i := range name {
			name[i] = le.Uint16(d[2*i:])
		}
		s := stream{string(utf16.Decode(name)), d[66], le.Uint32(d[116:]), le.Uint64(d[120:]), d[66] == 1 && le.Uint32(d[76:]) == noStream, [16]byte(d[80:96])}
		if c.sector == 512 {
			s.size &= 0xffffffff
		}
		if s.kind == 5 {
			c.miniStream = s
		}
		if c.streams = append(c.streams, s); len(c.streams) > maxStreams {
			return Mark{FileBomb, "compound file"}
		}
	}
	if c.miniStream.kind != 5 {
		return Mark{OfficeDamaged, "compound file"}
	}
	return nil
}

// read gives the first bytes of a stream, at most limit.
func (c *compound) read(s stream, limit int64) ([]byte, error) {
	if s.size > uint64(c.r.Size()) {
		return nil, Mark{OfficeDamaged, s.name}
	}
	limit = min(limit, int64(s.size))
	var b []byte
	var err error
	if s.size < c.miniCutoff {
		b, err = c.readMini(s, limit)
	} else {
		b, err = c.chain(s.first, limit)
	}
	if err == nil && int64(len(b)) < limit {
		err = Mark{OfficeDamaged, s.name}
	}
	if err != nil {
		return nil, err
	}
	return b[:limit], nil
}

// readMini reads a small stream, which lies in pieces of 64 bytes in a stream of the root.
func (c *compound) readMini(s stream, limit int64) ([]byte, error) {
	if c.miniSectors == nil {
		c.miniSectors = []uint32{}
		for at := c.miniStream.first; at < maxRegular && int64(at) < int64(len(c.fat)) && len(c.miniSectors) <= len(c.fat); at = c.fat[at] {
			c.miniSectors = append(c.miniSectors, at)
		}
	}
	var all []byte
	for at := s.first; at < maxRegular && int64(len(all)) < limit; {
		place := int64(at) * 64
		if index := place / c.sector; index >= int64(len(c.miniSectors)) || int64(at) >= int64(len(c.mini)) {
			return nil, Mark{OfficeDamaged, s.name}
		}
		var b [64]byte
		_, err := c.r.ReadAt(b[:], (int64(c.miniSectors[place/c.sector])+1)*c.sector+place%c.sector)
		if err != nil && err != io.EOF {
			return nil, Mark{OfficeDamaged, s.name}
		}
		all, at = append(all, b[:]...), c.mini[at]
	}
	return all, nil
}

var le = binary.LittleEndian

// readFull fills b from r, or fails.
func readFull(r io.ReaderAt, b []byte, at int64) error {
	n, err := r.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	return cmp.Or(err, io.ErrUnexpectedEOF)
}
