package server

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"yoshiki/cmd/internal/access"
)

// desk gives out turns at what keeps a processor busy. Of all turns one tenant has no more than
// there are processors, and as many again are left for the others: whatever one asks for, the
// others are served beside it, and what is refused is refused at once.
type desk struct {
	all   chan struct{}
	each  int // turns of one tenant
	mu    sync.Mutex
	lines map[string]*line
}

// line is one tenant that has turns, or waits for some.
type line struct {
	turns chan struct{}
	there int
}

// queue is how many of one tenant may wait for a turn.
const queue = 32

// errBusy says that too many wait already.
var errBusy = errors.New("too many wait for a turn")

func newDesk() *desk {
	n := runtime.GOMAXPROCS(0)
	return &desk{all: make(chan struct{}, 2*n), each: n, lines: map[string]*line{}}
}

// turn waits for a turn, and gives what ends it. What is done later, by a job, has had its turn
// when it was taken out of the queue. Errors: errBusy, or that of ctx.
func (d *desk) turn(ctx context.Context) (done func(), err error) {
	actor := access.From(ctx)
	if ctx.Value(jobKey{}) != nil || actor == nil {
		return func() {}, nil
	}
	l, err := d.join(actor.Tenant)
	if err != nil {
		return nil, err
	}
	select {
	case l.turns <- struct{}{}:
	case <-ctx.Done():
		d.leave(actor.Tenant, l)
		return nil, ctx.Err()
	}
	select {
	case d.all <- struct{}{}:
	case <-ctx.Done():
		<-l.turns
		d.leave(actor.Tenant, l)
		return nil, ctx.Err()
	}
	return func() {
		<-d.all
		<-l.turns
		d.leave(actor.Tenant, l)
	}, nil
}

func (d *desk) join(tenant string) (*line, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l := d.lines[tenant]
	if l == nil {
		l = &line{turns: make(chan struct{}, d.each)}
		d.lines[tenant] = l
	}
	if l.there >= d.each+queue {
		return nil, errBusy
	}
	l.there++
	return l, nil
}

func (d *desk) leave(tenant string, l *line) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if l.there--; l.there == 0 {
		delete(d.lines, tenant)
	}
}
