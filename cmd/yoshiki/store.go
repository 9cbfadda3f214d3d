package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"yoshiki/forms/casefile"
	bundle "yoshiki/package"
	"yoshiki/storage"
	"yoshiki/storage/dir"
	"yoshiki/storage/mem"
	"yoshiki/storage/s3"
)

// defaultStore is where packages go when nothing else is said.
const defaultStore = "dir:yoshiki-data"

// createStore opens the store that a URL names to write to it: a folder is made if need
// be, and object storage must prove that it replaces nothing.
func (a *app) createStore(ctx context.Context, url string) (storage.Store, error) {
	if path, ok := strings.CutPrefix(url, "dir:"); ok && path != "" {
		s, err := dir.Create(path)
		if err == nil {
			_, err = s.Sweep(ctx, time.Now().Add(-keepUploads))
		}
		if err != nil {
			return nil, a.unwritable(path, err)
		}
		return s, nil
	}
	if strings.HasPrefix(url, "s3:") {
		c, err := s3Config(url)
		if err != nil {
			return nil, err
		}
		return createS3(ctx, c)
	}
	return a.openStore(ctx, url)
}

// openStore opens the store that a URL names: dir:PATH, mem: or s3://BUCKET/PREFIX?….
func (a *app) openStore(ctx context.Context, url string) (storage.Store, error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch {
	case scheme == "dir" && rest != "":
		s, err := dir.Open(rest)
		if err != nil {
			return nil, a.unreadable(rest, err)
		}
		return s, nil
	case url == "mem:":
		return new(mem.Store), nil
	case scheme == "s3":
		c, err := s3Config(url)
		if err != nil {
			return nil, err
		}
		return opened(s3.Open(ctx, c))
	}
	return nil, usage("store", map[string]string{"value": url})
}

// s3Config reads an address of object storage. Uploads of large papers that were cut off
// are remembered in the user's folder for things that may be lost. The error does not
// repeat the address, in which someone may have written a secret.
func s3Config(url string) (s3.Config, error) {
	c, err := s3.ParseURL(url)
	if err != nil {
		return c, usage("store-s3", map[string]string{"reason": err.Error()})
	}
	if cache, err := os.UserCacheDir(); err == nil {
		c.Journal = filepath.Join(cache, "yoshiki", "uploads")
	}
	return c, nil
}

// keepUploads is how long an upload, or a file, that was cut off waits for its repetition.
const keepUploads = 7 * 24 * time.Hour

// createS3 opens a bucket to write to it, and clears away what nobody came back for.
func createS3(ctx context.Context, c s3.Config) (storage.Store, error) {
	s, err := s3.Create(ctx, c)
	if err == nil {
		_, err = s.Sweep(ctx, time.Now().Add(-keepUploads))
	}
	return opened(s, err)
}

func opened(s *s3.Store, err error) (storage.Store, error) {
	if err != nil {
		return nil, &exitError{code: exitFailed, key: "no-store", err: err}
	}
	return s, nil
}

// storedCase gives the newest case of that id in a store.
func (a *app) storedCase(id, url string) (data []byte, folder string, err error) {
	ctx := context.Background()
	s, err := a.openStore(ctx, url)
	if err != nil {
		return nil, "", err
	}
	data, err = bundle.LoadCase(ctx, s, casefile.CaseID(id))
	if err != nil {
		return nil, "", &exitError{code: exitFailed, key: "no-case", args: map[string]string{"id": id, "store": url}, err: err}
	}
	return data, "", nil
}
