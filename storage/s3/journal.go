package s3

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/rogpeppe/go-internal/lockedfile"

	"yoshiki/storage"
)

// journal remembers an upload that is not finished: a file of JSON values, the upload
// first, then each part that the server has. An upload stands there before the server is
// asked for it, and once more when its id is known; the last one counts. While the file is
// open it is locked, so that no other Put, in this process or another, goes on with the
// same upload. The zero journal remembers nothing beyond the Put.
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
	ID       string `json:"id,omitempty"` // "" until the server has told it
	Mark     string `json:"mark,omitempty"`
	Lost     bool   `json:"lost,omitempty"` // the server may have another upload of the name, whose id nobody has heard
}

// lost reports whether the server may have an upload of the name whose id nobody knows.
func (u upload) lost() bool { return u.Lost || u.Name != "" && u.ID == "" }

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
	return readJournal(ctx, filepath.Join(s.config.Journal, fmt.Sprintf("%x.json", sha256.Sum256([]byte(about)))), os.O_CREATE)
}

func readJournal(ctx context.Context, name string, flag int) (*journal, error) {
	file, err := lock(ctx, name, flag)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	j := &journal{file: file, parts: map[int]part{}}
	if err := j.read(); err != nil {
		return nil, errors.Join(fmt.Errorf("journal: %w", err), file.Close())
	}
	return j, nil
}

// read leaves the file at its end, and takes away what a process has written that died
// while it wrote. A whole journal is not touched, so that it becomes no younger.
func (j *journal) read() error {
	data, err := io.ReadAll(j.file)
	if err != nil {
		return err
	}
	d, good := json.NewDecoder(bytes.NewReader(data)), int64(0)
	for {
		var entry struct {
			upload
			part
		}
		if d.Decode(&entry) != nil {
			break
		}
		if entry.Name != "" {
			j.upload, j.parts = entry.upload, map[int]part{}
		} else {
			j.parts[entry.Number] = entry.part
		}
		good = d.InputOffset()
	}
	if len(bytes.TrimSpace(data[good:])) > 0 {
		err = j.file.Truncate(good)
	}
	_, seek := j.file.Seek(0, io.SeekEnd)
	return errors.Join(err, seek)
}

// lock opens the file when nobody else has it open, or gives up with ctx.
func lock(ctx context.Context, name string, flag int) (*lockedfile.File, error) {
	type result struct {
		file *lockedfile.File
		err  error
	}
	opened := make(chan result)
	go func() {
		file, err := openLocked(name, flag)
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

// openLocked opens the file that has the name when it is locked: another may have removed
// the one that was waited for.
func openLocked(name string, flag int) (*lockedfile.File, error) {
	for {
		file, err := lockedfile.OpenFile(name, os.O_RDWR|flag, 0o600)
		if err != nil {
			return nil, err
		}
		locked, err := file.Stat()
		named, nameErr := os.Stat(name)
		if err == nil && nameErr == nil && os.SameFile(locked, named) {
			return file, nil
		}
		if nameErr != nil && !errors.Is(nameErr, fs.ErrNotExist) {
			err = errors.Join(err, nameErr)
		}
		if err = errors.Join(err, file.Close()); err != nil {
			return nil, err
		}
	}
}

// begin remembers a new upload.
func (j *journal) begin(u upload) error {
	j.upload, j.parts = u, map[int]part{}
	if j.file == nil {
		return nil
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

// forget is close for an upload that is no more. If another of the name may be at the
// server, that is remembered until [Store.Sweep] looks for it.
func (j *journal) forget() error {
	if j.file == nil {
		return nil
	}
	if j.upload.lost() {
		var err error
		if j.upload.ID != "" {
			err = j.begin(upload{Endpoint: j.upload.Endpoint, Bucket: j.upload.Bucket, Name: j.upload.Name, Lost: true})
		}
		return errors.Join(err, j.file.Close())
	}
	err := j.file.Truncate(0)
	removed := os.Remove(j.file.Name()) // before another can lock it
	err = errors.Join(err, j.file.Close())
	if removed != nil {
		_ = os.Remove(j.file.Name()) // where no open file can be removed; an empty one does no harm
	}
	return err
}
