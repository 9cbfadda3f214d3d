package api

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/storage"
)

// finishUpload puts the parts together, compares the whole with its digest, and attaches it.
func (s *service) finishUpload(ctx context.Context, in *UploadID) (out *attachmentAnswer, err error) {
	staging, u, err := s.upload(ctx, in)
	if err != nil {
		return nil, err
	}
	if u.Offset != u.Size {
		return nil, elsewhere(ctx, u)
	}
	folder, err := os.MkdirTemp("", "yoshiki-")
	if err != nil {
		return nil, app.Unwritable("upload", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	name := filepath.Join(folder, "upload")
	content, err := together(ctx, staging, u, name)
	if err != nil {
		return nil, err
	}
	if content.Digest() != u.SHA256 {
		return nil, NewProblem(wordsOf(ctx), http.StatusUnprocessableEntity, "digest", map[string]string{"found": content.Digest()})
	}
	if out, err = s.attach(ctx, in.ID, editing.AttachOrder{Path: u.Path, File: name, Content: content}); err != nil {
		return nil, err
	}
	return out, discard(ctx, staging, u.Upload)
}

// together writes the parts of an upload into a file.
func together(ctx context.Context, staging storage.Store, u *Upload, name string) (content storage.Content, err error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return content, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	hash := sha256.New()
	for content.Size < u.Size {
		r, err := staging.Open(ctx, partKey(u.Upload, content.Size))
		if err != nil {
			return content, &app.Error{Code: "store-unread", Err: err}
		}
		n, err := io.Copy(io.MultiWriter(f, hash), r)
		if err := errors.Join(err, r.Close()); err != nil {
			return content, &app.Error{Code: "store-unread", Err: err}
		}
		content.Size += n
	}
	hash.Sum(content.SHA256[:0])
	return content, nil
}

// discard takes away what an upload has left.
func discard(ctx context.Context, staging storage.Store, upload string) error {
	remover, ok := staging.(storage.Remover)
	if !ok {
		return nil
	}
	for o, err := range staging.List(ctx, upload+"/") {
		if err == nil {
			err = remover.Remove(ctx, o.Key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
