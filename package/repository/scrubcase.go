package repository

import (
	"context"
	"errors"
	"io/fs"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// cases looks at every version of a case, and at all that lies among them.
func (s *scrubber) cases(ctx context.Context) error { return s.casesIn(ctx, "cases/") }

// casesIn looks at those whose keys begin with a prefix.
func (s *scrubber) casesIn(ctx context.Context, prefix string) error {
	for o, err := range s.store.List(ctx, prefix) {
		if err != nil {
			return err
		}
		if !versionKey.MatchString(o.Key) {
			s.flaw("", o.Key, ErrStray)
		}
	}
	all, err := versions(ctx, s.store, prefix)
	if err != nil {
		return err
	}
	for _, v := range all {
		if err := s.version(ctx, v); err != nil {
			return err
		}
	}
	return nil
}

// version compares a case with its list, and looks for its attachments.
func (s *scrubber) version(ctx context.Context, v version) error {
	s.done.Cases++
	list := newCaseList(nil, nil)
	if v.listed {
		var err error
		if list, err = v.list(ctx, s.store); err != nil {
			s.flaw("", v.listKey(), err)
			return ctx.Err()
		}
	}
	if v.exists {
		data, err := readObject(ctx, s.store, v.caseKey(), casefile.MaxCaseSize)
		switch {
		case err != nil:
			s.flaw("", v.caseKey(), err)
		case !v.listed:
			s.flaw("", v.listKey(), fs.ErrNotExist)
		case list.Case != storage.ContentOf(data).Digest():
			s.flaw("", v.caseKey(), storage.ErrMismatch)
		}
	}
	objects, err := list.objects()
	for _, o := range objects {
		if err := s.there(ctx, "", o); err != nil {
			return err
		}
	}
	return errors.Join(err, ctx.Err())
}
