package repository

import (
	"context"
)

// cases looks at every version of a case.
func (s *scrubber) cases(ctx context.Context) error {
	all, err := versions(ctx, s.store, "cases/")
	if err != nil {
		return err
	}
	for _, v := range all {
		s.done.Cases++
		attached, err := v.attached(ctx, s.store)
		if err == nil && v.exists {
			_, err = v.load(ctx, s.store)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			s.found(Flaw{Key: v.caseKey(), Err: err})
		}
		for _, o := range attached {
			if err := s.there(ctx, "", o); err != nil {
				return err
			}
		}
	}
	return nil
}
