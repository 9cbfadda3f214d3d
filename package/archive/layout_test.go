package archive_test

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"testing"

	"golang.org/x/text/unicode/norm"

	"yoshiki/package/archive"
)

// layout is how a program that we cannot run lays out its zips.
type layout struct {
	system, version uint16 // that made it
	flags           uint16
	local, central  []byte // extra fields
	attributes      uint32
	folders         bool
	streamed        bool // sizes and sum behind the content
}

// layouts are those of the Explorer of Windows and of the archive program of macOS.
var layouts = map[string]layout{
	"windows": {0, 20, 0x800, nil, nil, 0x20, false, false},
	"macos":   {3, 21, 0, unixTimes, unixTimes, 0o100644 << 16, true, true},
}

var unixTimes = append([]byte{0x55, 0x58, 12, 0}, make([]byte, 12)...)

// made lays out files by name.
func (l layout) made(t *testing.T, names []string, contents [][]byte) []byte {
	t.Helper()
	var b, directory bytes.Buffer
	for i, name := range names {
		content, folder := contents[i], name[len(name)-1] == '/'
		var packed bytes.Buffer
		w, err := flate.NewWriter(&packed, flate.DefaultCompression)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write(content) // into memory
		_ = w.Close()
		method, flags := uint16(8), l.flags
		if l.streamed && !folder {
			flags |= 8
		}
		if folder || len(content) == 0 && !l.streamed {
			method, packed = 0, bytes.Buffer{}
		}
		sums := le.AppendUint32(nil, crcOf(content))
		sums = le.AppendUint32(le.AppendUint32(sums, uint32(packed.Len())), uint32(len(content)))
		before := sums
		if flags&8 != 0 {
			before = make([]byte, 12)
		}
		head := func(sums []byte, extra []byte) []byte {
			h := le.AppendUint16(le.AppendUint16(le.AppendUint16(nil, 20), flags), method)
			h = append(append(h, 0x21, 0x52, 0x81, 0x5c), sums...)
			return le.AppendUint16(le.AppendUint16(h, uint16(len(name))), uint16(len(extra)))
		}
		at := uint32(b.Len())
		b.WriteString("PK\x03\x04")
		b.Write(head(before, l.local))
		b.WriteString(name)
		b.Write(l.local)
		b.Write(packed.Bytes())
		if flags&8 != 0 {
			b.WriteString("PK\x07\x08")
			b.Write(sums)
		}
		directory.WriteString("PK\x01\x02")
		directory.Write(le.AppendUint16(nil, l.system<<8|l.version))
		directory.Write(head(sums, l.central))
		directory.Write(make([]byte, 6)) // comment, disk, attributes of the text
		directory.Write(le.AppendUint32(le.AppendUint32(nil, l.attributes), at))
		directory.WriteString(name)
		directory.Write(l.central)
	}
	start := uint32(b.Len())
	b.Write(directory.Bytes())
	b.WriteString("PK\x05\x06\x00\x00\x00\x00")
	b.Write(le.AppendUint16(le.AppendUint16(nil, uint16(len(names))), uint16(len(names))))
	b.Write(le.AppendUint32(le.AppendUint32(nil, uint32(directory.Len())), start))
	b.Write([]byte{0, 0})
	return b.Bytes()
}

// TestHonestLayouts takes zips as Windows and macOS lay them out, twenty of each.
func TestHonestLayouts(t *testing.T) {
	for system, l := range layouts {
		for i := range 20 {
			var names []string
			var contents [][]byte
			add := func(name string, content []byte) {
				names, contents = append(names, name), append(contents, content)
			}
			if l.folders {
				add(norm.NFD.String("様式データ/"), nil)
			}
			for j := range 1 + i%5 {
				name := fmt.Sprintf("様式データ/2-%d.txt", j)
				if l.folders {
					name = norm.NFD.String(name)
				}
				add(name, bytes.Repeat([]byte("令和8年"), i*j*40))
				if l.folders {
					add("__MACOSX/._"+fmt.Sprint(j), []byte("\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        "))
				}
			}
			data := l.made(t, names, contents)
			z, err := archive.Open(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatalf("%s %d: %v", system, i, err)
			}
			for n := range z.Entries {
				r, err := z.Entries[n].Open()
				if err != nil {
					t.Fatalf("%s %d: %v", system, i, err)
				}
				if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, contents[n]) || z.Entries[n].Name != names[n] {
					t.Errorf("%s %d: %q: %v", system, i, names[n], err)
				}
			}
		}
	}
}
