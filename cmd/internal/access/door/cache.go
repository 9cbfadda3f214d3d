package door

import (
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
	mu  sync.Mutex
	all map[string]answer
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
