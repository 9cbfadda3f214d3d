package repository

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// ErrSigned says that the store has another signature of the same kind for a package.
var ErrSigned = errors.New("the package is already signed in another way")

// Signatures reads the signature files that the store has for a package id, also of a
// package that is not complete yet.
func Signatures(ctx context.Context, store storage.Store, id string) ([]manifest.TagFile, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	var all []manifest.TagFile
	folder := tagKey(id, "")
	for o, err := range store.List(ctx, folder+"sig/") {
		if err != nil {
			return nil, err
		}
		path := strings.TrimPrefix(o.Key, folder)
		if !manifest.IsSignature(path) {
			continue
		}
		data, err := readObject(ctx, store, o.Key, manifest.MaxSignature)
		if err == nil && len(data) > manifest.MaxSignature {
			err = fmt.Errorf("%s: more than %d bytes", path, manifest.MaxSignature)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, manifest.TagFile{Path: path, Data: data})
	}
	return all, nil
}

// putSignatures stores signature files, unless the same ones are there: one after the
// other, and what only comes along with a signature after it, because the package may
// already be there to be read.
func (s *saver) putSignatures(ctx context.Context, files []bag.File) error {
	var first, along []bag.File
	for _, f := range files {
		if strings.HasPrefix(path.Base(f.Path), manifest.Tags) {
			first = append(first, f)
		} else {
			along = append(along, f)
		}
	}
	for _, f := range slices.Concat(first, along) {
		err := s.putTag(ctx, &f)
		if errors.Is(err, ErrConflict) {
			err = fmt.Errorf("%s: %w", f.Path, ErrSigned)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
