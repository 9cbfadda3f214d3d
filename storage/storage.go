// Package storage is the contract between what keeps things (packages, cases) and where
// they are kept: memory, a directory, object storage.
//
// A [Store] maps keys to objects. It promises:
//
//   - An object is created once and never changes. Put on a key that has an object
//     returns [fs.ErrExist], whatever the bytes are, and changes nothing. Of any number
//     of writers that race for one key, in one process or in many, exactly one wins.
//   - Put is all or nothing. The writer says beforehand how long the object is and what
//     its SHA-256 is. Unless exactly these bytes arrive, no object appears and nothing
//     else is left: not when the reader fails, the disk is full, the context is
//     cancelled or the process dies.
//   - When Put has returned nil, the object survives a loss of power (in the stores that
//     survive the process at all), and every later Open, Stat and List sees it.
//   - A missing key is [fs.ErrNotExist]; a key against the rules of [CheckKey] is
//     [fs.ErrInvalid]; other bytes than announced are [ErrMismatch]. Every other error
//     means that the outcome is unknown: look with Stat, or repeat the call, which is
//     always harmless.
//   - No key is both an object and the folder of another ("a" and "a/b"): whoever lays
//     out keys sees to that.
//   - All methods may be called from many goroutines at once.
//
// There is no way to replace an object, and none to delete one that was filed: a [Remover]
// is for what nobody ever came to file. Package storagetest turns these promises into
// tests that every store must pass.
package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
)

// ErrMismatch says that the bytes given to Put are not those that were announced.
var ErrMismatch = errors.New("content differs from its announced size or SHA-256")

// Store keeps objects under keys. The package comment is its contract.
type Store interface {
	// Put creates the object key from the bytes of r, which must be exactly want.
	// It reads at most one byte more than announced, and does not close r.
	Put(ctx context.Context, key string, want Content, r io.Reader) error
	// Open gives the object's bytes from the start. The caller closes the reader.
	// Bytes are given as they are stored: whoever knows their digest checks it.
	Open(ctx context.Context, key string) (io.ReadCloser, error)
	// Stat gives the object's size in bytes.
	Stat(ctx context.Context, key string) (int64, error)
	// List yields every object whose key starts with prefix, in bytewise order of the
	// keys, each once; an object created meanwhile may be missing. After an error the
	// sequence ends.
	List(ctx context.Context, prefix string) iter.Seq2[Object, error]
}

// Object is one line of a listing.
type Object struct {
	Key  string
	Size int64 // bytes
}

// Content is what makes two objects the same: their length and their SHA-256.
type Content struct {
	Size   int64 // bytes
	SHA256 [sha256.Size]byte
}

// Digest is the SHA-256 in 64 hexadecimal digits.
func (c Content) Digest() string { return hex.EncodeToString(c.SHA256[:]) }

// ContentOf measures bytes that are in memory.
func ContentOf(data []byte) Content {
	return Content{Size: int64(len(data)), SHA256: sha256.Sum256(data)}
}

// Measure reads r to its end and says what it held.
// It stops between two reads when ctx is cancelled.
func Measure(ctx context.Context, r io.Reader) (Content, error) {
	h := sha256.New()
	n, err := io.Copy(h, &reader{ctx, r})
	if err != nil {
		return Content{}, err
	}
	return Content{Size: n, SHA256: [sha256.Size]byte(h.Sum(nil))}, nil
}

// Copy writes the bytes of r to w and returns nil only if they are exactly want;
// otherwise [ErrMismatch], the error of r or w, or that of a cancelled ctx. It reads at
// most one byte more than announced, so an endless reader ends.
func Copy(ctx context.Context, w io.Writer, r io.Reader, want Content) error {
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, h), io.LimitReader(&reader{ctx, r}, want.Size+1))
	if err != nil {
		return err
	}
	if n > want.Size {
		return fmt.Errorf("more than %d bytes: %w", want.Size, ErrMismatch)
	}
	if n < want.Size {
		return fmt.Errorf("%d bytes of %d: %w", n, want.Size, ErrMismatch)
	}
	if sum := [sha256.Size]byte(h.Sum(nil)); sum != want.SHA256 {
		return fmt.Errorf("SHA-256 %x, announced %x: %w", sum, want.SHA256, ErrMismatch)
	}
	return nil
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
