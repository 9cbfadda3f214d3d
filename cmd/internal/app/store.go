package app

import (
	"context"
	"io"
	"strings"
	"time"

	"yoshiki/forms/casefile"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/dir"
	"yoshiki/storage/mem"
	"yoshiki/storage/s3"
)

// Store is a place where packages are kept.
type Store struct {
	storage.Store
	URL   string                                                     // as it was named
	Shelf *Shelf                                                     // for cases that were read; nil for none
	Wrote func(ctx context.Context, id casefile.CaseID, version int) // is told of each version of a case that came to be; nil for nobody
}

// Put keeps an object, and tells of a version of a case.
func (s *Store) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	err := s.Store.Put(ctx, key, want, r)
	if err != nil || s.Wrote == nil {
		return err
	}
	if id, number, ok := repository.VersionAt(key); ok {
		s.Wrote(ctx, id, number)
	}
	return nil
}

// keepUploads is how long an upload, or a file, that was cut off waits for its repetition.
const keepUploads = 7 * 24 * time.Hour

// OpenStore opens the store that a URL names: dir:PATH, mem: or s3://BUCKET/PREFIX?….
func (a *App) OpenStore(ctx context.Context, url string) (*Store, error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch {
	case scheme == "dir" && rest != "":
		s, err := dir.Open(rest)
		if AbsentIf(err) == Absent {
			return nil, &Error{Kind: Absent, Code: "no-folder", Args: map[string]string{"store": url}}
		}
		if err != nil {
			return nil, Unreadable(rest, err)
		}
		return &Store{Store: s, URL: url}, nil
	case url == "mem:":
		return &Store{Store: new(mem.Store), URL: url}, nil
	case scheme == "s3":
		c, err := a.S3Config(url)
		if err != nil {
			return nil, err
		}
		s, err := s3.Open(ctx, c)
		return opened(s, url, err)
	}
	return nil, NewError("store", map[string]string{"value": url})
}

// CreateStore opens a store to write to it: a folder is made if need be, and object
// storage must prove that it replaces nothing. What was cut off long before now is
// cleared away.
func (a *App) CreateStore(ctx context.Context, url string, now time.Time) (*Store, error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch {
	case scheme == "dir" && rest != "":
		s, err := dir.Create(rest)
		if err == nil {
			_, err = s.Sweep(ctx, now.Add(-keepUploads))
		}
		if err != nil {
			return nil, Unwritable(rest, err)
		}
		return &Store{Store: s, URL: url}, nil
	case scheme == "s3":
		c, err := a.S3Config(url)
		if err != nil {
			return nil, err
		}
		s, err := s3.Create(ctx, c)
		if err == nil {
			_, err = s.Sweep(ctx, now.Add(-keepUploads))
		}
		return opened(s, url, err)
	}
	return a.OpenStore(ctx, url)
}

// S3Config reads an address of object storage. The error does not repeat the address, in
// which someone may have written a secret.
func (a *App) S3Config(url string) (s3.Config, error) {
	c, err := s3.ParseURL(url)
	if err != nil {
		return c, &Error{Kind: Wrong, Code: "store-s3", Err: err}
	}
	c.Journal = a.Options.Uploads
	return c, nil
}

func opened(s *s3.Store, url string, err error) (*Store, error) {
	if err != nil {
		return nil, &Error{Code: "no-store", Err: err}
	}
	return &Store{Store: s, URL: url}, nil
}

// NoPackage says that there is no such package, if that is the error.
func NoPackage(s *Store, id string, err error) error {
	if AbsentIf(err) != Absent {
		return err
	}
	return &Error{Kind: Absent, Code: "no-package", Args: map[string]string{"name": id, "store": s.URL}}
}
