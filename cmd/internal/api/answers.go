package api

import (
	"container/list"
	"context"
	"sync"

	"yoshiki/cmd/internal/app"
)

// answers keep what was answered about versions of cases and about packages, which never change,
// for the next who asks for the same. They are much smaller than what they are made of, and hold
// so many bytes, about, of those that were asked for last. They are safe for concurrent use.
type answers struct {
	most int64
	mu   sync.Mutex
	used int64
	all  map[asked]*list.Element
	last *list.List // of *known, the one that was given last in front
}

// asked names an answer.
type asked struct {
	store    *app.Store
	id       string // of a case or a package
	version  int    // of a case
	language string
	question any
}

// known is one of them; value makes it the first time.
type known struct {
	asked
	value func() (any, error)
	size  int64
}

// overhead is what an answer takes beside its bytes.
const overhead = 1 << 10

func newAnswers(most int64) *answers {
	return &answers{most: most, all: map[asked]*list.Element{}, last: list.New()}
}

// answerOf gives an answer, which is made once; what fails is not kept.
func answerOf[T any](a *answers, to asked, size func(T) int, find func() (T, error)) (T, error) {
	e := a.entry(to, func() (any, error) { return find() })
	v, err := e.Value.(*known).value()
	if err != nil {
		a.drop(e)
		var none T
		return none, err
	}
	out := v.(T)
	a.count(e, int64(size(out))+overhead)
	return out, nil
}

func (a *answers) entry(to asked, find func() (any, error)) *list.Element {
	a.mu.Lock()
	defer a.mu.Unlock()
	e := a.all[to]
	if e == nil {
		e = a.last.PushFront(&known{asked: to, value: sync.OnceValues(find)})
		a.all[to] = e
	}
	a.last.MoveToFront(e)
	return e
}

// count notes how large an answer is, and lets those go that were not asked for for longest.
func (a *answers) count(e *list.Element, size int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if x := e.Value.(*known); x.size == 0 && a.all[x.asked] == e {
		x.size = size
		a.used += size
	}
	for a.used > a.most && a.last.Len() > 1 {
		a.remove(a.last.Back())
	}
}

func (a *answers) drop(e *list.Element) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.remove(e)
}

func (a *answers) remove(e *list.Element) {
	if x := e.Value.(*known); a.all[x.asked] == e {
		a.used -= x.size
		delete(a.all, x.asked)
		a.last.Remove(e)
	}
}

// answered gives a file about the newest version of a case of whoever asks; the question tells
// it from all others about that version in that language.
func (s *service) answered(ctx context.Context, id string, question any, find func(context.Context, *app.Case) (*file, error)) (*file, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	all, err := app.Versions(ctx, store, id)
	if err != nil {
		return nil, err
	}
	to := asked{store, id, all[len(all)-1], wordsOf(ctx).Language(), question}
	return answerOf(s.kept, to, func(f *file) int { return len(f.Body) }, func() (*file, error) {
		ctx := context.WithoutCancel(ctx) // others may wait for it, too
		done, err := s.turn(ctx)
		if err != nil {
			return nil, err
		}
		defer done()
		c, err := s.App.StoredVersion(ctx, store, id, to.version)
		if err != nil {
			return nil, err
		}
		return find(ctx, c)
	})
}
