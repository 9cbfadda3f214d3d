package s3

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"yoshiki/storage"
)

// journal remembers an upload that is not finished: a file of JSON values, the upload
// first, then each part that the server has. While it is open it is locked, so that no
// other Put, in this process or another, goes on with the same upload. The zero journal
// remembers nothing beyond the Put.
type journal struct {
	mu     sync.Mutex
	file   *lockedfile.File
	upload upload
	parts  map[int]part
}

type upload struct {
	Endpoint string `json:"endpoint"`
	Bucket   string `json:"bucket"`
	Name     string `json:"name"`
	ID       string `json:"id"`
	Mark     string `json:"mark"`
}

type part struct {
	Number int    `json:"part"`
	ETag   string `json:"etag"`
	SHA256 string `json:"sha256"` // base64
}

// openJournal gives the journal of the uploads of want to key, when no other has it.
func (s *Store) openJournal(ctx context.Context, key string, want storage.Content) (*journal, error) {
	if s.config.Journal == "" {
		return new(journal), nil
	}
	if err := os.MkdirAll(s.config.Journal, 0o700); err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	about := fmt.Sprintf("%q %q %q %d %x %d", s.config.Endpoint, s.config.Bucket, s.name(key), want.Size, want.SHA256, s.config.PartSize)
	return readJournal(ctx, filepath.Join(s.config.Journal, fmt.Sprintf("%x.json", sha256.Sum256([]byte(about)))))
}

func readJournal(ctx context.Context, name string) (*journal, error) {
	file, err := lock(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	j := &journal{file: file, parts: map[int]part{}}
	d := json.NewDecoder(file)
	good := int64(0)
	if d.Decode(&j.upload) == nil {
		good = d.InputOffset()
	}
	for p := (part{}); good > 0 && d.Decode(&p) == nil; p = (part{}) {
		j.parts[p.Number] = p
		good = d.InputOffset()
	}
	_, err = file.Seek(good, io.SeekStart)
	if err = errors.Join(err, file.Truncate(good)); err != nil { // a process may have died while it wrote
		return nil, errors.Join(fmt.Errorf("journal: %w", err), file.Close())
	}
	return j, nil
}

// lock opens the file when nobody else has it open, or gives up with ctx.
func lock(ctx context.Context, name string) (*lockedfile.File, error) {
	type result struct {
		file *lockedfile.File
		err  error
	}
	opened := make(chan result)
	go func() {
		file, err := lockedfile.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		select {
		case opened <- result{file, err}:
		case <-ctx.Done():
			if err == nil {
				_ = file.Close() // nothing was written
			}
		}
	}()
	select {
	case r := <-opened:
		return r.file, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// begin remembers a new upload.
func (j *journal) begin(u upload) error {
	j.upload, j.parts = u, map[int]part{}
	if j.file == nil {
		return nil
	}
	if _, err := j.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := j.file.Truncate(0); err != nil {
		return err
	}
	return j.write(u)
}

// add remembers a part. It may be called from several goroutines at once.
func (j *journal) add(p part) error {
	if j.file == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.write(p)
}

func (j *journal) write(v any) error {
	if err := json.NewEncoder(j.file).Encode(v); err != nil {
		return err
	}
	return j.file.Sync()
}

// close lets others go on with the upload.
func (j *journal) close() error {
	if j.file == nil {
		return nil
	}
	return j.file.Close()
}

// forget is close for an upload that is no more.
func (j *journal) forget() error {
	if j.file == nil {
		return nil
	}
	return errors.Join(j.file.Truncate(0), j.file.Close(), os.Remove(j.file.Name()))
}

// Sweep takes away the parts of large objects that were begun through this journal and
// last touched before a time: whoever sent them has not come back. It says how many
// uploads they belonged to. Uploads of a journal that was lost are taken away by a
// lifecycle rule of the bucket (AbortIncompleteMultipartUpload), if it has one.
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
		info, err := os.Stat(name)
		if errors.Is(err, os.ErrNotExist) || err == nil && !info.ModTime().Before(before) {
			continue
		}
		if err != nil {
			return swept, err
		}
		ours, err := s.sweep(ctx, name)
		if err != nil {
			return swept, fmt.Errorf("%s: %w", name, err)
		}
		if ours {
			swept++
		}
	}
	return swept, nil
}

func (s *Store) sweep(ctx context.Context, name string) (bool, error) {
	j, err := readJournal(ctx, name)
	if err != nil {
		return false, err
	}
	if j.upload.Endpoint != s.config.Endpoint || j.upload.Bucket != s.config.Bucket {
		return false, j.close()
	}
	if err := s.abort(ctx, j.upload); err != nil {
		return false, errors.Join(err, j.close())
	}
	return true, j.forget()
}
