package server

import "sync"

// How many may watch a job at once, of a tenant and of all. They wait rather than work, and so
// take no place from requests; but each asks the database now and then.
const (
	WatchersEach = 64
	WatchersAll  = 1024
)

// watchers counts who watches.
type watchers struct {
	mu  sync.Mutex
	all int
	of  map[string]int
}

// enter counts one more of a tenant, who leaves by what is given; false if there are too many.
func (w *watchers) enter(tenant string) (leave func(), ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.all >= WatchersAll || w.of[tenant] >= WatchersEach {
		return nil, false
	}
	if w.of == nil {
		w.of = map[string]int{}
	}
	w.all++
	w.of[tenant]++
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.all--
		if w.of[tenant]--; w.of[tenant] == 0 {
			delete(w.of, tenant)
		}
	}, true
}
