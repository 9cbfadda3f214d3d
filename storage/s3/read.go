package s3

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
)

// Open implements [storage.Store]. A connection that breaks midway is made anew, and the
// reader goes on at the same byte.
func (s *Store) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	if err := storage.CheckKey(key); err != nil {
		return nil, err
	}
	r := &reader{ctx: ctx, store: s, key: key}
	if err := r.connect(); err != nil {
		return nil, fmt.Errorf("%s: %w", key, err)
	}
	return r, nil
}

// reader gives the bytes of one object.
type reader struct {
	ctx   context.Context
	store *Store
	key   string
	body  io.ReadCloser
	etag  string // of the object that is being read
	next  int64  // offset of the next byte
	size  int64  // bytes of the object

	stalls int   // times that the server fell silent
	stall  int64 // offset of the next byte when it last did
}

// connect asks for the bytes from the next one on.
func (r *reader) connect() error {
	return r.store.retry(r.ctx, readTime, func(context.Context, int) error {
		var options minio.GetObjectOptions
		if r.next > 0 {
			if err := errors.Join(options.SetRange(r.next, 0), options.SetMatchETag(r.etag)); err != nil {
				return err
			}
		}
		body, info, _, err := r.store.core.GetObject(r.ctx, r.store.config.Bucket, r.store.name(r.key), options)
		if err != nil {
			return missing(err)
		}
		r.body = body
		if r.next == 0 {
			r.etag, r.size = info.ETag, info.Size
		}
		return nil
	})
}

func (r *reader) Read(p []byte) (int, error) {
	for broken := 0; ; broken++ {
		n, err := r.body.Read(p)
		r.next += int64(n)
		switch {
		case err == nil, err == io.EOF && r.next >= r.size:
			return n, err
		case errors.Is(err, errSlow), errors.Is(err, errStalled) && r.stalled():
			return n, fmt.Errorf("%s: byte %d: %w", r.key, r.next, err)
		case n > 0:
			return n, nil // what broke meets the next Read again
		case r.ctx.Err() != nil:
			return 0, fmt.Errorf("%s: %w: %w", r.key, r.ctx.Err(), err)
		case broken == attempts:
			return 0, fmt.Errorf("%s: byte %d: %w", r.key, r.next, err)
		}
		if err := errors.Join(r.body.Close(), r.connect()); err != nil {
			return 0, fmt.Errorf("%s: byte %d: %w", r.key, r.next, err)
		}
	}
}

// stalled reports whether the server has fallen silent too often: again, and before it gave
// much more.
func (r *reader) stalled() bool {
	const much = 1 << 20
	if r.stalls == 0 || r.next-r.stall > much {
		r.stalls = 0
	}
	r.stalls, r.stall = r.stalls+1, r.next
	return r.stalls == silences
}

// Close gives the connection back.
func (r *reader) Close() error { return r.body.Close() }

// Stat implements [storage.Store].
func (s *Store) Stat(ctx context.Context, key string) (int64, error) {
	if err := storage.CheckKey(key); err != nil {
		return 0, err
	}
	info, err := s.stat(ctx, key)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", key, err)
	}
	return info.Size, nil
}

func (s *Store) stat(ctx context.Context, key string) (info minio.ObjectInfo, err error) {
	err = s.retry(ctx, s.answerTime(), func(ctx context.Context, _ int) error {
		info, err = s.core.StatObject(ctx, s.config.Bucket, s.name(key), minio.StatObjectOptions{})
		return missing(err)
	})
	return info, err
}

// missing makes "no such object" [fs.ErrNotExist].
func missing(err error) error {
	if isMissing(err) && minio.ToErrorResponse(err).Code != "NoSuchBucket" {
		return fs.ErrNotExist
	}
	return err
}

// List implements [storage.Store]. What no Put can have made is passed over.
func (s *Store) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		if err := s.list(ctx, prefix, yield); err != nil {
			yield(storage.Object{}, fmt.Errorf("list %s: %w", prefix, err))
		}
	}
}

// errOrder protects the promise of List; Amazon's directory buckets break it.
var errOrder = errors.New("the store does not list in bytewise order of the keys")

func (s *Store) list(ctx context.Context, prefix string, yield func(storage.Object, error) bool) error {
	if prefix != "" && storage.CheckKey(strings.TrimSuffix(prefix, "/")) != nil {
		return ctx.Err()
	}
	l := lister{store: s, prefix: prefix, yield: yield}
	return s.retry(ctx, readTime, func(ctx context.Context, _ int) error { return l.run(ctx) })
}

// lister goes on behind the last name that it has seen when a page does not arrive.
type lister struct {
	store  *Store
	prefix string
	yield  func(storage.Object, error) bool
	last   string // name in the bucket
}

func (l *lister) run(ctx context.Context) error {
	for o := range l.store.core.ListObjectsIter(ctx, l.store.config.Bucket, minio.ListObjectsOptions{
		Prefix: l.store.name(l.prefix), Recursive: true, StartAfter: l.last, FetchOwner: new(bool),
	}) {
		if o.Err != nil {
			return o.Err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		key, ok := strings.CutPrefix(o.Key, l.store.config.Prefix)
		if !ok || storage.CheckKey(key) != nil || !strings.HasPrefix(key, l.prefix) {
			continue
		}
		if o.Key <= l.last {
			return errOrder
		}
		l.last = o.Key
		if !l.yield(storage.Object{Key: key, Size: o.Size}, nil) {
			return nil
		}
	}
	return ctx.Err()
}
