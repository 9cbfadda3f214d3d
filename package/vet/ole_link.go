package vet

import "bytes"

// The kinds of monikers (MS-OLEDS, section 2.3.3.1) that can be read: of a file, of several
// parts, of an item in a file.
var (
	fileMoniker      = []byte("\x03\x03\x00\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46")
	itemMoniker      = []byte("\x04\x03\x00\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46")
	compositeMoniker = []byte("\x09\x03\x00\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46")
)

// oleLink looks at the stream that says whether an object is linked, and to what (MS-OLEDS,
// section 2.3.3): a version, flags of which the first says so, two numbers, and three
// monikers, each behind its length, which counts itself.
func (l *looker) oleLink(c *compound, s stream) {
	const head, monikers, counted = 16, 3, 4
	b, err := c.read(s, maxStream)
	if err != nil || len(b) < head || b[4]&1 == 0 {
		return
	}
	b = b[head:]
	for n := 0; n < monikers && len(b) >= counted; n++ {
		size := max(counted, min(int64(len(b)), int64(le.Uint32(b))))
		if size > counted {
			l.moniker(s.name, b[counted:size])
		}
		b = b[size:]
	}
}

// moniker marks what a moniker leads to. All but those of files lead to a server or run
// something.
func (l *looker) moniker(where string, b []byte) {
	if rest, is := bytes.CutPrefix(b, compositeMoniker); is && len(rest) > 4 {
		b = rest[4:]
	}
	if bytes.HasPrefix(b, itemMoniker) {
		return
	}
	rest, is := bytes.CutPrefix(b, fileMoniker)
	if !is || len(rest) < 6 {
		l.mark(OfficeRemote, where)
		return
	}
	name, _, _ := bytes.Cut(rest[6:], []byte{0})
	if remote(string(name)) {
		l.mark(OfficeRemote, string(name))
	} else {
		l.mark(OfficeLink, string(name))
	}
}
