package server

import (
	"context"
	"sync"
)

// place is what a request takes up among those that are under way.
type place struct {
	gate  *gate
	who   string
	mu    sync.Mutex
	taken bool
}

type placeKey struct{}

// leave gives the place to others, if it is taken.
func (p *place) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.taken {
		return
	}
	p.taken = false
	<-p.gate.slots
	p.gate.leave(p.who)
}

// retake takes a place once there is one.
func (p *place) retake(ctx context.Context) {
	select {
	case p.gate.slots <- struct{}{}:
	case <-ctx.Done():
		return
	}
	p.gate.again(p.who)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taken = true
}

// stepAside gives the place of a request to others, which it does when it only waits.
func stepAside(ctx context.Context) {
	if p, ok := ctx.Value(placeKey{}).(*place); ok {
		p.leave()
	}
}

// turn waits for a turn at the desk, and gives what ends it. Who has one, or waits for it, holds up
// nobody who needs none.
func (s *Server) turn(ctx context.Context) (done func(), err error) {
	p, ok := ctx.Value(placeKey{}).(*place)
	if !ok {
		return s.desk.turn(ctx)
	}
	p.leave()
	end, err := s.desk.turn(ctx)
	if err != nil {
		p.retake(ctx)
		return nil, err
	}
	return func() {
		end()
		p.retake(ctx)
	}, nil
}
