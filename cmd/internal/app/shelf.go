package app

import (
	"container/list"
	"context"
	"sync"

	"yoshiki/forms/casefile"
	"yoshiki/package/repository"
)

// Shelf keeps stored cases that were read, and what was found out of them, for the next who
// asks. A version of a case never changes, so that nothing on a shelf is ever out of date;
// which version is the newest is asked of the store each time. It is safe for concurrent use.
type Shelf struct {
	most int64 // bytes, about
	mu   sync.Mutex
	used int64
	all  map[place]*list.Element
	last *list.List // of *shelved, the one that was used last in front
}

// place names a version of a case.
type place struct {
	store  *Store
	id     string
	number int
}

// shelved is a case with what was found out of it.
type shelved struct {
	place
	read  func() (*Case, error)
	mu    sync.Mutex
	found map[any]func() (any, error)
	cost  int64
}

// NewShelf is a shelf for about so many bytes.
func NewShelf(most int64) *Shelf {
	return &Shelf{most: most, all: map[place]*list.Element{}, last: list.New()}
}

// A byte of a case's text takes about so many once it is read.
const weight = 8

// get gives a case, which is read once.
func (s *Shelf) get(at place, read func() (*Case, error)) (*Case, error) {
	s.mu.Lock()
	e := s.all[at]
	if e == nil {
		e = s.last.PushFront(&shelved{place: at, found: map[any]func() (any, error){}, read: sync.OnceValues(read)})
		s.all[at] = e
	}
	s.last.MoveToFront(e)
	s.mu.Unlock()
	x := e.Value.(*shelved)
	c, err := x.read()
	if err != nil {
		s.drop(e)
		return nil, err
	}
	if c.shelf == nil {
		return c, nil
	}
	s.grow(x, 0)
	return c, nil
}

func (s *Shelf) drop(e *list.Element) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(e)
}

func (s *Shelf) remove(e *list.Element) {
	x := e.Value.(*shelved)
	if s.all[x.place] == e {
		s.used -= x.cost
		delete(s.all, x.place)
		s.last.Remove(e)
	}
}

// grow counts what a case takes, and lets those go that were not used for longest.
func (s *Shelf) grow(x *shelved, more int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all[x.place] == nil {
		return
	}
	x.cost += more
	s.used += more
	for s.used > s.most && s.last.Len() > 1 {
		s.remove(s.last.Back())
	}
}

// newest gives the newest version of a case from the shelf.
func (a *App) newest(ctx context.Context, s *Store, id string) (*Case, error) {
	all, err := Versions(ctx, s, id)
	if err != nil {
		return nil, err
	}
	return a.shelved(ctx, s, id, all[len(all)-1])
}

// shelved gives a version of a case from the shelf.
func (a *App) shelved(ctx context.Context, s *Store, id string, number int) (*Case, error) {
	at := place{s, id, number}
	return s.Shelf.get(at, func() (*Case, error) {
		stored, err := repository.LoadVersion(context.WithoutCancel(ctx), s, casefile.CaseID(id), number)
		if err != nil {
			return nil, noCase(s, id, err)
		}
		c := a.kept(stored, id)
		c.shelf = s.Shelf
		s.Shelf.mu.Lock()
		e := s.Shelf.all[at]
		s.Shelf.mu.Unlock()
		if e != nil {
			c.on = e.Value.(*shelved)
			s.Shelf.grow(c.on, int64(len(c.text))*weight)
		}
		return c, nil
	})
}

// remembered gives what was found out of a case before, or finds it out. How much it takes is
// told by size; what fails is not kept.
func remembered[T any](c *Case, key any, size func(T) int, find func() (T, error)) (T, error) {
	if c.on == nil {
		return find()
	}
	c.on.mu.Lock()
	get := c.on.found[key]
	if get == nil {
		get = sync.OnceValues(func() (any, error) {
			v, err := find()
			if err == nil {
				c.shelf.grow(c.on, int64(size(v)))
			}
			return v, err
		})
		c.on.found[key] = get
	}
	c.on.mu.Unlock()
	v, err := get()
	if err != nil {
		c.on.mu.Lock()
		delete(c.on.found, key)
		c.on.mu.Unlock()
		var none T
		return none, err
	}
	return v.(T), nil
}
