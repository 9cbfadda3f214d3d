package audit

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"
)

// unknown is the number of a line behind a gap: the next line tells it.
const unknown = -1

// segment follows a chain through one segment, up to the first thing that does not hold.
func (v *verifier) segment(f *followed, p place, data []byte) {
	lines := bytes.Split(data, []byte("\n"))
	if len(lines) < 3 || len(lines[len(lines)-1]) > 0 {
		v.find(Unclosed, p.key, len(lines))
		return
	}
	n := len(lines) - 2 // of those in the chain
	for i, line := range lines[:n] {
		if !v.line(f, p, i+1, line, lines[i+1]) {
			f.seq = unknown
			return
		}
	}
	v.Entries += n - 1
	if f.head != p.head {
		v.find(Replaced, p.key, n)
	}
	v.checkpoint(p, n, lines[n-1], lines[n])
}

// line checks that a line is the next of its chain, and moves the chain behind it. The line
// after it tells which of two that do not fit together is the one that was written.
func (v *verifier) line(f *followed, p place, number int, line, next []byte) bool {
	if f.seq == unknown {
		seq, before, ok := startOf(line)
		if !ok {
			v.find(Malformed, p.key, number)
			return false
		}
		f.seq, f.head = seq-1, before
	}
	var b [128]byte
	if bytes.HasPrefix(line, f.line(b[:0])) && line[len(line)-1] == '}' {
		f.add(line)
		return true
	}
	seq, before, ok := startOf(line)
	switch {
	case !ok:
		v.find(Malformed, p.key, number)
	case seq > f.seq+1:
		v.find(LinesMissing, p.key, number, "from", fmt.Sprint(f.seq+1), "to", fmt.Sprint(seq-1))
	case seq < f.seq+1:
		v.find(LinesMoved, p.key, number, "number", fmt.Sprint(seq), "expected", fmt.Sprint(f.seq+1))
	case number > 1 && leads(before.after(sha256.Sum256(line)), next, p):
		v.find(Changed, p.key, number-1)
	default:
		v.find(Changed, p.key, number)
	}
	return false
}

// leads reports whether a head is the one that the next line stands behind or, where that is
// the signature, the key of the segment names.
func leads(h head, next []byte, p place) bool {
	_, before, ok := startOf(next)
	return ok && before == h || h == p.head
}

// startOf reads what a line says of its place in the chain.
func startOf(line []byte) (seq int64, before head, ok bool) {
	var at struct {
		Seq  int64
		Prev string
	}
	if json.Unmarshal(line, &at) != nil || at.Seq < 1 {
		return 0, before, false
	}
	before, ok = parseHead(at.Prev)
	return at.Seq, before, ok && bytes.HasPrefix(line, appendStart(nil, at.Seq, before))
}

// checkpoint checks the last two lines of a segment, the first of which is number n.
func (v *verifier) checkpoint(p place, n int, line, last []byte) {
	var c struct{ Checkpoint *checkpoint }
	var s signature
	if json.Unmarshal(line, &c) != nil || c.Checkpoint == nil || json.Unmarshal(last, &s) != nil {
		v.find(Unclosed, p.key, n)
		return
	}
	if again, err := json.Marshal(s); err != nil || !bytes.Equal(again, last) {
		v.find(Forged, p.key, n+1, "key", strconv.Quote(s.Key))
		return
	}
	key, known := v.keys[s.Key]
	switch {
	case !known:
		v.find(UnknownKey, p.key, n+1, "key", strconv.Quote(s.Key))
	case !ed25519.Verify(key, line, s.Signature):
		v.find(Forged, p.key, n+1, "key", strconv.Quote(s.Key))
	case c.Checkpoint.Chain != p.chain || c.Checkpoint.Segment != p.segment || c.Checkpoint.Time.UTC().Format(minuteFormat) != p.minute:
		v.find(Misplaced, p.key, n, "segment", fmt.Sprint(c.Checkpoint.Segment), "chain", strconv.Quote(c.Checkpoint.Chain))
	default:
		v.sound(p, *c.Checkpoint)
	}
}

// sound takes note of what a checkpoint tells of the other chains.
func (v *verifier) sound(p place, c checkpoint) {
	if c.Time.After(v.Last) {
		v.Last = c.Time
	}
	for _, key := range c.Seen {
		v.named[key] = p.key
	}
}
