package vet_test

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"yoshiki/package/vet"
)

var le = binary.LittleEndian

// entry is what goes into a zip file, with all that may be wrong with it.
type entry struct {
	name, local    string // local is the name in the local header, if it differs
	data           []byte
	stored         bool
	method         uint16 // claimed, if it is neither 0 nor 8
	flags          uint16
	mode           uint16
	extra          []byte
	size           uint32 // claimed, if not 0
	crc            uint32 // claimed, if not 0
	descriptor     []byte // behind the data
	gap            []byte // behind that
	unlisted       bool
	at             int // offset claimed, if not 0
	localHeader    func([]byte)
	centralHeader  func([]byte)
	disk           uint16
	unsaidInLocal  bool // sizes and sum are 0 in the local header
	alreadyDeflate []byte
}

// archive is a zip file to be made.
type archive struct {
	prefix, tail []byte
	comment      string
	entries      []entry
	end          func(end []byte)
	beforeEnd    func(directory, size int) []byte
}

func text(name, content string) entry { return entry{name: name, data: []byte(content)} }

func deflate(data []byte) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestSpeed) // the level exists
	_, _ = w.Write(data)                         // into memory
	_ = w.Close()
	return b.Bytes()
}

func (a archive) bytes() []byte {
	out := bytes.Clone(a.prefix)
	var directory []byte
	count := 0
	for _, e := range a.entries {
		offset := len(out)
		packed, method := e.alreadyDeflate, uint16(8)
		if e.stored {
			packed, method = e.data, 0
		} else if packed == nil {
			packed = deflate(e.data)
		}
		if e.method != 0 {
			method = e.method
		}
		size, crc := uint32(len(e.data)), crc32.ChecksumIEEE(e.data)
		if e.size != 0 {
			size = e.size
		}
		if e.crc != 0 {
			crc = e.crc
		}
		localName := e.name
		if e.local != "" {
			localName = e.local
		}
		h := make([]byte, 30)
		le.PutUint32(h, 0x04034b50)
		le.PutUint16(h[4:], 20)
		le.PutUint16(h[6:], e.flags)
		le.PutUint16(h[8:], method)
		if !e.unsaidInLocal {
			le.PutUint32(h[14:], crc)
			le.PutUint32(h[18:], uint32(len(packed)))
			le.PutUint32(h[22:], size)
		}
		le.PutUint16(h[26:], uint16(len(localName)))
		le.PutUint16(h[28:], uint16(len(e.extra)))
		if e.localHeader != nil {
			e.localHeader(h)
		}
		out = append(append(append(append(append(append(out, h...), localName...), e.extra...), packed...), e.descriptor...), e.gap...)
		if e.unlisted {
			continue
		}
		c := make([]byte, 46)
		le.PutUint32(c, 0x02014b50)
		le.PutUint16(c[4:], 3<<8|20)
		le.PutUint16(c[6:], 20)
		le.PutUint16(c[8:], e.flags)
		le.PutUint16(c[10:], method)
		le.PutUint32(c[16:], crc)
		le.PutUint32(c[20:], uint32(len(packed)))
		le.PutUint32(c[24:], size)
		le.PutUint16(c[28:], uint16(len(e.name)))
		le.PutUint16(c[30:], uint16(len(e.extra)))
		le.PutUint16(c[34:], e.disk)
		le.PutUint16(c[40:], e.mode)
		if e.at != 0 {
			offset = e.at - 1
		}
		le.PutUint32(c[42:], uint32(offset-len(a.prefix)))
		if e.centralHeader != nil {
			e.centralHeader(c)
		}
		directory = append(append(append(directory, c...), e.name...), e.extra...)
		count++
	}
	start := len(out)
	out = append(out, directory...)
	if a.beforeEnd != nil {
		out = append(out, a.beforeEnd(start, len(directory))...)
	}
	end := make([]byte, 22)
	le.PutUint32(end, 0x06054b50)
	le.PutUint16(end[8:], uint16(count))
	le.PutUint16(end[10:], uint16(count))
	le.PutUint32(end[12:], uint32(len(directory)))
	le.PutUint32(end[16:], uint32(start-len(a.prefix)))
	le.PutUint16(end[20:], uint16(len(a.comment)))
	if a.end != nil {
		a.end(end)
	}
	return append(append(append(out, end...), a.comment...), a.tail...)
}

// look is vet.Look on bytes.
func look(data []byte, name string) vet.Verdict {
	return vet.Look(bytes.NewReader(data), int64(len(data)), name)
}

// has reports whether a verdict has a mark of the class.
func has(v vet.Verdict, class vet.Class) bool {
	for _, m := range v.Marks {
		if m.Class == class {
			return true
		}
	}
	return false
}

// wantClass fails unless the file has a mark of the class.
func wantClass(t *testing.T, data []byte, name string, class vet.Class) {
	t.Helper()
	v := look(data, name)
	if !has(v, class) {
		t.Errorf("%s: %v, want %s", v.MediaType, v.Marks, class)
	}
	if v.Policy() == vet.Record && class.Policy() != vet.Record {
		t.Errorf("policy %s", v.Policy())
	}
}
