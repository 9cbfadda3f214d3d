package manifest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
)

// read takes one of the required files into memory, with its digest.
func (v *verifier) read(ctx context.Context, path string) {
	e, ok := v.files[path]
	if !ok {
		return
	}
	if e.Size > MaxManifest {
		v.fault("bag-large", path, MaxManifest)
		return
	}
	var data bytes.Buffer
	digest, err := digestOf(ctx, e, &data)
	if err != nil {
		v.fault("bag-unreadable", path, err)
		return
	}
	v.tags[path], v.digests[path] = data.Bytes(), digest
	if path == Tags {
		v.report.TagManifest = digest
	}
}

// hash takes the digests of the listed files that have none yet. As many files are read
// at once as there are processors.
func (v *verifier) hash(ctx context.Context, listed []Sum) {
	var todo []Entry
	for _, s := range listed {
		if _, done := v.digests[s.Path]; !done && v.files[s.Path].Open != nil {
			todo = append(todo, v.files[s.Path])
		}
	}
	digests, errs := make([]string, len(todo)), make([]error, len(todo))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(todo)); i = next.Add(1) - 1 {
				digests[i], errs[i] = digestOf(ctx, todo[i], io.Discard)
			}
		})
	}
	wg.Wait()
	for i, e := range todo {
		v.digests[e.Path] = digests[i]
		if errs[i] != nil {
			v.fault("bag-unreadable", e.Path, errs[i])
		}
	}
}

// digestOf reads a file, which must be as long as its entry says, and copies it to w.
func digestOf(ctx context.Context, e Entry, w io.Writer) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	r, err := e.Open(ctx)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(h, w), io.LimitReader(&reader{ctx, r}, e.Size+1))
	if err == nil && n != e.Size {
		err = fmt.Errorf("%d bytes or more instead of %d", n, e.Size)
	}
	if err = errors.Join(err, r.Close()); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
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
