package s3

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/minio/minio-go/v7"
)

// busyTime is how long Sweep waits for a journal before it takes it to be in use.
const busyTime = time.Second

// clocks is how far the server's clock and this machine's may be apart.
const clocks = time.Hour

// Sweep takes away the parts of large objects that were begun through this journal and
// last touched before a time: whoever sent them has not come back. It says how many
// uploads they belonged to. An upload whose id was never heard, because the process was
// killed or the answer lost, is looked for by the object's name, for which the credentials
// need s3:ListBucketMultipartUploads. Uploads of a journal that was lost are taken away by
// a lifecycle rule of the bucket (AbortIncompleteMultipartUpload), if it has one.
func (s *Store) Sweep(ctx context.Context, before time.Time) (int, error) {
	if s.config.Journal == "" {
		return 0, nil
	}
	names, err := filepath.Glob(filepath.Join(s.config.Journal, "*.json"))
	if err != nil {
		return 0, err
	}
	swept := 0
	for _, name := range names {
		if _, old := age(name, before); !old {
			continue
		}
		n, err := s.sweep(ctx, name, before)
		if swept += n; err != nil {
			return swept, fmt.Errorf("%s: %w", name, err)
		}
	}
	return swept, nil
}

// age says when a journal was last touched, and whether that was before a time.
func age(name string, before time.Time) (time.Time, bool) {
	info, err := os.Stat(name)
	if err != nil {
		return time.Time{}, false // it was forgotten meanwhile
	}
	return info.ModTime(), info.ModTime().Before(before)
}

// sweep ends the uploads of one journal. One that is in use is left alone.
func (s *Store) sweep(ctx context.Context, name string, before time.Time) (int, error) {
	limited, cancel := context.WithTimeout(ctx, busyTime)
	defer cancel()
	j, err := readJournal(limited, name, 0)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	touched, old := age(name, before)
	foreign := j.upload.Endpoint != s.config.Endpoint || j.upload.Bucket != s.config.Bucket
	if !old || foreign && j.upload.Name != "" {
		return 0, j.close()
	}
	n, err := s.end(ctx, j.upload, touched.Add(clocks))
	if err != nil {
		return n, errors.Join(err, j.close())
	}
	j.upload = upload{}
	return n, j.forget()
}

// end aborts an upload and, if there may be others of its name that nobody knows, all that
// were begun before a time. Without the permission to look for them they are left to the
// bucket's own rule.
func (s *Store) end(ctx context.Context, u upload, before time.Time) (int, error) {
	n := 0
	if u.ID != "" {
		if err := s.abort(ctx, u); err != nil {
			return n, err
		}
		n++
	}
	if !u.lost() {
		return n, nil
	}
	var found minio.ListMultipartUploadsResult
	err := s.retry(ctx, s.answerTime(), func(ctx context.Context, _ int) (err error) {
		found, err = s.core.ListMultipartUploads(ctx, s.config.Bucket, u.Name, "", "", "", 1000)
		return err
	})
	if hasStatus(err, http.StatusForbidden) {
		return n, nil
	}
	for _, o := range found.Uploads {
		if err != nil || o.Key != u.Name || !o.Initiated.Before(before) {
			continue
		}
		if err = s.abort(ctx, upload{Name: o.Key, ID: o.UploadID}); err == nil {
			n++
		}
	}
	return n, err
}
