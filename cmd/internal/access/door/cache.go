package door

import (
	"context"
	"sync"
	"time"

	"yoshiki/cmd/internal/access"
)

// believed is how long an answer of the database is.
const believed = 500 * time.Millisecond

// crowd is how many answers are kept; where there are more, all are asked for anew.
const crowd = 10_000

// answer is who somebody was found to be.
type answer struct {
	actor *access.Actor
	until time.Time // asked for anew then
}

// cache holds answers by keyed hash.
type cache struct {
	mu     sync.Mutex
	all    map[string]answer
	asking map[string]*asking
}

// asking is a question that the database is asked now; done is closed once it is answered.
type asking struct {
	done  chan struct{}
	actor *access.Actor
	err   error
}

// answerTime is how long the database may take.
const answerTime = 10 * time.Second

// ask has one of those who want the same at once ask the database; the others wait for its answer.
func (c *cache) ask(ctx context.Context, sum string, find func(context.Context) (*access.Actor, error)) (*access.Actor, error) {
	c.mu.Lock()
	q := c.asking[sum]
	if q == nil {
		q = &asking{done: make(chan struct{})}
		if c.asking == nil {
			c.asking = map[string]*asking{}
		}
		c.asking[sum] = q
		go c.answer(context.WithoutCancel(ctx), sum, q, find) // whoever asked first may go away
	}
	c.mu.Unlock()
	select {
	case <-q.done:
		return q.actor, q.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *cache) answer(ctx context.Context, sum string, q *asking, find func(context.Context) (*access.Actor, error)) {
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	q.actor, q.err = find(ctx)
	c.mu.Lock()
	delete(c.asking, sum)
	c.mu.Unlock()
	close(q.done)
}

func (c *cache) get(sum string, now time.Time) *access.Actor {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a, ok := c.all[sum]; ok && now.Before(a.until) {
		return a.actor
	}
	return nil
}

// put keeps an answer, which is believed no longer than what was shown is good.
func (c *cache) put(sum string, actor *access.Actor, now, end time.Time) {
	until := now.Add(believed)
	if end.Before(until) {
		until = end
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all == nil || len(c.all) >= crowd {
		c.all = map[string]answer{}
	}
	c.all[sum] = answer{actor, until}
}

// drop forgets an answer at once, where this server itself has changed it.
func (c *cache) drop(sum string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.all, sum)
}
