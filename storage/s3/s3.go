// Package s3 is a store in a bucket of Amazon S3 or of a server that speaks its protocol.
//
// An object of at most 16 MiB ([Config].PartSize) is one PUT with "If-None-Match: *", so that the server lets
// one of many writers win, and with its SHA-256 in x-amz-checksum-sha256, so that the
// server refuses bytes that were damaged on their way. The bytes are compared with what
// was announced before the first one is sent. A larger object is sent in parts, each with
// its SHA-256, several at once; it appears when the upload is completed, again with
// "If-None-Match: *". If [Config].Journal names a folder, a large Put that was cut short
// goes on where it stopped when it is repeated; the parts sent meanwhile are no object,
// and [Store.Sweep] takes away those that nobody came back for.
//
// An answer may be lost after the server has acted. Every Put therefore marks its object
// with a random text in the metadata (x-amz-meta-yoshiki-put). When an answer is unclear
// (a broken connection, no answer in time, a status of 5xx), the Put is repeated; if the
// server then says that the key is taken, the mark reports whether it was taken by this very
// Put, which is success, or by another, which is [fs.ErrExist], even if that one has
// written the same bytes. Exactly one of any number of writers returns nil or, when the
// server stays silent to the end, none does.
//
// Nothing is concluded from a listing. The credentials need s3:PutObject, s3:GetObject and
// s3:ListBucket (without the last S3 does not tell a missing object from a forbidden one),
// and s3:AbortMultipartUpload for large objects; never s3:DeleteObject. They come from
// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the shared credentials file, or the machine's
// role, and stand in no address and no error.
package s3

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/encrypt"

	"yoshiki/storage"
)

// Store is an open bucket, or the part of one below a prefix.
type Store struct {
	config     Config
	core       *minio.Core
	encryption encrypt.ServerSide // nil as the bucket says
	transport  *http.Transport
	buffers    chan struct{} // one token for each object or part that is held in memory
}

var _ storage.Store = (*Store)(nil)

// Open opens the store that c describes, whose bucket must be there. It writes nothing.
func Open(ctx context.Context, c Config) (*Store, error) {
	s, err := connect(c)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", c.Bucket, err)
	}
	if err := s.bucket(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: %w", c.Bucket, err), s.Close())
	}
	return s, nil
}

// ErrReplaces says that a store replaces objects: packages are not safe in it.
var ErrReplaces = errors.New(`the store ignores "If-None-Match: *" and replaces objects`)

// Create is Open for one who means to write: it proves that the store creates objects and
// never replaces them, or returns [ErrReplaces] or the reason why it cannot be written.
// The proof is an object of a few bytes that is written once and stays.
func Create(ctx context.Context, c Config) (*Store, error) {
	s, err := Open(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := s.createsOnly(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: %w", c.Bucket, err), s.Close())
	}
	return s, nil
}

// Close lets idle connections go; no method may be called afterwards.
func (s *Store) Close() error {
	s.transport.CloseIdleConnections()
	return nil
}

// bucket returns nil if the bucket is there and may be listed.
func (s *Store) bucket(ctx context.Context) error {
	there := false
	err := s.retry(ctx, s.answerTime(), func(ctx context.Context, _ int) (err error) {
		there, err = s.core.BucketExists(ctx, s.config.Bucket)
		return err
	})
	if err == nil && !there {
		err = fmt.Errorf("no such bucket: %w", fs.ErrNotExist)
	}
	if err != nil && !isSilence(err) {
		return s.refused(ctx, err)
	}
	return err
}

// probe is the key, relative to the prefix, of the object that Create writes. No legal
// key starts with ".".
const (
	probe = ".yoshiki/probe"
	proof = "This object proves that the store replaces nothing.\n"
)

// createsOnly writes the probe, twice if it is new: the last answer must be that it is
// there.
func (s *Store) createsOnly(ctx context.Context) error {
	for range 2 {
		err := s.putBytes(ctx, probe, storage.ContentOf([]byte(proof)), []byte(proof))
		if errors.Is(err, fs.ErrExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("cannot be written: %w", err)
		}
	}
	return ErrReplaces
}

// name is the object's name in the bucket.
func (s *Store) name(key string) string { return s.config.Prefix + key }

// The server's answers that have a meaning of their own here. An error may stand in an
// answer of status 200, which the server began before it knew.
func isTaken(err error) bool {
	return hasStatus(err, http.StatusPreconditionFailed) || hasCode(err, minio.PreconditionFailed)
}

func isMissing(err error) bool {
	return hasStatus(err, http.StatusNotFound) || hasCode(err, minio.NoSuchUpload)
}

func hasStatus(err error, status int) bool {
	var answer minio.ErrorResponse
	return errors.As(err, &answer) && answer.StatusCode == status
}

func hasCode(err error, code string) bool {
	var answer minio.ErrorResponse
	return errors.As(err, &answer) && answer.Code == code
}
