package audit

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// head is where a chain stands: it stands for everything before.
type head [sha256.Size]byte

func (h head) String() string { return base64.RawURLEncoding.EncodeToString(h[:]) }

// after is the head when a line has been added, by the line's digest.
func (h head) after(digest [sha256.Size]byte) head {
	var both [2 * sha256.Size]byte
	copy(both[:], h[:])
	copy(both[sha256.Size:], digest[:])
	return sha256.Sum256(both[:])
}

func emptyChain(name string) head { return sha256.Sum256([]byte("yoshiki audit " + name)) }

// newChain is a name that no other chain has.
func newChain() string { return strings.ToLower(rand.Text()[:20]) }

// chain is what is written next.
type chain struct {
	name    string
	segment int   // number of the segment that is open, from 1
	seq     int64 // of the last line
	head    head
}

// line starts a line: its number, and the head before it.
func (c *chain) line(b []byte) []byte { return appendStart(b, c.seq+1, c.head) }

func appendStart(b []byte, seq int64, before head) []byte {
	b = strconv.AppendInt(append(b, `{"seq":`...), seq, 10)
	b = append(b, `,"prev":"`...)
	b = base64.RawURLEncoding.AppendEncode(b, before[:])
	return append(b, `",`...)
}

// add moves the chain behind a line, which has no line feed.
func (c *chain) add(line []byte) {
	c.seq++
	c.head = c.head.after(sha256.Sum256(line))
}

// entry adds an entry to the segment that b holds.
func (c *chain) entry(b []byte, e Entry) []byte {
	start := len(b)
	b = append(appendEntry(c.line(b), e, salt()), '}')
	c.add(b[start:])
	return append(b, '\n')
}

// salt keeps what a line says from being guessed by its digest, which stands for the lines
// of others in an export.
func salt() string {
	var b [12]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// checkpoint says how far a chain has come.
type checkpoint struct {
	Chain   string    `json:"chain"`
	Segment int       `json:"segment"`
	Time    time.Time `json:"time"`
	Seen    []string  `json:"seen,omitempty"` // last segments of other chains, by their keys
}

// signature is the last line of a segment.
type signature struct {
	Key       string `json:"key"` // see [KeyID]
	Signature []byte `json:"signature"`
}

// seal closes the segment that is open: it gives the two last lines and the segment's key.
func (c *chain) seal(key ed25519.PrivateKey, now time.Time, seen []string) (lines []byte, place string, err error) {
	data, err := json.Marshal(checkpoint{c.name, c.segment, now.UTC().Truncate(time.Microsecond), seen})
	if err != nil {
		return nil, "", err
	}
	line := fmt.Appendf(c.line(nil), `"checkpoint":%s}`, data)
	signed, err := json.Marshal(signature{KeyID(key.Public().(ed25519.PublicKey)), ed25519.Sign(key, line)})
	if err != nil {
		return nil, "", err
	}
	c.add(line)
	place = placeOf(now, c.name, c.segment, c.head)
	c.segment++
	return fmt.Appendf(nil, "%s\n%s\n", line, signed), place, nil
}
