package office

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// HandOver gives a package of a store to an office, which takes it in as one that came from
// outside. The case stays with the sender. It may be repeated: the same package has the same
// number of reception.
func HandOver(ctx context.Context, a *app.App, from *app.Store, id string, to ReceiveOrder) (done *Received, err error) {
	b, err := custody.Load(ctx, from, id)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return nil, app.Unwritable(os.TempDir(), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	to.Name = filepath.Join(folder, b.ID()+".zip")
	if err := b.WriteZipFile(ctx, to.Name); err != nil {
		return nil, custody.NotExported(from, b, b.ID()+".zip", err)
	}
	if done, err = Receive(ctx, a, to); err != nil {
		return nil, err
	}
	if done.Verified != nil && done.Verified.Errors() > 0 {
		return done, &app.Error{Code: "lost", Args: map[string]string{"id": id, "file": b.ID(), "store": from.URL, "reason": ""}}
	}
	return done, nil
}

// Packages yields the packages of a store by id, with what they say of themselves: nil where
// that is damaged.
func Packages(ctx context.Context, s *app.Store, after string, each func(string, *manifest.Manifest) bool) error {
	for id, err := range repository.Packages(ctx, s) {
		if err != nil {
			return &app.Error{Code: "no-store", Err: err}
		}
		if id <= after {
			continue
		}
		m, err := Manifest(ctx, s, id)
		if app.IsAbsent(err) { // it is being made
			continue
		}
		if err != nil && !storage.IsDamaged(err) {
			return err
		}
		if !each(id, m) {
			return nil
		}
	}
	return nil
}

// Manifest reads what a package of a store says of itself.
func Manifest(ctx context.Context, s *app.Store, id string) (*manifest.Manifest, error) {
	if !fs.ValidPath(id) || manifest.CheckPath(id) != nil {
		return nil, app.NoPackage(s, id, fs.ErrNotExist)
	}
	m, err := repository.LoadManifest(ctx, s, id)
	if err != nil {
		return nil, app.NoPackage(s, id, err)
	}
	return m, nil
}

// Filed gives what is recorded of the filing of a package; nil if nothing is.
func Filed(ctx context.Context, s *app.Store, id string) (*repository.Filing, error) {
	return repository.Filed(ctx, s, id)
}
