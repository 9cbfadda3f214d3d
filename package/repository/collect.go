package repository

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"yoshiki/storage"
)

// ErrCondemned says that a package cannot be saved now, because the store has a part of it
// that was left by a Save that never ended, and a Collect is taking such parts away, or has
// just done so, or was killed while it did. When Collect has ended, the package can be saved.
var ErrCondemned = errors.New("a part that was left long ago is being taken away")

const (
	grace   = 7 * 24 * time.Hour // since an object was created, before it is condemned
	respite = 24 * time.Hour     // since it was condemned, before it is taken away
)

// Collected says what a collection has done.
type Collected struct {
	Condemned int // objects that the next collection, a day later, takes away
	Removed   int
	Locked    int // objects that belong to nothing and that the store keeps for now
}

// Collect takes away papers and tag files that belong to no package and no case because a
// Save never ended. It does so in two steps, at least a day apart: first an object that is
// a week old is condemned, by an object under condemned/; a day later, if it still belongs
// to nothing, it is taken away. What is locked is counted and left alone, and so is all
// under cases/. If any package or case of the store is damaged, it does nothing: Scrub
// tells more.
//
// It may run at any time, beside any number of Saves, and be killed, but not run twice at
// once. Now is the time; it may differ from the store's clock by some hours.
//
// No package ever loses a file. Just before COMMIT, Save looks at the marks and then for
// the files: if none is condemned and each is there, none can be taken away before it is
// condemned and a day has gone by. By then COMMIT is there, and Collect, which looks for it
// after that day, spares the file. The same holds for SaveCase and its list.
//
// If a file is condemned, Save and Collect each put up a sign before they look for the
// other's: Save one of its own under resuming/, which is good for a day, and Collect, for
// the time in which it takes things away, the object collecting. So at least one of them
// sees the other's, and that one gives way: Save ends with [ErrCondemned], or Collect takes
// nothing away this time. Collect never sees an old sign without its package, because it
// looks for the packages after that day. A Collect that was killed leaves its sign to the
// next one. However long a Save takes, only its last step, from the look at the marks to
// COMMIT, must not take a day.
func Collect(ctx context.Context, store storage.Remover, now time.Time) (Collected, error) {
	c := collector{store: store, now: now}
	err := c.collect(ctx)
	if err != nil {
		err = fmt.Errorf("collect: %w", err)
	}
	return c.done, err
}

type collector struct {
	store storage.Remover
	now   time.Time
	live  map[string]bool // keys of everything that belongs to a package
	done  Collected
}

func (c *collector) collect(ctx context.Context) error {
	if err := c.findLive(ctx); err != nil {
		return err
	}
	condemned, due, err := c.marks(ctx)
	if err != nil {
		return err
	}
	if err := c.takeAway(ctx, due); err != nil {
		return err
	}
	for _, prefix := range []string{"blobs/", "packages/"} {
		for o, err := range c.store.List(ctx, prefix) {
			if err == nil && !c.live[o.Key] && !condemned[condemnedKey(o.Key)] {
				err = c.condemn(ctx, o.Key)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// findLive reads every package and every list of a case.
func (c *collector) findLive(ctx context.Context) error {
	c.live = map[string]bool{}
	all, err := versions(ctx, c.store, "cases/")
	if err != nil {
		return err
	}
	for _, v := range all {
		objects, err := v.attached(ctx, c.store)
		if err != nil {
			return err
		}
		for _, o := range objects {
			c.live[o.Key] = true
		}
	}
	for id, err := range Packages(ctx, c.store) {
		if err != nil {
			return err
		}
		b, err := Load(ctx, c.store, id)
		if err != nil {
			return err
		}
		c.live[commitKey(id)] = true
		for _, f := range b.Files() {
			c.live[keyOf(&f, id)] = true
		}
	}
	return nil
}

// condemn marks an object that has been there for long.
func (c *collector) condemn(ctx context.Context, key string) error {
	old, err := c.older(ctx, key, grace)
	if err != nil || !old || c.inPackage(ctx, key) {
		return err
	}
	if locked, err := c.locked(ctx, key); locked || err != nil {
		return err
	}
	mark := []byte(key)
	err = c.store.Put(ctx, condemnedKey(key), storage.ContentOf(mark), strings.NewReader(key))
	if err == nil {
		c.done.Condemned++
	}
	return err
}

// locked reports whether the store keeps an object for now, and counts it.
func (c *collector) locked(ctx context.Context, key string) (bool, error) {
	keeper, ok := c.store.(storage.Retainer)
	if !ok {
		return false, nil
	}
	until, err := keeper.Retained(ctx, key)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !until.After(c.now) {
		return false, nil
	}
	if err == nil {
		c.done.Locked++
	}
	return err == nil, err
}

// inPackage looks again, without a listing, whether a tag file's package exists after all.
// When it cannot tell, it does.
func (c *collector) inPackage(ctx context.Context, key string) bool {
	rest, ok := strings.CutPrefix(key, "packages/")
	id, _, found := strings.Cut(rest, "/")
	if !ok || !found {
		return false
	}
	_, err := c.store.Stat(ctx, commitKey(id))
	return !errors.Is(err, fs.ErrNotExist)
}

// older reports whether an object was created so long ago; one that is gone was not.
func (c *collector) older(ctx context.Context, key string, age time.Duration) (bool, error) {
	created, err := c.store.Created(ctx, key)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && c.now.Sub(created) >= age, err
}
