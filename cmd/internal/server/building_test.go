package server_test

import (
	"context"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"

	"yoshiki/cmd/internal/server"
	"yoshiki/storage"
)

// slowStore is a store that takes no package until it is let.
type slowStore struct {
	storage.Store
	at  chan struct{} // told each time that a file of a package is to be kept
	let chan struct{}
}

func (s slowStore) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if strings.Contains(key, "/packages/") {
		select {
		case s.at <- struct{}{}:
			<-s.let
		case <-s.let:
		}
	}
	return s.Store.Put(ctx, key, want, r)
}

// TestStoringTakesNoTurn: while packages, as many as there are processors and more, wait for a slow
// store, what keeps a processor busy is done all the same.
func TestStoringTakesNoTurn(t *testing.T) {
	slow := slowStore{at: make(chan struct{}), let: make(chan struct{})}
	s := start(t, func(o *server.Options) {
		slow.Store = o.Store.Store
		o.Store.Store = slow
	})
	text := "id: one\nprogram: ismap-liu\nrevision: 2023-11-10\napplicant: {name: 例示クラウド株式会社}\nprior: {date: 2026-03-01}\n"
	s.ask(t, "provider", "POST", "/v1/cases", text, "Content-Type", "application/yaml").into(t, 201, nil)
	var builds sync.WaitGroup
	many := min(32, 2*runtime.GOMAXPROCS(0)+2)
	for range many {
		builds.Go(func() {
			if r := s.ask(t, "provider", "POST", "/v1/cases/one/packages", `{"for":"prior-application","formats":["pdf"],"draft":true}`); r.status != 201 {
				t.Errorf("%d %s", r.status, r.body)
			}
		})
	}
	for range many { // each has had its turn
		<-slow.at
	}
	s.ask(t, "provider", "POST", "/v1/check?no-files=true", text, "Content-Type", "application/yaml").into(t, 200, nil)
	close(slow.let)
	builds.Wait()
}
