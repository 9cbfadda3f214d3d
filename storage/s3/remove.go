package s3

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
)

var _ storage.Remover = (*Store)(nil)

// Remove implements [storage.Remover]. In a bucket that keeps versions it takes away the
// object's version and leaves no marker; the server refuses that while it is locked. The
// credentials need s3:DeleteObject and s3:DeleteObjectVersion.
func (s *Store) Remove(ctx context.Context, key string) error {
	if err := storage.CheckKey(key); err != nil {
		return err
	}
	info, err := s.stat(ctx, key)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = s.retry(ctx, s.answerTime(), func(ctx context.Context, _ int) error {
			return s.core.RemoveObject(ctx, s.config.Bucket, s.name(key), minio.RemoveObjectOptions{VersionID: info.VersionID})
		})
	}
	if err != nil && !isMissing(err) {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

// Created implements [storage.Remover].
func (s *Store) Created(ctx context.Context, key string) (time.Time, error) {
	if err := storage.CheckKey(key); err != nil {
		return time.Time{}, err
	}
	info, err := s.stat(ctx, key)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s: %w", key, err)
	}
	return info.LastModified, nil
}
