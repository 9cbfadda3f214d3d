package api

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"path"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/bag"
)

// bag opens a package of whoever asks.
func (s *service) bag(ctx context.Context, id string) (*app.Store, *bag.Bag, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, nil, err
	}
	if _, err := office.Manifest(ctx, store, id); err != nil {
		return nil, nil, err
	}
	b, err := custody.Load(ctx, store, id)
	return store, b, err
}

// zip streams a package. What goes wrong before its first byte is told as a problem; later the
// stream breaks off, so that nobody takes it for a package.
func (s *service) zip(ctx context.Context, in *PackageID) (*huma.StreamResponse, error) {
	store, b, err := s.bag(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return stream(ctx, typeZip, b.ID()+".zip", func(w io.Writer) error {
		if err := b.WriteZip(ctx, w); err != nil {
			return custody.NotExported(store, b, b.ID()+".zip", err)
		}
		return nil
	}), nil
}

func (s *service) paper(ctx context.Context, in *struct {
	PackageID
	Path string `query:"path" required:"true" maxLength:"150" example:"data/10-forms/2-4.pdf"`
}) (*huma.StreamResponse, error) {
	store, b, err := s.bag(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	files := b.Files()
	i := slices.IndexFunc(files, func(f bag.File) bool { return f.Path == in.Path })
	if i < 0 {
		return nil, NewProblem(wordsOf(ctx), http.StatusNotFound, "no-attachment", map[string]string{"file": in.Path})
	}
	mediaType, name := mime.TypeByExtension(path.Ext(in.Path)), path.Base(in.Path)
	for _, f := range b.Manifest().Files {
		if f.Path == in.Path {
			mediaType = f.MediaType
			if f.OriginalName != "" {
				name = f.OriginalName
			}
		}
	}
	return stream(ctx, mediaType, name, func(w io.Writer) error {
		r, err := files[i].Open(ctx)
		if err == nil {
			_, err = io.Copy(w, r)
			err = errors.Join(err, r.Close())
		}
		if err != nil {
			return custody.NotExported(store, b, in.Path, &bag.SourceError{Path: in.Path, Err: err})
		}
		return nil
	}), nil
}
