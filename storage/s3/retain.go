package s3

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
)

var _ storage.Retainer = (*Store)(nil)

// Retain implements [storage.Retainer] by a lock on the object, in a bucket that was made
// with object lock. In the mode COMPLIANCE nobody can end it, in GOVERNANCE whoever has
// s3:BypassGovernanceRetention. The credentials need s3:PutObjectRetention and
// s3:GetObjectRetention.
func (s *Store) Retain(ctx context.Context, key string, until time.Time) error {
	if err := storage.CheckKey(key); err != nil {
		return err
	}
	if err := s.retain(ctx, key, until); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

func (s *Store) retain(ctx context.Context, key string, until time.Time) error {
	mode := minio.RetentionMode(s.config.ObjectLock)
	if mode == "" {
		return fmt.Errorf("the store's address does not ask for object locks: %w", errors.ErrUnsupported)
	}
	until = until.Add(time.Second - 1).UTC().Truncate(time.Second)
	info, err := s.stat(ctx, key)
	if err != nil {
		return err
	}
	kept, err := retention(info)
	if err != nil {
		return err
	}
	if hasMode := info.Metadata.Get(lockMode); !kept.Before(until) && (hasMode == string(minio.Compliance) || hasMode == string(mode)) {
		return nil
	}
	if kept.After(until) {
		until = kept
	}
	err = s.retry(ctx, s.answerTime(), func(ctx context.Context, _ int) error {
		return s.core.PutObjectRetention(ctx, s.config.Bucket, s.name(key),
			minio.PutObjectRetentionOptions{Mode: &mode, RetainUntilDate: &until, VersionID: info.VersionID})
	})
	if isUnlockable(err) {
		return fmt.Errorf("the bucket was not made with object lock: %w: %w", errors.ErrUnsupported, err)
	}
	if err != nil {
		return err
	}
	if info, err = s.stat(ctx, key); err != nil {
		return err
	}
	if kept, err = retention(info); err == nil && kept.Before(until) {
		err = fmt.Errorf("lock: %w", errIgnored)
	}
	return err
}

// isUnlockable reports whether a server says that the bucket cannot lock. Servers agree on
// the message only.
func isUnlockable(err error) bool {
	var answer minio.ErrorResponse
	return errors.As(err, &answer) && strings.Contains(answer.Message, "missing Object Lock Configuration")
}

// Retained implements [storage.Retainer].
func (s *Store) Retained(ctx context.Context, key string) (time.Time, error) {
	if err := storage.CheckKey(key); err != nil {
		return time.Time{}, err
	}
	info, err := s.stat(ctx, key)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s: %w", key, err)
	}
	return retention(info)
}

// Headers of an answer that tell the lock. The call that is made for this is no help:
// its answers differ from server to server.
const (
	lockMode  = "X-Amz-Object-Lock-Mode"
	lockUntil = "X-Amz-Object-Lock-Retain-Until-Date"
)

func retention(info minio.ObjectInfo) (time.Time, error) {
	text := http.Header(info.Metadata).Get(lockUntil)
	if text == "" {
		return time.Time{}, nil
	}
	until, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, errors.New("the time of the lock cannot be read")
	}
	return until, nil
}
