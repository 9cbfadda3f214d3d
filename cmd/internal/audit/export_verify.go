package audit

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
)

// exportReader follows one segment of an export after the other.
type exportReader struct {
	v       *verifier
	p       place
	f       followed
	entries int
	point   []byte // the checkpoint, once it was there
	broken  bool   // the segment has a finding
	open    bool   // it waits for its checkpoint or signature
}

// next takes a line: the start of a segment, a digest, an entry, a checkpoint or a signature.
func (x *exportReader) next(number int, line []byte) {
	var at struct {
		Segment, Start, Digest string
		Seq                    int64
		Checkpoint             *json.RawMessage
		Signature              []byte
	}
	switch err := json.Unmarshal(line, &at); {
	case err != nil:
		x.find(Malformed, number)
	case at.Segment != "":
		x.end(number)
		x.begin(number, at.Segment, at.Start, at.Seq)
	case !x.open || x.broken:
		x.find(Malformed, number)
	case x.point != nil:
		x.close(number, line)
	case at.Digest != "":
		x.withheld(number, at.Digest)
	default:
		x.line(number, line, at.Checkpoint != nil)
	}
}

func (x *exportReader) find(code string, number int) {
	if !x.broken {
		x.v.find(code, x.p.key, number)
	}
	x.broken = true
}

func (x *exportReader) begin(number int, key, start string, seq int64) {
	p, ok := parsePlace(key)
	before, fits := parseHead(start)
	*x = exportReader{v: x.v, p: p, open: true}
	if !ok || !fits {
		x.find(Malformed, number)
	}
	x.f.chain = chain{name: p.chain, seq: seq, head: before}
	x.v.Segments++
	x.v.present[p.head] = true
}

func (x *exportReader) withheld(number int, digest string) {
	d, err := base64.RawURLEncoding.Strict().DecodeString(digest)
	if err != nil || len(d) != sha256.Size {
		x.find(Malformed, number)
		return
	}
	x.f.head = x.f.head.after([sha256.Size]byte(d))
	x.f.seq++
}

func (x *exportReader) line(number int, line []byte, checkpoint bool) {
	if !bytes.HasPrefix(line, x.f.line(nil)) {
		x.find(Changed, number)
		return
	}
	x.f.add(line)
	if checkpoint {
		x.point = line
		return
	}
	x.entries++
}

// close takes the signature, which ends a segment.
func (x *exportReader) close(number int, line []byte) {
	if x.f.head != x.p.head {
		x.find(Replaced, number)
		return
	}
	x.v.checkpoint(x.p, number-1, x.point, line)
	x.v.Entries += x.entries
	x.v.chains[x.p.chain] = &followed{last: x.p}
	x.open = false
}

// end is that of the export, or where the next segment begins.
func (x *exportReader) end(number int) {
	if x.open {
		x.find(Unclosed, number)
	}
	x.open = false
}
