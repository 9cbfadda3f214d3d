package server

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"

	"yoshiki/storage"
)

// How often what was left behind is looked for, and how long an upload may rest.
const (
	tidyPace  = time.Hour
	UploadAge = 7 * 24 * time.Hour
)

// Tidy takes away, once an hour until ctx is done, what nobody comes back for: uploads that were
// begun and have rested for a week, and what the database has no use for any more. Several
// servers may do so at once.
func (s *Server) Tidy(ctx context.Context) error {
	turns := time.NewTicker(tidyPace)
	defer turns.Stop()
	for {
		err := s.tidyUploads(ctx)
		if s.Forget != nil {
			err = errors.Join(err, s.Forget(ctx, s.Now()))
		}
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "cannot tidy up", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-turns.C:
		}
	}
}

// tidyUploads takes away the uploads of all tenants to which nothing has come for [UploadAge].
func (s *Server) tidyUploads(ctx context.Context) error {
	remover, ok := s.Store.Store.(storage.Remover)
	if !ok {
		return nil
	}
	var one []string // keys of an upload, its description last
	for o, err := range remover.List(ctx, stagingPrefix) {
		if err != nil {
			return err
		}
		if len(one) > 0 && folderOf(one[0]) != folderOf(o.Key) {
			if err := tidyUpload(ctx, remover, one, s.Now()); err != nil {
				return err
			}
			one = nil
		}
		one = append(one, o.Key)
	}
	return tidyUpload(ctx, remover, one, s.Now())
}

func folderOf(key string) string { return key[:strings.LastIndexByte(key, '/')+1] }

// tidyUpload takes an upload away if it rests. What describes it goes first, so that nobody goes
// on with the rest of it.
func tidyUpload(ctx context.Context, from storage.Remover, keys []string, now time.Time) error {
	for _, key := range keys {
		made, err := from.Created(ctx, key)
		if err == nil && now.Sub(made) < UploadAge || errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	for i := range keys { // a description sorts behind its parts
		if err := from.Remove(ctx, keys[len(keys)-1-i]); err != nil {
			return err
		}
	}
	return nil
}
