package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/package/repository"
)

// Conflict says that a case was changed by somebody else since it was read.
type Conflict struct {
	Current *Case          // as it stands in the store
	Merged  *change.Merged // theirs is what was to be stored, ours what stands there; nil if nobody knows what was read
}

func (e *Conflict) Error() string { return "the case was changed meanwhile" }

// CreateCase keeps a case that the store does not have yet.
func (a *App) CreateCase(ctx context.Context, s *Store, c *Case) (*Case, error) {
	if _, err := c.Sound(); err != nil {
		return nil, err
	}
	id := string(c.File.Case.ID)
	if id == "" {
		return nil, NewError("no-id", nil)
	}
	_, err := Versions(ctx, s, id)
	var e *Error
	switch {
	case err == nil:
		return nil, NewError("case-there", map[string]string{"id": id})
	case !errors.As(err, &e) || e.Kind != Absent:
		return nil, err
	}
	if _, err := a.SaveCase(ctx, s, c); err != nil {
		return nil, err
	}
	made, err := a.StoredCase(ctx, s, id)
	if err != nil {
		return nil, err
	}
	if data, err := casefile.Encode(c.File.Case); err != nil || string(data) != string(made.Text()) { // somebody else made it at the same time
		return nil, errors.Join(err, NewError("case-there", map[string]string{"id": id}))
	}
	return made, nil
}

// ChangeCase keeps a case as the version behind the one whose text has the digest was. The
// files that the store has of it stay. Errors: [Conflict], [Refused].
func (a *App) ChangeCase(ctx context.Context, s *Store, id, was string, c *Case) (*Case, error) {
	file, err := c.Sound()
	if err != nil {
		return nil, err
	}
	if found := string(file.Case.ID); found != id {
		return nil, NewError("case-id", map[string]string{"id": id, "found": found})
	}
	now, err := a.StoredCase(ctx, s, id)
	if err != nil {
		return nil, err
	}
	if now.Digest() == was {
		err = repository.ReplaceCase(ctx, s, now.Stored, file.Case)
	}
	if now.Digest() != was || errors.Is(err, repository.ErrReplaced) {
		return nil, a.conflict(ctx, s, id, was, c)
	}
	if err != nil {
		return nil, NotStored(s, err)
	}
	return a.newest(ctx, s, id, c)
}

// conflict lays what was to be stored over what stands in the store.
func (a *App) conflict(ctx context.Context, s *Store, id, was string, c *Case) error {
	now, err := a.StoredCase(ctx, s, id)
	if err != nil {
		return err
	}
	base, err := a.versionWith(ctx, s, id, was)
	if err != nil {
		return err
	}
	e := &Conflict{Current: now}
	if base != nil {
		e.Merged = change.Merge(base.File.Case, now.File.Case, c.File.Case)
	}
	return e
}

// MergeCase keeps what others stored since and what c changed of the version whose text has
// the digest was, value by value. take says for each value that both changed, by its pointer,
// whether c has it right; where it does not say, the error is a [Conflict].
func (a *App) MergeCase(ctx context.Context, s *Store, id, was string, c *Case, take map[string]bool) (*Case, error) {
	for {
		made, err := a.ChangeCase(ctx, s, id, was, c)
		var clash *Conflict
		if !errors.As(err, &clash) || clash.Merged == nil {
			return made, err
		}
		if err := settle(clash.Merged, take); err != nil {
			return nil, errors.Join(err, clash)
		}
		data, err := casefile.Encode(clash.Merged.Case)
		if err != nil {
			return nil, err
		}
		merged := a.Decoded(c.Name, data, nil)
		made, err = a.ChangeCase(ctx, s, id, clash.Current.Digest(), merged)
		if !errors.As(err, &clash) {
			return made, err
		}
	}
}

// errUnsettled says that nobody has decided between two values.
var errUnsettled = errors.New("two sides are not decided between")

// settle decides the conflicts of a merge, from the last on, so that those before stay where
// they are. Of entries in two orders that of the store stays.
func settle(m *change.Merged, take map[string]bool) error {
	for _, c := range slices.Backward(m.Conflicts) {
		theirs, said := take[c.Pointer]
		if !said {
			return fmt.Errorf("%s: %w", c.Pointer, errUnsettled)
		}
		value := c.Ours
		if theirs {
			value = c.Theirs
		}
		switch {
		case c.Clash == change.BothMoved:
		case value.Model == nil:
			casefile.Remove(m.Case, c.Pointer)
		default:
			if found := casefile.Set(m.Case, c.Pointer, value.Go.Interface()); casefile.Failed(found) {
				return &Refused{found}
			}
		}
	}
	return nil
}

// SaveCase keeps a case, with its attachments, as the newest version in a store.
func (a *App) SaveCase(ctx context.Context, s *Store, c *Case) (casefile.CaseID, error) {
	if _, err := c.Sound(); err != nil {
		return "", err
	}
	if err := repository.SaveCase(ctx, s, c.File.Case, c.Open); err != nil {
		return "", NotStored(s, err)
	}
	return c.File.Case.ID, nil
}
