package audit

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"yoshiki/storage"
)

// others knows how far the other chains have come.
type others struct {
	o     Options
	own   string
	ctx   context.Context
	stop  context.CancelFunc
	nudge chan struct{}
	begun bool // the past is known

	mu   sync.Mutex
	last map[string]place // the last segment seen, by chain
	told map[string]int   // the number of that which a checkpoint has named
}

func newOthers(o Options) *others {
	s := &others{o: o, nudge: make(chan struct{}, 1), last: map[string]place{}, told: map[string]int{}}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// begin looks for the last hour in which anybody wrote. Whoever wrote then had seen all
// before, so that what it sees ties the new chain to all.
func (s *others) begin(ctx context.Context) error {
	year := s.o.Now().UTC().Year()
	prefix := root
	for _, part := range []struct {
		format   string
		from, to int
	}{{"%04d", year + 1, year - 10}, {"-%02d", 12, 1}, {"-%02d", 31, 1}, {"/%02d", 23, 0}} {
		found, err := s.lastOf(ctx, prefix, part.format, part.from, part.to)
		if found == "" || err != nil {
			return err
		}
		prefix = found
	}
	return s.list(ctx, prefix)
}

// lastOf is the prefix with the first of the numbers below which there is something.
func (s *others) lastOf(ctx context.Context, prefix, format string, from, to int) (string, error) {
	for n := from; n >= to; n-- {
		longer := prefix + fmt.Sprintf(format, n)
		if found, err := some(ctx, s.o.Store, longer); found || err != nil {
			return longer, err
		}
	}
	return "", nil
}

func some(ctx context.Context, s storage.Store, prefix string) (bool, error) {
	for _, err := range s.List(ctx, prefix) {
		return err == nil, err
	}
	return false, nil
}

// list takes note of all segments below a prefix.
func (s *others) list(ctx context.Context, prefix string) error {
	for o, err := range s.o.Store.List(ctx, prefix) {
		if err != nil {
			return err
		}
		if p, ok := parsePlace(o.Key); ok {
			s.note(p)
		}
	}
	return nil
}

func (s *others) note(p place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.chain != s.own && p.segment > s.last[p.chain].segment {
		s.last[p.chain] = p
	}
}

// news are the segments, by their keys, that no checkpoint has named so far.
func (s *others) news() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var keys []string
	for name, p := range s.last {
		if p.segment > s.told[name] {
			keys = append(keys, p.key)
		}
	}
	slices.Sort(keys)
	return keys
}

// named takes note that a checkpoint names these segments and is durable.
func (s *others) named(keys []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range keys {
		p, _ := parsePlace(key)
		s.told[p.chain] = p.segment
	}
}

// look asks for a look at what the others write now.
func (s *others) look() {
	select {
	case s.nudge <- struct{}{}:
	default:
	}
}

// run looks when asked, but not more often than checkpoints are due. What one look misses,
// the next sees.
func (s *others) run() {
	for {
		select {
		case <-s.nudge:
			s.round()
		case <-s.ctx.Done():
			return
		}
		select {
		case <-time.After(s.o.Every):
		case <-s.ctx.Done():
			return
		}
	}
}

func (s *others) round() {
	if !s.begun {
		s.begun = s.begin(s.ctx) == nil
	}
	now := s.o.Now().UTC()
	for _, t := range []time.Time{now.Add(-time.Minute), now} {
		_ = s.list(s.ctx, root+t.Format(minuteFormat)+"/")
	}
}
