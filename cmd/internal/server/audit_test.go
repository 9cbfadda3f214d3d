package server_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"yoshiki/cmd/internal/server"
)

// TestGone: what somebody did who did not wait for the answer is kept all the same.
func TestGone(t *testing.T) {
	var kept []error
	s := start(t, func(o *server.Options) {
		o.Audit = func(ctx context.Context, e server.Event) error {
			kept = append(kept, ctx.Err())
			return ctx.Err()
		}
	})
	ctx, leave := context.WithCancel(t.Context())
	leave()
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/v1/cases", nil)
	r.Header.Set("Authorization", "Bearer provider")
	w := httptest.NewRecorder()
	s.service.ServeHTTP(w, r)
	if len(kept) != 1 || errors.Join(kept...) != nil {
		t.Errorf("%d %s: %v", w.Code, w.Body, kept)
	}
}
