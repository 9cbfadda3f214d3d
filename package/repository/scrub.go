package repository

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// Flaw is one thing that is wrong in a store.
type Flaw struct {
	Package string // id of the package that it is in; "" for a paper by itself
	Key     string // of the object; "" for the package as a whole
	Err     error
}

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
// with its size. What is wrong is told to found, one flaw at a time. Saves and a Collect
// may run meanwhile. The error is that of a store that does not answer.
func Scrub(ctx context.Context, store storage.Store, share Share, found func(Flaw)) (Scrubbed, error) {
	s := &scrubber{store: store, share: share, found: found, papers: map[string]int64{}}
	if err := s.scrub(ctx); err != nil {
		return s.done, fmt.Errorf("scrub: %w", err)
	}
	return s.done, nil
}

type scrubber struct {
	store  storage.Store
	share  Share
	found  func(Flaw)
	papers map[string]int64 // size of each, by key

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
			s.found(Flaw{Key: o.Key, Err: errors.New("not the name of a paper")})
		} else if s.share.has(want) {
			read = append(read, paperObject{o.Key, want})
		}
	}
	err := storage.Each(ctx, len(read), func(ctx context.Context, i int) error { return s.paper(ctx, read[i]) })
	if err != nil {
		return err
	}
	for id, err := range Packages(ctx, s.store) {
		if err == nil {
			err = s.pack(ctx, id)
		}
		if err != nil {
			return err
		}
	}
	return s.cases(ctx)
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
		s.found(Flaw{Key: p.key, Err: err})
	}
	return nil
}

// pack looks at one package.
func (s *scrubber) pack(ctx context.Context, id string) error {
	s.done.Packages++
	b, err := Load(ctx, s.store, id)
	if err != nil {
		s.found(Flaw{Package: id, Err: err})
		return ctx.Err()
	}
	for _, f := range b.Files() {
		if !manifest.IsPayload(f.Path) {
			continue
		}
		if err := s.there(ctx, id, storage.Object{Key: blobKey(f.Content), Size: f.Content.Size}); err != nil {
			return err
		}
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
		s.found(Flaw{id, o.Key, err})
	case size != o.Size:
		s.found(Flaw{id, o.Key, storage.ErrMismatch})
	}
	return nil
}
