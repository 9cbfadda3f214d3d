package audit

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"errors"
	"sync"
	"time"

	"yoshiki/storage"
)

// Options say where a log is written.
type Options struct {
	Store   storage.Store      // where segments are kept
	Second  storage.Store      // where every checkpoint is kept once more; nil for nowhere
	Journal string             // a folder on a local disk; "" if Append waits for the store
	Key     ed25519.PrivateKey // signs checkpoints
	Keep    time.Duration      // how long segments are locked where the store can; 0 for not
	Every   time.Duration      // the longest time from an entry to its checkpoint; a second if it is 0
	Now     func() time.Time   // [time.Now] if it is nil
}

// Log is an open log. Close it when done.
type Log struct {
	o      Options
	sink   sink
	ship   *shipper
	others *others

	mu      sync.Mutex
	waiting *group // what the next write takes; nil if nobody waits
	closed  bool
	wake    chan struct{} // somebody waits, or the log is closed
	ended   chan struct{}
}

// sink makes groups of entries durable. It is used by one goroutine.
type sink interface {
	commit(entries []Entry) error
	checkpoint() error // of what has been committed since the last
	clear()            // all is in the store
}

// group are entries that one write makes durable.
type group struct {
	entries []Entry
	done    chan struct{}
	err     error // once done
}

// ErrClosed says that the log has been closed.
var ErrClosed = errors.New("the audit log is closed")

// Open starts a chain. With a journal it first takes up what processes that have died left
// in its folder. The first entry tells that the log was opened.
func Open(ctx context.Context, o Options) (*Log, error) {
	o.Every = cmp.Or(o.Every, time.Second)
	if o.Now == nil {
		o.Now = time.Now
	}
	l := &Log{o: o, ship: newShipper(o), others: newOthers(o), wake: make(chan struct{}, 1), ended: make(chan struct{})}
	c := chain{name: newChain(), segment: 1}
	c.head = emptyChain(c.name)
	l.others.own = c.name
	err := l.others.begin(ctx)
	if l.others.begun = err == nil; !l.others.begun && o.Journal == "" {
		return nil, err
	}
	if l.sink, err = l.newSink(c); err != nil {
		return nil, err
	}
	go l.ship.run()
	go l.others.run()
	go l.run()
	return l, l.Append(ctx, Entry{Actor: "yoshiki", Action: "log:open", Object: c.name, Outcome: Done})
}

func (l *Log) newSink(c chain) (sink, error) {
	if l.o.Journal == "" {
		return &direct{chain: c, o: l.o, ship: l.ship, others: l.others}, nil
	}
	return openJournal(c, l.o, l.ship, l.others)
}

// Append adds an entry and returns nil when it is durable. After an error the entry may be
// in the log or not; whoever may not act without a record does not act.
func (l *Log) Append(ctx context.Context, e Entry) error {
	if e.Time.IsZero() {
		e.Time = l.o.Now()
	}
	g := l.join(e)
	if g == nil {
		return ErrClosed
	}
	select {
	case <-g.done:
		return g.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// join puts an entry into the group that is written next; nil if there will be none.
func (l *Log) join(e Entry) *group {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil
	}
	if l.waiting == nil {
		l.waiting = &group{done: make(chan struct{})}
		l.wake <- struct{}{}
	}
	l.waiting.entries = append(l.waiting.entries, e)
	return l.waiting
}

// take is the group that is written now.
func (l *Log) take() (g *group, closed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	g, l.waiting = l.waiting, nil
	return g, l.closed
}

// run writes group after group, and a checkpoint in time.
func (l *Log) run() {
	defer close(l.ended)
	var due <-chan time.Time
	for {
		select {
		case <-l.wake:
			g, closed := l.take()
			if g != nil {
				g.err = l.sink.commit(g.entries)
				close(g.done)
				l.others.look()
			}
			if closed {
				_ = l.sink.checkpoint() // what it did not close, the next process does
				return
			}
			if due == nil {
				due = time.After(l.o.Every)
			}
		case <-due:
			due = nil
			if l.sink.checkpoint() != nil {
				due = time.After(l.o.Every)
			}
		}
	}
}

// Close writes what waits and a last checkpoint, and brings all segments to the store, as
// long as ctx lives. What did not get there stays in the journal, and Close says so.
func (l *Log) Close(ctx context.Context) error {
	err := l.Append(ctx, Entry{Actor: "yoshiki", Action: "log:close", Outcome: Done})
	if errors.Is(err, ErrClosed) {
		return err
	}
	l.mu.Lock()
	l.closed = true
	if l.waiting == nil {
		l.wake <- struct{}{}
	}
	l.mu.Unlock()
	select {
	case <-l.ended:
	case <-ctx.Done():
		l.ship.stop()
		<-l.ended
	}
	l.others.stop()
	if err = errors.Join(err, l.ship.close(ctx)); err == nil {
		l.sink.clear()
	}
	return err
}

// Behind tells how many segments of the journal wait for the store, and why the last try
// failed; nil if none has.
func (l *Log) Behind() (segments int, err error) { return l.ship.behind() }
