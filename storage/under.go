package storage

import (
	"context"
	"io"
	"iter"
	"strings"
	"time"
)

// Under is the part of a store that lies below a prefix, as a store of its own: its key "a"
// is the store's "prefix/a", and the longest keys are shorter by the prefix. Nothing outside the prefix can be named through it. It can
// remove and retain if the store can.
func Under(s Store, prefix string) (Store, error) {
	if err := CheckKey(prefix); err != nil {
		return nil, err
	}
	u := under{s, prefix + "/"}
	remover, removes := s.(Remover)
	retainer, retains := s.(Retainer)
	switch {
	case removes && retains:
		return struct {
			under
			removerUnder
			retainerUnder
		}{u, removerUnder{remover, u.prefix}, retainerUnder{retainer, u.prefix}}, nil
	case removes:
		return struct {
			under
			removerUnder
		}{u, removerUnder{remover, u.prefix}}, nil
	case retains:
		return struct {
			under
			retainerUnder
		}{u, retainerUnder{retainer, u.prefix}}, nil
	}
	return u, nil
}

type under struct {
	all    Store
	prefix string
}

// below is a key of the whole store; a key that is illegal by itself is so below a prefix.
func below(prefix, key string) (string, error) { return prefix + key, CheckKey(key) }

func (u under) Put(ctx context.Context, key string, want Content, r io.Reader) error {
	key, err := below(u.prefix, key)
	if err != nil {
		return err
	}
	return u.all.Put(ctx, key, want, r)
}

func (u under) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	key, err := below(u.prefix, key)
	if err != nil {
		return nil, err
	}
	return u.all.Open(ctx, key)
}

func (u under) Stat(ctx context.Context, key string) (int64, error) {
	key, err := below(u.prefix, key)
	if err != nil {
		return 0, err
	}
	return u.all.Stat(ctx, key)
}

func (u under) List(ctx context.Context, prefix string) iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		for o, err := range u.all.List(ctx, u.prefix+prefix) {
			o.Key = strings.TrimPrefix(o.Key, u.prefix)
			if !yield(o, err) {
				return
			}
		}
	}
}

type removerUnder struct {
	remover Remover
	prefix  string
}

func (u removerUnder) Remove(ctx context.Context, key string) error {
	key, err := below(u.prefix, key)
	if err != nil {
		return err
	}
	return u.remover.Remove(ctx, key)
}

func (u removerUnder) Created(ctx context.Context, key string) (time.Time, error) {
	key, err := below(u.prefix, key)
	if err != nil {
		return time.Time{}, err
	}
	return u.remover.Created(ctx, key)
}

type retainerUnder struct {
	retainer Retainer
	prefix   string
}

func (u retainerUnder) Retain(ctx context.Context, key string, until time.Time) error {
	key, err := below(u.prefix, key)
	if err != nil {
		return err
	}
	return u.retainer.Retain(ctx, key, until)
}

func (u retainerUnder) Retained(ctx context.Context, key string) (time.Time, error) {
	key, err := below(u.prefix, key)
	if err != nil {
		return time.Time{}, err
	}
	return u.retainer.Retained(ctx, key)
}
