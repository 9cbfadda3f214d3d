package audit

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"time"

	"yoshiki/storage"
)

// sealed is a segment that is on its way to the store.
type sealed struct {
	key  string
	read func() ([]byte, error)
	done func() error // once the store has it
}

// shipper brings segments to the store, in their order, and tries again until it has them.
type shipper struct {
	o    Options
	ctx  context.Context
	stop context.CancelFunc

	mu      sync.Mutex
	queue   []sealed
	err     error
	closed  bool
	changed chan struct{}
	ended   chan struct{}
}

func newShipper(o Options) *shipper {
	s := &shipper{o: o, changed: make(chan struct{}, 1), ended: make(chan struct{})}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

func (s *shipper) add(all ...sealed) {
	s.mu.Lock()
	s.queue = append(s.queue, all...)
	s.mu.Unlock()
	s.signal()
}

func (s *shipper) signal() {
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

func (s *shipper) first() (next *sealed, closed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) > 0 {
		next = &s.queue[0]
	}
	return next, s.closed
}

func (s *shipper) run() {
	defer close(s.ended)
	for s.ctx.Err() == nil {
		next, closed := s.first()
		switch {
		case next != nil:
			s.shipped(s.bring(*next))
		case closed:
			return
		default:
			select {
			case <-s.changed:
			case <-s.ctx.Done():
			}
		}
	}
}

// shipped takes note of how it went; after a failure it waits.
func (s *shipper) shipped(err error) {
	s.note(err)
	if err != nil {
		s.pause()
		return
	}
	s.mu.Lock()
	s.queue = s.queue[1:]
	s.mu.Unlock()
}

func (s *shipper) note(err error) {
	s.mu.Lock()
	s.err = err
	s.mu.Unlock()
}

// pause waits a moment before the next try.
func (s *shipper) pause() {
	select {
	case <-time.After(s.o.Every):
	case <-s.ctx.Done():
	}
}

func (s *shipper) bring(next sealed) error {
	data, err := next.read()
	if err != nil {
		return err
	}
	if err := s.put(s.ctx, next.key, data); err != nil {
		return err
	}
	return next.done()
}

// put stores a segment and its checkpoint, and locks them. It may be repeated.
func (s *shipper) put(ctx context.Context, key string, data []byte) error {
	err := s.keep(ctx, s.o.Store, key, data)
	if err == nil && s.o.Second != nil {
		err = s.keep(ctx, s.o.Second, key, tail(data))
	}
	return err
}

func (s *shipper) keep(ctx context.Context, store storage.Store, key string, data []byte) error {
	err := store.Put(ctx, key, storage.ContentOf(data), bytes.NewReader(data))
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	retainer, ok := store.(storage.Retainer)
	if !ok || s.o.Keep == 0 {
		return nil
	}
	if err := retainer.Retain(ctx, key, s.o.Now().Add(s.o.Keep)); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// tail are the two last lines of a segment: its checkpoint and the signature.
func tail(data []byte) []byte {
	text := strings.TrimSuffix(string(data), "\n")
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		i = strings.LastIndexByte(text[:i], '\n')
		return data[i+1:]
	}
	return data
}

// close ends when all is in the store or ctx ends.
func (s *shipper) close(ctx context.Context) error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.signal()
	defer s.stop()
	select {
	case <-s.ended:
		return nil
	case <-ctx.Done():
		s.stop()
		<-s.ended
		if n, err := s.behind(); n > 0 {
			return errors.Join(ctx.Err(), err)
		}
		return nil
	}
}

func (s *shipper) behind() (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue), s.err
}
