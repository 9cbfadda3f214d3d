package audit

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"yoshiki/storage"
)

// Range limits what is read to whole days (UTC), the first and the last, 2026-11-30; "" is
// without a limit. What lies outside is taken for sound.
type Range struct{ From, To string }

func (r Range) holds(day string) bool { return day >= r.From && (r.To == "" || day <= r.To) }

// Evidence is what is known of a log from elsewhere.
type Evidence struct {
	Keys   []ed25519.PublicKey
	Second storage.Store // where the log put its checkpoints once more; nil if nowhere
	Heads  []string      // of [Report.Heads], noted before
	Range
}

// Report is what a log holds.
type Report struct {
	Entries, Segments, Chains int
	Last                      time.Time // the newest checkpoint
	Heads                     []string  // the last segment of each chain: the whole log in a few lines
	Findings                  []Finding
}

// largestSegment is more than the log ever writes.
const largestSegment = 256 << 20

// verifier holds what is known so far of every chain.
type verifier struct {
	Report
	evidence Evidence
	keys     map[string]ed25519.PublicKey
	chains   map[string]*followed
	present  map[head]bool     // the segments that are there, by the heads in their keys
	named    map[string]string // the segments that are named elsewhere, and by what
}

// followed is a chain as far as it has been read.
type followed struct {
	chain
	last place
}

// Verify reads the whole log, or the days of a range, and says what does not hold. The
// error is one of the store, and then nothing is known. It holds 43 bytes of memory or so
// for each segment.
func Verify(ctx context.Context, store storage.Store, e Evidence) (Report, error) {
	v := newVerifier(e)
	for o, err := range store.List(ctx, root) {
		if err != nil {
			return Report{}, err
		}
		if err := v.object(ctx, store, o); err != nil {
			return Report{}, err
		}
	}
	if err := v.elsewhere(ctx); err != nil {
		return Report{}, err
	}
	v.ties()
	return v.report(), nil
}

func newVerifier(e Evidence) *verifier {
	v := &verifier{evidence: e, keys: map[string]ed25519.PublicKey{}, chains: map[string]*followed{}, present: map[head]bool{}, named: map[string]string{}}
	for _, key := range e.Keys {
		v.keys[KeyID(key)] = key
	}
	return v
}

func (v *verifier) report() Report {
	v.Chains = len(v.chains)
	for _, f := range v.chains {
		v.Heads = append(v.Heads, f.last.key)
	}
	slices.Sort(v.Heads)
	return v.Report
}

func (v *verifier) find(code, key string, line int, args ...string) {
	f := Finding{Code: code, Key: key, Line: line, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	v.Findings = append(v.Findings, f)
}

// object reads an object of the log's folder, if it is of the range.
func (v *verifier) object(ctx context.Context, store storage.Store, o storage.Object) error {
	p, ok := parsePlace(o.Key)
	switch {
	case !ok:
		v.find(Foreign, o.Key, 0)
		return nil
	case !v.evidence.holds(day(o.Key)):
		return nil
	}
	data, err := read(ctx, store, o)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	v.present[p.head] = true
	v.Segments++
	f := v.follow(p)
	if err != nil {
		v.find(Unreadable, p.key, 0, "reason", err.Error())
	} else {
		v.segment(f, p, data)
	}
	f.head, f.segment, f.last = p.head, p.segment+1, p
	return nil
}

func read(ctx context.Context, store storage.Store, o storage.Object) ([]byte, error) {
	if o.Size > largestSegment {
		return nil, fmt.Errorf("%d bytes", o.Size)
	}
	r, err := store.Open(ctx, o.Key)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, largestSegment))
	return data, errors.Join(err, r.Close())
}

// follow is the chain of a segment, which must be its next.
func (v *verifier) follow(p place) *followed {
	f := v.chains[p.chain]
	switch {
	case f == nil:
		f = &followed{chain: chain{name: p.chain, segment: 1, head: emptyChain(p.chain)}}
		v.chains[p.chain] = f
		if p.segment > 1 && v.evidence.From != "" {
			f.segment, f.seq = p.segment, unknown
		} else if p.segment > 1 {
			v.find(Missing, p.key, 0, "from", "1", "to", fmt.Sprint(p.segment-1), "chain", p.chain)
		}
	case p.segment > f.segment:
		v.find(Missing, p.key, 0, "from", fmt.Sprint(f.segment), "to", fmt.Sprint(p.segment-1), "chain", p.chain)
	case p.segment < f.segment:
		v.find(Twice, p.key, 0, "segment", fmt.Sprint(p.segment), "chain", p.chain)
	}
	if p.segment != f.segment {
		f.seq = unknown
	}
	return f
}

// elsewhere collects what the second place and an earlier verification name.
func (v *verifier) elsewhere(ctx context.Context) error {
	for _, key := range v.evidence.Heads {
		v.named[key] = cmp.Or(v.named[key], ByNote)
	}
	if v.evidence.Second == nil {
		return nil
	}
	for o, err := range v.evidence.Second.List(ctx, root) {
		if err != nil {
			return err
		}
		v.named[o.Key] = cmp.Or(v.named[o.Key], BySecond)
	}
	return nil
}

// ties finds the segments that are named and not there. The places where they are named
// are all sound, or found not to be.
func (v *verifier) ties() {
	var gone []string
	for key := range v.named {
		if p, ok := parsePlace(key); ok && !v.present[p.head] && v.evidence.holds(day(key)) {
			gone = append(gone, key)
		}
	}
	slices.Sort(gone)
	for _, key := range gone {
		v.find(Rebuilt, key, 0, "by", v.named[key])
	}
}
