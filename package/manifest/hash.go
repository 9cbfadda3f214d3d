package manifest

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// digests are those of one file, in lower-case hexadecimal digits, by algorithm.
type digests map[string]string

// newHash is nil for an algorithm that is not known.
func newHash(algorithm string) hash.Hash {
	switch algorithm {
	case "md5":
		return md5.New()
	case "sha1":
		return sha1.New()
	case "sha224":
		return sha256.New224()
	case "sha256":
		return sha256.New()
	case "sha512":
		return sha512.New()
	}
	return nil
}

// task is a file of which digests are wanted.
type task struct {
	Entry
	algorithms []string
	sums       digests // nil if the file cannot be read
}

// maxTag is the largest file outside data/ that is read, in bytes: a tag file of another
// program may be large, but a file system may claim any size for one that holds nothing.
const maxTag = 1 << 30

// hash does the tasks. As many files are read at once as there are processors.
func (c *core) hash(ctx context.Context, todo []task) {
	todo = slices.DeleteFunc(todo, func(t task) bool {
		large := !IsPayload(t.Path) && t.Size > maxTag
		if large {
			c.fault("bag-large", t.Path, maxTag)
		}
		return large
	})
	errs := make([]error, len(todo))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(todo)); i = next.Add(1) - 1 {
				todo[i].sums, errs[i] = digestsOf(ctx, todo[i].Entry, io.Discard, todo[i].algorithms...)
			}
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			c.fault("bag-unreadable", todo[i].Path, err)
		}
	}
}

// digestsOf reads a file, which must be as long as its entry says, once; takes its digests
// under known algorithms, and copies it to w.
func digestsOf(ctx context.Context, e Entry, w io.Writer, algorithms ...string) (digests, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := e.Open(ctx)
	if err != nil {
		return nil, err
	}
	hashes := make([]hash.Hash, len(algorithms))
	for i, algorithm := range algorithms {
		hashes[i] = newHash(algorithm)
		w = io.MultiWriter(hashes[i], w)
	}
	n, err := io.Copy(w, io.LimitReader(&reader{ctx, r}, e.Size+1))
	if err == nil && n != e.Size {
		err = fmt.Errorf("%d bytes or more instead of %d", n, e.Size)
	}
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, err
	}
	sums := make(digests)
	for i, h := range hashes {
		sums[algorithms[i]] = hex.EncodeToString(h.Sum(nil))
	}
	return sums, nil
}

// reader fails as soon as its context is cancelled.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
