package s3

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
)

// How long a request may last: until the answer begins, for each byte that is sent, and
// without an end when the answer is long and the caller takes his time with it.
const (
	answerTime = time.Minute
	byteTime   = time.Second / (64 << 10) // 64 KiB a second
	readTime   = 1<<63 - 1
)

const (
	attempts   = 5
	firstPause = 100 * time.Millisecond
)

// retry calls do until it gets an answer, a few times at most, and gives each attempt its
// time. Attempts count from 0.
func (s *Store) retry(ctx context.Context, limit time.Duration, do func(ctx context.Context, attempt int) error) error {
	for attempt := 0; ; attempt++ {
		limited, cancel := context.WithTimeout(ctx, limit)
		err := do(limited, attempt)
		cancel()
		if ctx.Err() != nil && err != nil {
			return fmt.Errorf("%w: %w", ctx.Err(), err)
		}
		if !unclear(err) || attempt == attempts-1 {
			return err
		}
		pause(ctx, cmp.Or(s.config.Pause, firstPause)<<attempt)
	}
}

// pause waits between half the time and all of it, or until ctx is cancelled.
func pause(ctx context.Context, most time.Duration) {
	t := time.NewTimer(most/2 + rand.N(most/2))
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// unclear reports whether the server may or may not have done what it was asked: another
// attempt may get an answer.
func unclear(err error) bool {
	for _, clear := range []error{nil, fs.ErrExist, fs.ErrNotExist, storage.ErrMismatch, errOrder} {
		if errors.Is(err, clear) {
			return false
		}
	}
	var answer minio.ErrorResponse
	if errors.As(err, &answer) {
		return isPassing(answer)
	}
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	return !errors.As(err, &authority) && !errors.As(err, &name) && !errors.As(err, &invalid)
}

// isPassing reports whether the same request may be answered otherwise a little later.
func isPassing(answer minio.ErrorResponse) bool {
	switch answer.Code {
	case "InternalError", "ServiceUnavailable", "RequestTimeout", "SlowDown", "IncompleteBody", "ConditionalRequestConflict", "OperationAborted",
		"BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch": // the bytes were right when they left
		return true
	}
	switch answer.StatusCode {
	case http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	}
	return answer.StatusCode >= 500 && answer.StatusCode != http.StatusNotImplemented
}

// patient is a connection that gives up when the server sends nothing for long.
type patient struct{ http.RoundTripper }

func (p patient) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(req.Context())
	answer, err := p.RoundTripper.RoundTrip(req.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	answer.Body = &watched{answer.Body, cancel}
	return answer, nil
}

type watched struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (w *watched) Read(p []byte) (int, error) {
	t := time.AfterFunc(answerTime, w.cancel)
	defer t.Stop()
	return w.ReadCloser.Read(p)
}

func (w *watched) Close() error {
	defer w.cancel()
	return w.ReadCloser.Close()
}
