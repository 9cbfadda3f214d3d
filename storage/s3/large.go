package s3

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
)

// maxParts is what S3 allows an object to have.
const maxParts = 10_000

// putLarge creates an object in parts. What was sent stays at the server if a journal can
// tell the next Put of the same object, unless the server has lost some of it; otherwise it
// is taken away.
func (s *Store) putLarge(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if most := maxParts * int64(s.config.PartSize); want.Size > most {
		return fmt.Errorf("%d bytes: no more than %d can be stored", want.Size, most)
	}
	j, err := s.openJournal(ctx, key, want)
	if err != nil {
		return err
	}
	err = s.upload(ctx, key, want, r, j)
	switch {
	case err == nil:
		return j.forget()
	case j.file == nil, errors.Is(err, fs.ErrExist), errors.Is(err, storage.ErrMismatch), hasCode(err, minio.InvalidPart):
		if s.abort(context.WithoutCancel(ctx), j.upload) == nil {
			return errors.Join(err, j.forget())
		}
	}
	return errors.Join(err, j.close())
}

func (s *Store) upload(ctx context.Context, key string, want storage.Content, r io.Reader, j *journal) error {
	if _, err := s.stat(ctx, key); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.begin(ctx, key, j); err != nil {
		return err
	}
	parts, err := s.send(ctx, want, r, j)
	if err != nil {
		return err
	}
	var options minio.PutObjectOptions
	options.SetMatchETagExcept("*")
	return s.claim(ctx, key, j.upload.Mark, want.Size, func(ctx context.Context) error {
		_, err := s.core.CompleteMultipartUpload(ctx, s.config.Bucket, s.name(key), j.upload.ID, parts, options)
		return err
	})
}

// begin makes a new upload, unless the journal has one that the server still knows.
func (s *Store) begin(ctx context.Context, key string, j *journal) error {
	if j.upload.ID != "" {
		err := s.retry(ctx, s.answerTime(), func(ctx context.Context, _ int) error {
			_, err := s.core.ListObjectParts(ctx, s.config.Bucket, s.name(key), j.upload.ID, 0, 1)
			return err
		})
		if !isMissing(err) {
			return err
		}
	}
	u := upload{Endpoint: s.config.Endpoint, Bucket: s.config.Bucket, Name: s.name(key), Mark: rand.Text(),
		Lost: j.upload.lost()}
	if err := j.begin(u); err != nil {
		return err
	}
	options := s.options(u.Mark)
	options.UserMetadata["X-Amz-Checksum-Algorithm"] = "SHA256"
	err := s.retry(ctx, s.answerTime(), func(ctx context.Context, attempt int) (err error) {
		u.Lost = u.Lost || attempt > 0
		u.ID, err = s.core.NewMultipartUpload(ctx, s.config.Bucket, u.Name, options)
		return err
	})
	if err != nil {
		return err
	}
	if err := j.begin(u); err != nil {
		return errors.Join(err, s.abort(context.WithoutCancel(ctx), u))
	}
	return nil
}

// errParts says that an upload was ended, but a part that was under way has come to life.
var errParts = errors.New("parts are left of an upload that was ended")

// abort takes an upload's parts away, those too that arrive meanwhile; an upload that is
// gone is no error.
func (s *Store) abort(ctx context.Context, u upload) error {
	if u.ID == "" {
		return nil
	}
	return s.retry(ctx, s.answerTime(), func(ctx context.Context, _ int) error {
		if err := s.core.AbortMultipartUpload(ctx, s.config.Bucket, u.Name, u.ID); err != nil && !isMissing(err) {
			return err
		}
		_, err := s.core.ListObjectParts(ctx, s.config.Bucket, u.Name, u.ID, 0, 1)
		switch {
		case isMissing(err):
			return nil
		case err == nil:
			return errParts
		}
		return err
	})
}

// send sends the bytes of r, which must be want, as the parts of the upload.
func (s *Store) send(ctx context.Context, want storage.Content, r io.Reader, j *journal) ([]minio.CompletePart, error) {
	running, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	count := (want.Size-1)/int64(s.config.PartSize) + 1
	p := &parts{store: s, ctx: running, fail: cancel, journal: j, all: make([]minio.CompletePart, 0, count)}
	err := storage.Copy(running, p, r, want)
	if err == nil && len(p.next) > 0 {
		p.flush()
	} else if p.next != nil {
		s.release()
	}
	p.sending.Wait() // also after an error: these parts are for the next time
	if err == nil {
		err = context.Cause(running)
	}
	return p.all, err
}

// parts cuts what is written to it into parts and sends several of them at once.
type parts struct {
	store   *Store
	ctx     context.Context
	fail    context.CancelCauseFunc
	journal *journal
	next    []byte // being filled; nil if there is none
	all     []minio.CompletePart
	sending sync.WaitGroup
}

func (p *parts) Write(data []byte) (int, error) {
	for rest := data; len(rest) > 0; {
		if p.next == nil {
			if err := p.store.hold(p.ctx); err != nil {
				return 0, context.Cause(p.ctx)
			}
			p.next = make([]byte, 0, p.store.config.PartSize)
		}
		n := min(len(rest), cap(p.next)-len(p.next))
		p.next, rest = append(p.next, rest[:n]...), rest[n:]
		if len(p.next) == cap(p.next) {
			p.flush()
		}
	}
	return len(data), nil
}

// flush sends the next part while others go on being filled and sent. The capacity of all
// is that of the whole object, so its elements stay where they are.
func (p *parts) flush() {
	data := p.next
	p.next, p.all = nil, append(p.all, minio.CompletePart{PartNumber: len(p.all) + 1})
	done := &p.all[len(p.all)-1]
	p.sending.Go(func() {
		defer p.store.release()
		if err := p.send(done, data); err != nil {
			p.fail(err)
		}
	})
}

// send sends one part, unless the journal knows that the server has it.
func (p *parts) send(done *minio.CompletePart, data []byte) error {
	sum := sha256.Sum256(data)
	done.ChecksumSHA256 = base64.StdEncoding.EncodeToString(sum[:])
	if known, ok := p.journal.parts[done.PartNumber]; ok && known.SHA256 == done.ChecksumSHA256 {
		done.ETag = known.ETag
		return nil
	}
	u, size := p.journal.upload, int64(len(data))
	err := p.store.retry(p.ctx, p.store.answerTime()+time.Duration(size)*byteTime, func(ctx context.Context, _ int) error {
		sent, err := p.store.core.PutObjectPart(ctx, u.Bucket, u.Name, u.ID, done.PartNumber, bytes.NewReader(data), size,
			minio.PutObjectPartOptions{
				Sha256Hex: hex.EncodeToString(sum[:]), DisableContentSha256: true,
				CustomHeader: http.Header{"X-Amz-Checksum-Sha256": {done.ChecksumSHA256}},
			})
		done.ETag = sent.ETag
		return err
	})
	if err != nil {
		return fmt.Errorf("part %d: %w", done.PartNumber, err)
	}
	return p.journal.add(part{done.PartNumber, done.ETag, done.ChecksumSHA256})
}
