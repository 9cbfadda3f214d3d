package bundle

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"yoshiki/storage"
)

// ErrCondemned says that a package cannot be saved now, because the store has a part of it
// that was left by a Save that never ended, and is about to be collected. When Collect has
// done so, the package can be saved.
var ErrCondemned = errors.New("a part that was left long ago is about to be collected")

const (
	grace       = 7 * 24 * time.Hour // since an object was created, before it is condemned
	respite     = 24 * time.Hour     // since it was condemned, before it is taken away
	longestSave = 20 * time.Hour     // shorter than respite
)

// Collected says what a collection has done.
type Collected struct {
	Condemned int // objects that the next collection, a day later, takes away
	Removed   int
}

// Collect takes away papers and tag files that belong to no package because a Save never
// ended. It does so in two steps, at least a day apart: first an object that is a week old
// is condemned, by an object under condemned/; a day later, if it still belongs to no
// package, it is taken away. A Save that comes upon a condemned object gives up, and none
// lasts a day, so that none can rely on what is being taken away. Cases are never touched.
//
// It may be run at any time, but not twice at once. If any package of the store is
// damaged, it does nothing: Scrub tells more. Now is the time by the store's clock.
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
	condemned := map[string]bool{}
	for o, err := range c.store.List(ctx, "condemned/") {
		if err != nil {
			return err
		}
		key, err := readObject(ctx, c.store, o.Key, 1<<10)
		if err == nil && o.Key != condemnedKey(string(key)) {
			err = fmt.Errorf("%s: not written by a collection", o.Key)
		}
		if err == nil {
			condemned[string(key)] = true
			err = c.end(ctx, string(key))
		}
		if err != nil {
			return err
		}
	}
	for _, prefix := range []string{"blobs/", "packages/"} {
		for o, err := range c.store.List(ctx, prefix) {
			if err == nil && !c.live[o.Key] && !condemned[o.Key] {
				err = c.condemn(ctx, o.Key)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// findLive reads every package.
func (c *collector) findLive(ctx context.Context) error {
	c.live = map[string]bool{}
	for id, err := range Packages(ctx, c.store) {
		if err != nil {
			return err
		}
		b, err := Load(ctx, c.store, id)
		if err != nil {
			return err
		}
		c.live[commitKey(id)] = true
		for _, f := range b.files {
			if isPayload(f.path) {
				c.live[blobKey(f.content)] = true
			} else {
				c.live[tagKey(id, f.path)] = true
			}
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
	mark := []byte(key)
	err = c.store.Put(ctx, condemnedKey(key), storage.ContentOf(mark), strings.NewReader(key))
	if err == nil {
		c.done.Condemned++
	}
	return err
}

// end takes a condemned object away when its time has come, and its mark after it. It
// spares one that has come to belong to a package, or was created after it was condemned.
func (c *collector) end(ctx context.Context, key string) error {
	mark := condemnedKey(key)
	due, err := c.older(ctx, mark, respite)
	if err != nil || !due {
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
			if err := c.store.Remove(ctx, key); err != nil {
				return err
			}
			c.done.Removed++
		}
	}
	return c.store.Remove(ctx, mark)
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

// older tells whether an object was created so long ago; one that is gone was not.
func (c *collector) older(ctx context.Context, key string, age time.Duration) (bool, error) {
	created, err := c.store.Created(ctx, key)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && c.now.Sub(created) >= age, err
}

// condemnedKey is where it stands that an object is condemned.
func condemnedKey(key string) string {
	return fmt.Sprintf("condemned/%x", sha256.Sum256([]byte(key)))
}

// spared returns nil unless the object, which was there already, is condemned.
func spared(ctx context.Context, store storage.Store, key string) error {
	_, err := store.Stat(ctx, condemnedKey(key))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil:
		return fmt.Errorf("%s: %w", key, ErrCondemned)
	}
	return err
}
