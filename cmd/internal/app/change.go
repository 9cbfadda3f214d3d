package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/forms/casefile/edit"
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
	if _, err := c.sound(); err != nil {
		return nil, err
	}
	id := string(c.File.Case.ID)
	_, err := Versions(ctx, s, id)
	var e *Error
	switch {
	case err == nil:
		return nil, wrong("case-there", map[string]string{"id": id})
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
	if data, err := casefile.Encode(c.File.Case); err != nil || string(data) != string(made.text) { // somebody else made it at the same time
		return nil, errors.Join(err, wrong("case-there", map[string]string{"id": id}))
	}
	return made, nil
}

// ChangeCase keeps a case as the version behind the one whose text has the digest was. The
// files that the store has of it stay. Errors: [Conflict], [Refused].
func (a *App) ChangeCase(ctx context.Context, s *Store, id, was string, c *Case) (*Case, error) {
	file, err := c.sound()
	if err != nil {
		return nil, err
	}
	if found := string(file.Case.ID); found != id {
		return nil, wrong("case-id", map[string]string{"id": id, "found": found})
	}
	now, err := a.StoredCase(ctx, s, id)
	if err != nil {
		return nil, err
	}
	if now.Digest() == was {
		err = repository.ReplaceCase(ctx, s, now.stored, file.Case)
	}
	if now.Digest() != was || errors.Is(err, repository.ErrReplaced) {
		return nil, a.conflict(ctx, s, id, was, c)
	}
	if err != nil {
		return nil, notStored(s, err)
	}
	return a.StoredCase(ctx, s, id)
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
		merged := a.decoded(c.Name, data, nil)
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

// Edit is one change of a case: a value set, an entry put in, taken out or moved.
type Edit struct {
	Do      string // set, insert, remove, move
	Pointer string
	Value   any // of set and insert
	To      int // of move
}

// EditCase makes changes in the text of a case, one after the other, and gives the case with
// them. All else in the text stays, its comments as well. Errors: [Refused], with what stands
// in the way of an edit; then none was made.
func (a *App) EditCase(c *Case, edits []Edit) (*Case, error) {
	text, found := edit.Open(a.reader(), c.Name, c.text, c.beside())
	if text == nil {
		return nil, &Refused{found}
	}
	for _, e := range edits {
		var refused []casefile.Finding
		switch e.Do {
		case "insert":
			refused = text.Insert(e.Pointer, e.Value)
		case "remove":
			refused = text.Remove(e.Pointer)
		case "move":
			refused = text.Move(e.Pointer, e.To)
		default:
			refused = text.Set(e.Pointer, e.Value)
		}
		if casefile.Failed(refused) {
			return nil, &Refused{refused}
		}
	}
	edited := a.decoded(c.Name, text.Bytes(), c.Folder)
	edited.stored = c.stored
	return edited, nil
}
