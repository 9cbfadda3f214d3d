package audit

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"

	"yoshiki/storage"
)

// exported begins a segment in an export: its key, and where the chain stood before it.
type exported struct {
	Segment string `json:"segment"`
	Seq     int64  `json:"seq"` // of the line before
	Start   string `json:"start"`
}

// withheld stands in an export for the lines of others, in their place.
type withheld struct {
	Digest string `json:"digest"`
}

// Export writes the log, or the entries of one tenant, as lines of JSON: of every segment
// that has such an entry a line with its key, and then its lines as they stand. A line of
// another tenant is withheld: in its place stands its digest, which tells nothing of it and
// still leads the chain to its checkpoint. [VerifyExport] needs nothing else, and neither
// reads what the log says outside the range. It gives the number of entries.
func Export(ctx context.Context, store storage.Store, tenant string, r Range, w io.Writer) (entries int, err error) {
	b := bufio.NewWriter(w)
	for o, err := range store.List(ctx, root) {
		if err != nil {
			return entries, err
		}
		if _, ok := parsePlace(o.Key); !ok || !r.holds(day(o.Key)) {
			continue
		}
		data, err := read(ctx, store, o)
		if err != nil {
			return entries, err
		}
		entries += exportSegment(b, o.Key, data, tenant)
		if err := b.Flush(); err != nil {
			return entries, err
		}
	}
	return entries, nil
}

func exportSegment(w *bufio.Writer, key string, data []byte, tenant string) (entries int) {
	lines := bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	if len(lines) < 3 {
		return 0
	}
	seq, before, _ := startOf(lines[0])
	var text bytes.Buffer
	write(&text, exported{key, seq - 1, before.String()})
	for i, line := range lines {
		if i < len(lines)-2 && tenant != "" && !of(line, tenant) {
			digest := sha256.Sum256(line)
			write(&text, withheld{base64.RawURLEncoding.EncodeToString(digest[:])})
			continue
		}
		text.Write(line)
		text.WriteByte('\n')
		if i < len(lines)-2 {
			entries++
		}
	}
	if entries > 0 {
		_, _ = text.WriteTo(w) // Flush tells
	}
	return entries
}

// of reports whether a line is an entry of a tenant.
func of(line []byte, tenant string) bool {
	var e struct{ Tenant string }
	return json.Unmarshal(line, &e) == nil && e.Tenant == tenant
}

func write(b *bytes.Buffer, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and numbers
	}
	b.Write(append(data, '\n'))
}

// VerifyExport checks an export by itself: that the entries in it are those of the log, and
// stand between their neighbours. What was left out as a whole segment it cannot know. Keys
// of findings are those of segments, and lines are counted in the export.
func VerifyExport(r io.Reader, e Evidence) (Report, error) {
	v := newVerifier(e)
	in := bufio.NewReader(r)
	x := &exportReader{v: v}
	for number := 1; ; number++ {
		text, err := in.ReadBytes('\n')
		if line, whole := bytes.CutSuffix(text, []byte("\n")); whole {
			x.next(number, line)
		} else if len(text) > 0 {
			v.find(Malformed, x.p.key, number)
		}
		if errors.Is(err, io.EOF) {
			x.end(number)
			return v.report(), nil
		}
		if err != nil {
			return Report{}, err
		}
	}
}
