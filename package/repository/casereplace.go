package repository

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// ErrReplaced says that the store has a newer version of a case than the one that was changed.
var ErrReplaced = errors.New("the case has been changed meanwhile")

// patience is how often, and how long each time, a version is waited for that somebody has
// claimed and not written. Then its writer counts as dead.
const (
	looks    = 40
	lookWait = 50 * time.Millisecond
)

// ReplaceCase saves a changed case as the version behind the one that it was made from, with
// the same attachments. Of any number of people who change one version at once, one wins. It
// may be repeated. Errors: [ErrReplaced].
func ReplaceCase(ctx context.Context, store storage.Store, was *Case, c *casefile.Case) error {
	s := &caseSaver{store: store, id: c.ID}
	err := s.change(was, c)
	if err == nil {
		err = s.replace(ctx, was)
	}
	if err != nil {
		return fmt.Errorf("replace case %s: %w", c.ID, err)
	}
	return nil
}

// change makes the list of a changed case: the attachments stay, those that it does not name
// yet as well.
func (s *caseSaver) change(was *Case, c *casefile.Case) (err error) {
	if s.data, err = casefile.Encode(c); err != nil {
		return err
	}
	list := newCaseList(s.data, nil)
	list.Attachments = was.list.Attachments
	s.list, err = list.encode()
	return err
}

// replace claims the version behind the newest, which must be the one that was changed.
func (s *caseSaver) replace(ctx context.Context, was *Case) error {
	for look := 0; ; look++ { // what others have begun ends, or is given up
		all, err := versionsOf(ctx, s.store, s.id)
		if err != nil {
			return err
		}
		newest := all[len(all)-1]
		if done, err := s.same(ctx, newest); err != nil || done {
			return err
		}
		if newest.exists && newest.number != was.version {
			return ErrReplaced
		}
		if newest.exists || look == looks {
			next := version{id: s.id, number: newest.number + 1}
			err := s.put(ctx, next.listKey(), s.list)
			if err == nil {
				return s.putCase(ctx, next)
			}
			if !errors.Is(err, fs.ErrExist) {
				return err
			}
			look = 0
		}
		if err := pause(ctx); err != nil {
			return err
		}
	}
}

func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(lookWait):
		return nil
	}
}
