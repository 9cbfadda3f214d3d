package custody

import (
	"context"
	"errors"
	"io/fs"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/repository"
)

// RecordFiling records that a package of a store was handed over, on a day and, once it is known,
// under the number of a receipt.
func RecordFiling(ctx context.Context, s *app.Store, id string, f repository.Filing) error {
	if err := app.CheckDay(f.Day); err != nil {
		return err
	}
	err := repository.File(ctx, s, id, f)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return app.NoPackage(s, id, err)
	case errors.Is(err, repository.ErrConflict):
		return &app.Error{Code: "filed-otherwise", Args: map[string]string{"id": id}, Err: err}
	case err != nil:
		return app.NotStored(s, err)
	}
	return nil
}
