// Package kept is a memory for what is dear to make and never goes out of date: cases that were
// read, what was found out of them, papers that were printed. What is asked for under a key is
// made once, however many ask for it at once, and the next who asks finds it, unless it was not
// asked for for so long that its place was needed.
package kept

import (
	"container/list"
	"context"
	"sync"
)

// Cache keeps what was asked for last: about so many bytes of it, and the very last in any case.
// A nil Cache keeps nothing. It is safe for concurrent use.
type Cache[K comparable] struct {
	most int64
	mu   sync.Mutex
	used int64
	all  map[K]*list.Element
	last *list.List // of *entry[K], the one that was asked for last in front
}

// entry is one of them; value makes it the first time.
type entry[K comparable] struct {
	key   K
	value func() (any, error)
	size  int64 // 0 while it is being made
}

// Overhead is what anything takes that is kept, beside what its size says.
const Overhead = 1 << 10

// New gives a cache for about so many bytes.
func New[K comparable](most int64) *Cache[K] {
	return &Cache[K]{most: most, all: map[K]*list.Element{}, last: list.New()}
}

// Get gives what is kept under a key, or finds it, and keeps it as taking so many bytes as size
// says. Since others may wait for it, find goes on when the one who asked is gone. What fails is
// told to all who wait, and is not kept. Under one key lies one type.
func Get[T any, K comparable](ctx context.Context, c *Cache[K], key K, size func(T) int, find func(context.Context) (T, error)) (T, error) {
	if c == nil {
		return find(ctx)
	}
	e := c.entry(key, func() (any, error) { return find(context.WithoutCancel(ctx)) })
	found := false
	defer func() {
		if !found { // also where find panics
			c.drop(e)
		}
	}()
	v, err := e.Value.(*entry[K]).value()
	if err != nil {
		var none T
		return none, err
	}
	found = true
	out := v.(T)
	c.count(e, int64(size(out))+Overhead)
	return out, nil
}

func (c *Cache[K]) entry(key K, value func() (any, error)) *list.Element {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.all[key]
	if e == nil {
		e = c.last.PushFront(&entry[K]{key: key, value: sync.OnceValues(value)})
		c.all[key] = e
	}
	c.last.MoveToFront(e)
	return e
}

// count notes how large something is, and lets those go that were not asked for for longest, but
// for what is still being made.
func (c *Cache[K]) count(e *list.Element, size int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if x := e.Value.(*entry[K]); x.size == 0 && c.all[x.key] == e {
		x.size = size
		c.used += size
	}
	for e, next := c.last.Back(), (*list.Element)(nil); c.used > c.most && e != c.last.Front(); e = next {
		next = e.Prev()
		if e.Value.(*entry[K]).size > 0 {
			c.remove(e)
		}
	}
}

func (c *Cache[K]) drop(e *list.Element) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(e)
}

func (c *Cache[K]) remove(e *list.Element) {
	if x := e.Value.(*entry[K]); c.all[x.key] == e {
		c.used -= x.size
		delete(c.all, x.key)
		c.last.Remove(e)
	}
}
