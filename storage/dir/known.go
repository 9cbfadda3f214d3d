package dir

import (
	"sync"
	"sync/atomic"
)

// known are names of which something is known. When they are too many it forgets them all, so that
// whoever writes for long needs no more memory than others: what is forgotten is found out anew.
type known struct {
	names sync.Map
	count atomic.Int64
}

// mostKnown is how many names are kept.
const mostKnown = 8192

func (k *known) has(name string) bool {
	_, there := k.names.Load(name)
	return there
}

func (k *known) add(name string) {
	if _, there := k.names.LoadOrStore(name, nil); !there && k.count.Add(1) > mostKnown {
		k.names.Clear()
		k.count.Store(0)
	}
}
