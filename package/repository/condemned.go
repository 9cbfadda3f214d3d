package repository

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"yoshiki/storage"
)

// The signs of Save and Collect.
const (
	resuming   = "resuming/"
	collecting = "collecting"
)

// resume puts up the sign that a Save needs what is condemned, or gives way.
func resume(ctx context.Context, store storage.Store) error {
	sign := resuming + rand.Text()
	if err := store.Put(ctx, sign, storage.ContentOf(nil), strings.NewReader("")); err != nil {
		return err
	}
	_, err := store.Stat(ctx, collecting)
	switch {
	case err == nil:
		return ErrCondemned
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

// condemnedKey is where it stands that an object is condemned.
func condemnedKey(key string) string {
	return fmt.Sprintf("condemned/%x", sha256.Sum256([]byte(key)))
}

// condemnedKeys lists the marks that are there.
func condemnedKeys(ctx context.Context, store storage.Store) (map[string]bool, error) {
	all := map[string]bool{}
	for o, err := range store.List(ctx, "condemned/") {
		if err != nil {
			return nil, err
		}
		all[o.Key] = true
	}
	return all, nil
}

// marks reads what is condemned: the marks that are there, and the keys whose time has
// come.
func (c *collector) marks(ctx context.Context) (there map[string]bool, due []string, err error) {
	there, err = condemnedKeys(ctx, c.store)
	for _, mark := range slices.Sorted(maps.Keys(there)) {
		key, err := readObject(ctx, c.store, mark, 1<<10)
		if err == nil && mark != condemnedKey(string(key)) {
			err = fmt.Errorf("%s: not written by a collection", mark)
		}
		if err != nil {
			return nil, nil, err
		}
		old, err := c.older(ctx, mark, respite)
		if err != nil {
			return nil, nil, err
		}
		if old {
			due = append(due, string(key))
		}
	}
	return there, due, err
}

// takeAway takes condemned objects away, unless a Save says that it needs some.
func (c *collector) takeAway(ctx context.Context, due []string) error {
	if len(due) > 0 {
		err := c.store.Put(ctx, collecting, storage.ContentOf(nil), strings.NewReader(""))
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	wanted, err := c.wanted(ctx)
	if err != nil {
		return err
	}
	for _, key := range due {
		if wanted && !c.live[key] {
			continue
		}
		if err := c.end(ctx, key); err != nil {
			return err
		}
	}
	return c.remove(ctx, collecting)
}

// wanted reports whether a Save has put up a sign within a day, and takes older ones away.
func (c *collector) wanted(ctx context.Context) (bool, error) {
	wanted := false
	for o, err := range c.store.List(ctx, resuming) {
		if err != nil {
			return false, err
		}
		old, err := c.older(ctx, o.Key, respite)
		if err == nil && old {
			err = c.remove(ctx, o.Key)
		}
		if err != nil {
			return false, err
		}
		wanted = wanted || !old
	}
	return wanted, nil
}

// remove takes an object away, unless it is locked.
func (c *collector) remove(ctx context.Context, key string) error {
	if locked, err := c.locked(ctx, key); locked || err != nil {
		return err
	}
	return c.store.Remove(ctx, key)
}

// end takes a condemned object away, and its mark after it. It spares one that has come to
// belong to a package, or was created after it was condemned.
func (c *collector) end(ctx context.Context, key string) error {
	mark := condemnedKey(key)
	if locked, err := c.locked(ctx, mark); locked || err != nil {
		return err
	}
	if !c.live[key] && !c.inPackage(ctx, key) {
		created, err := c.store.Created(ctx, key)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		condemned, markErr := c.store.Created(ctx, mark)
		if markErr != nil {
			return markErr
		}
		if err == nil && !created.After(condemned) {
			if locked, err := c.locked(ctx, key); locked || err != nil {
				return err
			}
			if err := c.store.Remove(ctx, key); err != nil {
				return err
			}
			c.done.Removed++
		}
	}
	return c.store.Remove(ctx, mark)
}
