package custody

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// Copies are sound copies of what a store should hold.
type Copies struct {
	from  repository.Source
	close func() error
}

// Close ends the reading of a package's file.
func (c *Copies) Close() error { return c.close() }

// OpenCopies opens what a store can be repaired from: another store, by its URL, or an
// exported package, by the path of its folder or zip file.
func OpenCopies(ctx context.Context, a *app.App, name string) (*Copies, error) {
	if scheme, _, ok := strings.Cut(name, ":"); ok && (scheme == "dir" || scheme == "s3") {
		s, err := a.OpenStore(ctx, name)
		if err != nil {
			return nil, err
		}
		return &Copies{repository.FromStore(s), func() error { return nil }}, nil
	}
	entries, file, err := OpenBag(name)
	if err != nil {
		if file != nil {
			_ = file.Close() // nothing was written
		}
		return nil, app.Unreadable(name, err)
	}
	report, err := manifest.Verify(ctx, entries)
	if err == nil {
		var from repository.Source
		if from, err = repository.FromBag(entries, report); err == nil {
			return &Copies{from, file.Close}, nil
		}
		err = &app.Error{Code: "repair-source", Args: map[string]string{"value": name}}
	}
	return nil, errors.Join(err, file.Close())
}

// OpenBag lists the bag in a folder or a zip file, which stays open, also when it holds no bag.
func OpenBag(name string) ([]manifest.Entry, io.Closer, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, nil, err
		}
		entries, err := manifest.FromFS(root.FS())
		return entries, root, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	_, entries, err := manifest.FromZip(f, info.Size())
	return entries, f, err
}

// Repair puts a sound copy in the place of a damaged object.
func Repair(ctx context.Context, s *app.Store, key string, from *Copies) error {
	remover, ok := s.Store.(storage.Remover)
	if !ok {
		return app.NewError("store", map[string]string{"value": s.URL})
	}
	return repository.Repair(ctx, remover, key, from.from)
}
