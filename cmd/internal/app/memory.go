package app

import (
	"strings"
	"sync"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	bundle "yoshiki/package"
)

// memories are what the checks of a case found out, for the case with another letter in it.
type memories struct {
	mu  sync.Mutex
	all map[CheckOrder]*bundle.Memory
}

// of is what a check found out; nil if there was none.
func (m *memories) of(o CheckOrder) *bundle.Memory {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.all[o]
}

func (m *memories) keep(o CheckOrder, found *bundle.Memory) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.all == nil {
		m.all = map[CheckOrder]*bundle.Memory{}
	}
	m.all[o] = found
}

// retyped are the texts in which a case differs from another, by their pointers, and the places
// that changed with them: a group that became empty, or is no longer, in place of what is in it.
// ok is false where they differ in more.
func retyped(from, to *casefile.Case) (texts map[string]string, places []string, ok bool) {
	texts = map[string]string{}
	for _, x := range change.Diff(from, to) {
		if x.Kind == change.Moved || x.From.Model == nil || x.To.Model == nil {
			return nil, nil, false
		}
		texts[x.Pointer] = x.To.Text()
		places = append(places, outermost(from, to, x.Pointer))
	}
	return texts, places, true
}

// outermost is the outermost place around one that is empty in one of two cases alone; that one
// if there is none.
func outermost(a, b *casefile.Case, pointer string) string {
	for i := range len(pointer) {
		at := pointer[:i]
		if i == 0 || pointer[i] != '/' {
			continue
		}
		x, errA := casefile.Get(a, at)
		y, errB := casefile.Get(b, at)
		if errA == nil && errB == nil && x.Empty() != y.Empty() {
			return at
		}
	}
	return strings.Clone(pointer)
}
