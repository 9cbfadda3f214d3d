package server

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"time"

	"yoshiki/cmd/internal/access"
)

// desk gives out turns at what keeps a processor busy. Beside others, a tenant has no more turns
// than leave a processor free, and one turn more than there are processors is given out in all, so
// that who asks for little has its turn at once whatever others ask for. A turn that ends goes to
// the tenant that has the fewest. What is done later, by jobs, stands in a line of its own.
type desk struct {
	processors int
	now        func() time.Time
	mu         sync.Mutex
	left       int    // turns that nobody has
	given      uint64 // turns that were given out
	lines      map[string]*line
}

// line is one tenant that has turns, waits for some, or did a moment ago.
type line struct {
	has     int             // turns
	waiting []chan struct{} // closed when the turn has come
	last    uint64          // the turn that it was given last
	seen    time.Time       // when it was last here
}

// queue is how many of one tenant may wait for a turn.
const queue = 64

// moment is how long a tenant counts as being there that has no turn.
const moment = time.Second

// jobLine is the line of what is done later; no tenant has that name.
const jobLine = ""

// errBusy says that too many wait already.
var errBusy = errors.New("too many wait for a turn")

func newDesk(now func() time.Time) *desk {
	n := runtime.GOMAXPROCS(0)
	return &desk{processors: n, now: now, left: n + 1, lines: map[string]*line{}}
}

// lineOf is where whoever asks stands; ok is false for who needs no turn.
func lineOf(ctx context.Context) (name string, ok bool) {
	if ctx.Value(jobKey{}) != nil {
		return jobLine, true
	}
	actor := access.From(ctx)
	if actor == nil {
		return "", false
	}
	return actor.Tenant, true
}

// full reports whether whoever asks would be sent away.
func (d *desk) full(ctx context.Context) bool {
	name, ok := lineOf(ctx)
	d.mu.Lock()
	defer d.mu.Unlock()
	return ok && d.crowded(name)
}

// crowded reports whether too many of one tenant wait. A job is sent away by nobody: there are no
// more of them at once than there are workers.
func (d *desk) crowded(name string) bool {
	l := d.lines[name]
	return name != jobLine && l != nil && len(l.waiting) >= queue
}

// turn waits for a turn, and gives what ends it, once. Errors: errBusy, or that of ctx.
func (d *desk) turn(ctx context.Context) (done func(), err error) {
	name, ok := lineOf(ctx)
	if !ok {
		return func() {}, nil
	}
	l, mine, err := d.join(name)
	if err != nil {
		return nil, err
	}
	select {
	case <-mine:
	case <-ctx.Done():
		d.leave(l, mine)
		return nil, ctx.Err()
	}
	return func() { d.end(l) }, nil
}

func (d *desk) join(name string) (*line, chan struct{}, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.crowded(name) {
		return nil, nil, errBusy
	}
	l := d.lines[name]
	if l == nil {
		l = &line{}
		d.lines[name] = l
	}
	mine := make(chan struct{})
	l.waiting, l.seen = append(l.waiting, mine), d.now()
	d.give()
	return l, mine, nil
}

// leave takes one out of a line who does not wait any longer.
func (d *desk) leave(l *line, mine chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if i := slices.Index(l.waiting, mine); i >= 0 {
		l.waiting = slices.Delete(l.waiting, i, i+1)
		return
	}
	d.back(l) // its turn came at the same moment
}

func (d *desk) end(l *line) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.back(l)
}

// back takes a turn back, and gives it to the next.
func (d *desk) back(l *line) {
	l.has--
	l.seen = d.now()
	d.left++
	d.give()
}

// give gives out the turns that there are.
func (d *desk) give() {
	d.forget()
	for d.left > 0 {
		l := d.next()
		if l == nil {
			return
		}
		d.left--
		d.given++
		l.has, l.last = l.has+1, d.given
		close(l.waiting[0])
		l.waiting = l.waiting[1:]
	}
}

// next is the line whose turn it is: of those that may have one more the one that has the fewest,
// and of these the one that was given none for longest.
func (d *desk) next() (next *line) {
	most := d.processors
	if len(d.lines) > 1 {
		most = max(1, d.processors-1)
	}
	for _, l := range d.lines {
		if len(l.waiting) == 0 || l.has >= most {
			continue
		}
		if next == nil || l.has < next.has || l.has == next.has && l.last < next.last {
			next = l
		}
	}
	return next
}

// forget lets go of those who are not there any longer.
func (d *desk) forget() {
	now := d.now()
	for name, l := range d.lines {
		if l.has == 0 && len(l.waiting) == 0 && now.Sub(l.seen) > moment {
			delete(d.lines, name)
		}
	}
}
