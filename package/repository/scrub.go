package repository

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// Flaw is one object of a store that is damaged, lost, or not of the store.
type Flaw struct {
	Package string // id of the package that it is in; "" for a paper or a case by itself
	Key     string // of the object
	Err     error  // [fs.ErrNotExist], [storage.ErrMismatch], [ErrStray] or [ErrUnfinished], or that of its reading
}

var (
	// ErrStray says that nothing in the store names an object.
	ErrStray = errors.New("nothing in the store names it")
	// ErrUnfinished says that a package has no COMMIT: it was lost, or a Save did not end.
	ErrUnfinished = errors.New("COMMIT is missing")
)

// Share is a part of the papers, so that a store is read over many days: part Part of Of,
// counted from 0. The zero Share is all of them. The papers of a share stay the same, and
// every paper is in one.
type Share struct{ Part, Of int }

func (s Share) has(c storage.Content) bool {
	return s.Of <= 1 || binary.BigEndian.Uint64(c.SHA256[:8])%uint64(s.Of) == uint64(s.Part)
}

// Scrubbed says how much was looked at.
type Scrubbed struct {
	Packages int
	Cases    int   // versions of cases
	Papers   int   // that were read
	Bytes    int64 // of those
}

// Scrub looks for damage in a whole store. It reads the papers of the share to their end
// and compares them with their digests; it reads the tag files and COMMIT of every
// package and every version of a case, and looks whether each of their papers is there
// with its size, and for versions of cases that are
// missing: those among others, and those that packages were made from here. Each damaged object is told to found, by itself and once. Saves and a
// Collect may run meanwhile; a Save that has not ended by then is told. The error is that of
// a store that does not answer.
func Scrub(ctx context.Context, store storage.Store, share Share, found func(Flaw)) (Scrubbed, error) {
	s := &scrubber{store: store, share: share, found: found, told: map[string]bool{}, papers: map[string]int64{}, held: map[casefile.CaseID]*held{}}
	if err := s.scrub(ctx); err != nil {
		return s.done, fmt.Errorf("scrub: %w", err)
	}
	return s.done, nil
}

type scrubber struct {
	store  storage.Store
	share  Share
	found  func(Flaw)
	told   map[string]bool  // keys that were told
	papers map[string]int64 // size of each, by key
	cited  []cited
	held   map[casefile.CaseID]*held

	mu   sync.Mutex
	done Scrubbed
}

func (s *scrubber) scrub(ctx context.Context) error {
	var read []paperObject
	for o, err := range s.store.List(ctx, "blobs/") {
		if err != nil {
			return err
		}
		s.papers[o.Key] = o.Size
		want, err := contentOf(o.Size, o.Key[strings.LastIndexByte(o.Key, '/')+1:])
		if err != nil || blobKey(want) != o.Key {
			s.flaw("", o.Key, ErrStray)
		} else if s.share.has(want) {
			read = append(read, paperObject{o.Key, want})
		}
	}
	err := storage.Each(ctx, len(read), func(ctx context.Context, i int) error { return s.paper(ctx, read[i]) })
	if err != nil {
		return err
	}
	if err := s.packages(ctx); err != nil {
		return err
	}
	return s.cases(ctx)
}

// flaw tells of an object, once.
func (s *scrubber) flaw(id, key string, err error) {
	if !s.told[key] {
		s.told[key] = true
		s.found(Flaw{id, key, err})
	}
}

type paperObject struct {
	key  string
	want storage.Content
}

// paper reads one.
func (s *scrubber) paper(ctx context.Context, p paperObject) error {
	r, err := s.store.Open(ctx, p.key)
	if err == nil {
		var got storage.Content
		got, err = storage.Measure(ctx, r)
		if err = errors.Join(err, r.Close()); err == nil && got != p.want {
			err = storage.ErrMismatch
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if errors.Is(err, fs.ErrNotExist) { // collected meanwhile, unless a package needs it
		delete(s.papers, p.key)
		return nil
	}
	s.done.Papers++
	s.done.Bytes += p.want.Size
	if err != nil {
		s.flaw("", p.key, err)
	}
	return nil
}

// there looks for a paper of a package or of a case.
func (s *scrubber) there(ctx context.Context, id string, o storage.Object) (err error) {
	size, known := s.papers[o.Key]
	if !known { // what needs it may be younger than the listing
		size, err = s.store.Stat(ctx, o.Key)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		s.flaw(id, o.Key, err)
	case size != o.Size && o.Size != anySize:
		s.flaw(id, o.Key, storage.ErrMismatch)
	}
	return nil
}
