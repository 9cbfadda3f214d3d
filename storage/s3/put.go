package s3

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
)

// worthAsking is the size in bytes from which it is cheaper to ask first whether an
// object is there than to send it in vain.
const worthAsking = 1 << 20

// mark is the metadata by which a Put knows its object again.
const mark = "Yoshiki-Put"

// Put implements [storage.Store]. An object has at most 10,000 parts, which
// are 156 GiB if [Config] says nothing else.
func (s *Store) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if err := storage.CheckKey(key); err != nil {
		return err
	}
	if err := s.put(ctx, key, want, r); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

func (s *Store) put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if want.Size > int64(s.config.PartSize) {
		return s.putLarge(ctx, key, want, r)
	}
	if want.Size > worthAsking {
		if _, err := s.stat(ctx, key); err == nil {
			return fs.ErrExist
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := s.hold(ctx); err != nil {
		return err
	}
	defer s.release()
	buf := bytes.NewBuffer(make([]byte, 0, max(want.Size, 0)))
	if err := storage.Copy(ctx, buf, r, want); err != nil {
		return err
	}
	return s.putBytes(ctx, key, want, buf.Bytes())
}

// hold waits until another object or part may be in memory.
func (s *Store) hold(ctx context.Context) error {
	select {
	case s.buffers <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Store) release() { <-s.buffers }

// putBytes creates an object with one PUT, repeated until its answer is clear.
func (s *Store) putBytes(ctx context.Context, key string, content storage.Content, data []byte) error {
	own := rand.Text()
	options := s.options(own)
	options.UserMetadata["X-Amz-Checksum-Sha256"] = base64.StdEncoding.EncodeToString(content.SHA256[:])
	options.SetMatchETagExcept("*")
	return s.claim(ctx, key, own, content.Size, func(ctx context.Context) error {
		_, err := s.core.PutObject(ctx, s.config.Bucket, s.name(key), bytes.NewReader(data), content.Size,
			"", hex.EncodeToString(content.SHA256[:]), options)
		return err
	})
}

// options are those of every object that is written.
func (s *Store) options(own string) minio.PutObjectOptions {
	return minio.PutObjectOptions{
		ContentType:          "application/octet-stream",
		UserMetadata:         map[string]string{mark: own},
		ServerSideEncryption: s.encryption,
		StorageClass:         s.config.StorageClass,
		DisableContentSha256: true, // the digest of the body is signed, no stream of chunks
		DisableMultipart:     true,
	}
}

// claim calls create, which makes the object key with the mark own appear, until the
// outcome is known: nil if this claim has made it, [fs.ErrExist] if another has.
func (s *Store) claim(ctx context.Context, key, own string, size int64, create func(context.Context) error) error {
	err := s.retry(ctx, s.answerTime()+time.Duration(size)*byteTime, func(ctx context.Context, attempt int) error {
		err := create(ctx)
		switch {
		case attempt == 0 && isTaken(err):
			return fs.ErrExist
		case isTaken(err), isMissing(err): // an upload that is gone may be finished
			return s.owner(ctx, key, own, err)
		}
		return err
	})
	if unclear(err) && ctx.Err() == nil {
		return s.owner(ctx, key, own, err)
	}
	return err
}

// owner returns nil if the object has the mark own, [fs.ErrExist] if it has another, and
// unknown if nobody can tell.
func (s *Store) owner(ctx context.Context, key, own string, unknown error) error {
	info, err := s.stat(ctx, key)
	switch {
	case err != nil:
		return unknown
	case info.UserMetadata[mark] == own:
		return nil
	}
	return fs.ErrExist
}
