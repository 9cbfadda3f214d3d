package server_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"yoshiki/cmd/internal/server"
	"yoshiki/storage"
)

// opening counts what is read of a store.
type opening struct {
	storage.Store
	opened atomic.Int64
}

func (o *opening) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	o.opened.Add(1)
	return o.Store.Open(ctx, key)
}

// TestUnchanged: a case that has not changed is not read, checked or printed a second time; a
// changed one is, and so is one of another tenant under the same name.
func TestUnchanged(t *testing.T) {
	var counted *opening
	s := start(t, func(o *server.Options) {
		counted = &opening{Store: o.Store.Store}
		o.Store.Store = counted
	})
	tag := s.put(t, "provider", "small-saas").header.Get("ETag")
	asks := []string{"", "/check?no-files=true", "/deadlines", "/forms/2-4"}
	all := func(who string) (bodies string, opened int64) {
		before := counted.opened.Load()
		for _, path := range asks {
			bodies += string(s.ask(t, who, "GET", "/v1/cases/small-saas"+path, "").into(t, 200, nil).body)
		}
		return bodies, counted.opened.Load() - before
	}
	first, _ := all("provider")
	if again, opened := all("provider"); again != first || opened != 0 {
		t.Errorf("%d reads, same: %v", opened, again == first)
	}
	s.ask(t, "provider", "PATCH", "/v1/cases/small-saas", `{"edits":[{"pointer":"/service/name","value":"甲"}]}`, "If-Match", tag).into(t, 200, nil)
	if changed, _ := all("provider"); changed == first {
		t.Error("the change is not seen")
	}
	s.put(t, "other", "small-saas")
	if foreign, _ := all("other"); foreign != first {
		t.Error("another tenant sees something else")
	}
}

// TestShelfIsBounded: a small shelf lets cases go, and answers the same.
func TestShelfIsBounded(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Limits.Shelf = 1 })
	text := sample(t, "small-saas")
	for i := range 5 {
		s.ask(t, "provider", "POST", "/v1/cases", strings.Replace(text, "id: small-saas", fmt.Sprintf("id: case-%d", i), 1), "Content-Type", "application/yaml").into(t, 201, nil)
	}
	for range 2 {
		for i := range 5 {
			s.ask(t, "provider", "GET", fmt.Sprintf("/v1/cases/case-%d/check?no-files=true", i), "").into(t, 200, nil)
		}
	}
}

// BenchmarkRequests measures requests about a case.
func BenchmarkRequests(b *testing.B) {
	s := start(b, nil)
	s.put(b, "provider", "small-saas")
	for _, path := range []string{"", "/check?no-files=true", "/deadlines", "/forms/2-4", "/forms/2-1?format=pdf"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				s.ask(b, "provider", "GET", "/v1/cases/small-saas"+path, "").into(b, 200, nil)
			}
		})
	}
	b.Run("change and check", func(b *testing.B) {
		n := 0
		var took time.Duration
		for b.Loop() {
			n++
			tag := s.ask(b, "provider", "GET", "/v1/cases/small-saas", "").header.Get("ETag")
			begun := time.Now()
			s.ask(b, "provider", "PATCH", "/v1/cases/small-saas", fmt.Sprintf(`{"edits":[{"pointer":"/service/name","value":"甲%d"}]}`, n), "If-Match", tag).into(b, 200, nil)
			s.ask(b, "provider", "GET", "/v1/cases/small-saas/check?no-files=true", "").into(b, 200, nil)
			took += time.Since(begun)
		}
		b.ReportMetric(float64(took.Milliseconds())/float64(n), "ms/change")
	})
}
