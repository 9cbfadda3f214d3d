package server

import (
	"context"
	"errors"
	"math"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"yoshiki/cmd/internal/access"
)

// gate lets in as many requests as can be served, and of one tenant as many as leaves room for
// the others.
type gate struct {
	limits Limits
	now    func() time.Time
	slots  chan struct{}
	mu     sync.Mutex
	all    map[string]*meter
}

// meter is what one tenant, or one address, has used up.
type meter struct {
	tokens   float64
	filled   time.Time
	together int
}

func newGate(l Limits, now func() time.Time) *gate {
	return &gate{limits: l, now: now, slots: make(chan struct{}, l.AllTogether), all: map[string]*meter{}}
}

// most is how many meters are kept; those that are full again are let go.
const most = 10_000

// take takes one request of somebody; it tells how long to wait if there is none left.
func (g *gate) take(who string, rate float64, burst, together int) (wait time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	m := g.meter(who, burst, now)
	m.tokens = min(float64(burst), m.tokens+rate*now.Sub(m.filled).Seconds())
	m.filled = now
	switch {
	case m.together >= together:
		return time.Second
	case m.tokens < 1:
		return time.Duration((1 - m.tokens) / rate * float64(time.Second))
	}
	m.tokens--
	m.together++
	return 0
}

// meter is that of somebody.
func (g *gate) meter(who string, burst int, now time.Time) *meter {
	m := g.all[who]
	if m == nil {
		if len(g.all) >= most {
			g.forget(now)
		}
		m = &meter{tokens: float64(burst), filled: now}
		g.all[who] = m
	}
	return m
}

// forget lets go of those who have done nothing for a minute.
func (g *gate) forget(now time.Time) {
	for who, m := range g.all {
		if m.together == 0 && now.Sub(m.filled) > time.Minute {
			delete(g.all, who)
		}
	}
}

// again counts a request of somebody who stepped aside.
func (g *gate) again(who string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.meter(who, 0, g.now()).together++
}

func (g *gate) leave(who string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.all[who].together--
}

// enter waits a moment for a place.
func (g *gate) enter(r *http.Request) bool {
	select {
	case g.slots <- struct{}{}:
		return true
	default:
	}
	timer := time.NewTimer(g.limits.Wait)
	defer timer.Stop()
	select {
	case g.slots <- struct{}{}:
		return true
	case <-timer.C:
		return false
	case <-r.Context().Done():
		return false
	}
}

// admit finds out who asks, and lets them in if there is room.
func (s *Server) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if actor, ok := r.Context().Value(jobKey{}).(*access.Actor); ok { // it was let in when it was accepted
			next.ServeHTTP(w, r.WithContext(access.With(r.Context(), actor)))
			return
		}
		address, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			address = r.RemoteAddr
		}
		actor, err := s.Authenticate(r)
		switch {
		case errors.Is(err, access.ErrRefused):
			actor, err = nil, nil
		case errors.Is(err, access.ErrForged):
			s.problem(w, r, http.StatusForbidden, "forged")
			return
		}
		if err != nil {
			s.Log.ErrorContext(r.Context(), "cannot find out who asks", "error", err)
			s.refuse(w, r, http.StatusServiceUnavailable, "no-store", time.Second)
			return
		}
		who, wait := "address "+address, time.Duration(0)
		if actor == nil {
			wait = s.gate.take(who, s.Limits.Strangers, int(s.Limits.Strangers)*2, s.Limits.Together)
		} else {
			who = "tenant " + actor.Tenant
			r = r.WithContext(access.With(r.Context(), actor))
			wait = s.gate.take(who, s.Limits.Rate, s.Limits.Burst, s.Limits.Together)
		}
		if wait > 0 {
			s.refuse(w, r, http.StatusTooManyRequests, "too-many", wait)
			return
		}
		if !s.gate.enter(r) {
			s.gate.leave(who)
			s.refuse(w, r, http.StatusServiceUnavailable, "overloaded", time.Second)
			return
		}
		place := &place{gate: s.gate, who: who, taken: true}
		defer place.leave()
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), placeKey{}, place)))
	})
}

// refuse answers with a problem, and when to come again.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, code string, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	s.problem(w, r, status, code)
}
