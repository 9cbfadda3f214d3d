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
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
)

// How long a request may last: until the answer begins, see [Config.Patience], for each byte
// that is sent, and without an end when the answer is long and the caller takes his time
// with it.
const (
	patience = 14 * time.Second
	byteTime = time.Second / (64 << 10) // 64 KiB a second
	readTime = 1<<63 - 1
)

const (
	attempts   = 5
	silences   = 2 // attempts that got no word
	firstPause = 100 * time.Millisecond
)

// answerTime is how long the server may take to begin an answer.
func (s *Store) answerTime() time.Duration { return s.config.patience() }

func (c *Config) patience() time.Duration { return cmp.Or(c.Patience, patience) }

// retry calls do until it gets an answer, a few times at most, and gives each attempt its
// time. Attempts count from 0.
func (s *Store) retry(ctx context.Context, limit time.Duration, do func(ctx context.Context, attempt int) error) error {
	silent := 0
	for attempt := 0; ; attempt++ {
		limited, cancel := context.WithTimeout(ctx, limit)
		err := do(limited, attempt)
		cancel()
		if ctx.Err() != nil && err != nil {
			return fmt.Errorf("%w: %w", ctx.Err(), err)
		}
		if isSilence(err) {
			silent++
		}
		if !unclear(err) || errors.Is(err, errSlow) || attempt == attempts-1 || silent == silences {
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

// isSilence reports whether the server did not answer in time.
func isSilence(err error) bool {
	var timed net.Error
	return errors.As(err, &timed) && timed.Timeout() || errors.Is(err, errStalled)
}

// patient is a connection that gives up when the server takes or sends nothing for long, or
// so little that it would never end.
type patient struct {
	http.RoundTripper
	time.Duration
}

// joinTime is how long a server may need to put the parts of a large object together.
const joinTime = time.Minute

func (p patient) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	most := p.Duration
	if req.Method == http.MethodPost && req.URL.Query().Has("uploadId") {
		most = max(most, joinTime)
	}
	var answered atomic.Bool // a body that is still being taken then wakes nothing
	silence := time.AfterFunc(most, func() {
		if !answered.Load() {
			cancel(errStalled)
		}
	})
	defer silence.Stop()
	if req = req.WithContext(ctx); req.Body != nil {
		req.Body = &taken{req.Body, silence, most}
	}
	answer, err := p.RoundTripper.RoundTrip(req)
	answered.Store(true)
	if err != nil {
		if errors.Is(context.Cause(ctx), errStalled) {
			err = errors.Join(errStalled, err)
		}
		cancel(nil)
		return nil, err
	}
	answer.Body = &watched{ReadCloser: answer.Body, ctx: ctx, cancel: cancel, patience: p.Duration}
	return answer, nil
}

// taken is the body of a request: while the server takes of it, it is not silent.
type taken struct {
	io.ReadCloser
	silence *time.Timer
	most    time.Duration
}

func (t *taken) Read(p []byte) (int, error) {
	t.silence.Reset(t.most)
	return t.ReadCloser.Read(p)
}

// slowest is how many bytes an answer must bring in a second.
const slowest = 1 << 10

var (
	errSlow    = errors.New("the server answers too slowly") // more slowly than that
	errStalled = errors.New("the server has fallen silent")
)

// watched is the body of an answer. Only the time counts that the server is waited for.
type watched struct {
	io.ReadCloser
	ctx      context.Context
	cancel   context.CancelCauseFunc
	patience time.Duration
	waited   time.Duration
	got      int
}

func (w *watched) Read(p []byte) (int, error) {
	t, began := time.AfterFunc(w.patience, func() { w.cancel(errStalled) }), time.Now()
	n, err := w.ReadCloser.Read(p)
	t.Stop()
	w.waited, w.got = w.waited+time.Since(began), w.got+n
	switch cause := context.Cause(w.ctx); {
	case err != nil && errors.Is(cause, errStalled):
		return n, errors.Join(errStalled, err)
	case w.waited < 2*w.patience:
		return n, err
	case float64(w.got) < slowest*w.waited.Seconds():
		return n, errSlow
	}
	w.waited, w.got = 0, 0
	return n, err
}

func (w *watched) Close() error {
	defer w.cancel(nil)
	return w.ReadCloser.Close()
}
