package app

import (
	"context"
	"errors"
	"io/fs"

	"yoshiki/package/repository"
)

// RecordFiling records that a package of a store was handed over, on a day and, once it is known,
// under the number of a receipt.
func RecordFiling(ctx context.Context, s *Store, id string, f repository.Filing) error {
	if err := checkDay(f.Day); err != nil {
		return err
	}
	err := repository.File(ctx, s, id, f)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return noPackage(s, id, err)
	case errors.Is(err, repository.ErrConflict):
		return &Error{Code: "filed-otherwise", Args: map[string]string{"id": id}, Err: err}
	case err != nil:
		return notStored(s, err)
	}
	return nil
}
