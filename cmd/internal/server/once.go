package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// Repeats remember what a request with a key of its sender's was answered, so that its
// repetition does nothing a second time: a [state.DB].
type Repeats interface {
	Begin(ctx context.Context, r state.Request, lease time.Duration, now time.Time) (*state.Attempt, *state.Response, error)
	Finish(ctx context.Context, a *state.Attempt, done state.Response) error
	Abandon(ctx context.Context, a *state.Attempt) error
}

// The limits of a request that can be repeated.
const (
	keyHeader = "Idempotency-Key"
	keySize   = 200
	onceBody  = 33 << 20
	onceLease = 2 * time.Minute // after which a server that died at it counts as dead
)

// once does an operation that changes something only once for a key.
func (s *Server) once(ctx huma.Context, next func(huma.Context)) {
	r, w := humachi.Unwrap(ctx)
	key := r.Header.Get(keyHeader)
	if s.Repeats == nil || key == "" || r.Method == http.MethodGet || r.Method == http.MethodHead {
		next(ctx)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, onceBody+1))
	switch {
	case err != nil:
		s.problem(w, r, http.StatusRequestTimeout, "too-slow")
		return
	case len(body) > onceBody:
		s.problem(w, r, http.StatusRequestEntityTooLarge, "too-large")
		return
	case len(key) > keySize:
		s.problem(w, r, http.StatusBadRequest, "key")
		return
	}
	actor := access.From(ctx.Context())
	attempt, done, err := s.Repeats.Begin(ctx.Context(), state.Request{Tenant: actor.Tenant, Actor: actor.ID, Key: key, Fingerprint: fingerprint(r, body)}, onceLease, s.Now())
	switch {
	case errors.Is(err, state.ErrRunning):
		s.refuse(w, r, http.StatusConflict, "running", time.Second)
	case errors.Is(err, state.ErrOther):
		s.problem(w, r, http.StatusUnprocessableEntity, "other-request")
	case errors.Is(err, state.ErrText):
		s.problem(w, r, http.StatusBadRequest, "key")
	case err != nil:
		s.Log.ErrorContext(ctx.Context(), "cannot remember requests", "error", err)
		s.refuse(w, r, http.StatusServiceUnavailable, "no-store", time.Second)
	case done != nil:
		replay(w, done)
	default:
		s.first(ctx, next, attempt, body)
	}
}

// fingerprint tells a request from any other.
func fingerprint(r *http.Request, body []byte) string {
	h := sha256.New()
	for _, part := range []string{r.Method, r.URL.RequestURI(), r.Header.Get("Content-Type"), r.Header.Get("If-Match"), r.Header.Get(preferHeader)} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// first does it, and keeps the answer before it is sent.
func (s *Server) first(ctx huma.Context, next func(huma.Context), attempt *state.Attempt, body []byte) {
	r, w := humachi.Unwrap(ctx)
	r = r.WithContext(ctx.Context())
	r.Body = io.NopCloser(bytes.NewReader(body))
	kept, whole := newRecord(), false
	after := context.WithoutCancel(ctx.Context())
	defer func() {
		if !whole { // it failed: a repetition tries again
			if err := s.Repeats.Abandon(after, attempt); err != nil {
				s.Log.WarnContext(after, "cannot forget a request", "error", err)
			}
		}
	}()
	next(humachi.NewContext(ctx.Operation(), r, kept))
	if kept.status < http.StatusInternalServerError && kept.status != http.StatusTooManyRequests {
		header, err := json.Marshal(kept.header)
		if err == nil {
			err = s.Repeats.Finish(after, attempt, state.Response{Status: kept.status, Header: header, Body: kept.body.Bytes()})
		}
		if err != nil {
			s.Log.ErrorContext(after, "cannot remember an answer", "error", err)
			s.refuse(w, r, http.StatusServiceUnavailable, "no-store", time.Second)
			return
		}
		whole = true
	}
	kept.send(w)
}

// replay answers as the first time.
func replay(w http.ResponseWriter, done *state.Response) {
	kept := newRecord()
	kept.status = done.Status
	kept.body.Write(done.Body)
	if json.Unmarshal(done.Header, &kept.header) != nil {
		kept.header = http.Header{}
	}
	kept.header.Set("Idempotency-Replayed", "true")
	kept.send(w)
}

// record is an answer in memory.
type record struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newRecord() *record { return &record{header: http.Header{}} }

func (k *record) Header() http.Header { return k.header }

func (k *record) WriteHeader(status int) {
	if k.status == 0 {
		k.status = status
	}
}

func (k *record) Write(data []byte) (int, error) {
	k.WriteHeader(http.StatusOK)
	return k.body.Write(data)
}

// send gives the answer to who asked.
func (k *record) send(w http.ResponseWriter) {
	for name, values := range k.header {
		w.Header()[name] = values
	}
	k.WriteHeader(http.StatusOK)
	w.WriteHeader(k.status)
	_, _ = w.Write(k.body.Bytes()) // who asked may be gone
}
