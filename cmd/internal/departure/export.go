package departure

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"yoshiki/cmd/internal/state"
	"yoshiki/storage"
)

// Export tells what was taken along.
type Export struct {
	Objects int    `json:"objects"`
	Rows    int    `json:"rows"`
	Bytes   int64  `json:"bytes"`
	Digest  string `json:"sha256"` // of the list of digests, manifest-sha256.txt
}

// prefix is where the store keeps what is a tenant's.
func prefix(tenant string) string { return "t/" + tenant }

// archive is a bag that is being written into a zip.
type archive struct {
	zip      *zip.Writer
	top      string
	at       time.Time
	manifest []byte // lines of manifest-sha256.txt
	files    int
	bytes    int64
}

// WriteExport writes everything of a tenant, in a folder of this name. The same store, database
// and time give the same bytes. Errors: [state.ErrAbsent].
func WriteExport(ctx context.Context, w io.Writer, name string, s storage.Store, db *state.DB, tenant string, now time.Time) (e Export, err error) {
	if _, err := db.Tenant(ctx, tenant); err != nil {
		return e, err
	}
	part, err := storage.Under(s, prefix(tenant))
	if err != nil {
		return e, err
	}
	a := &archive{zip: zip.NewWriter(w), top: name, at: now.UTC()}
	if e.Objects, err = a.objects(ctx, part); err != nil {
		return e, err
	}
	if e.Rows, err = a.rows(ctx, db, tenant); err != nil {
		return e, err
	}
	e.Bytes, e.Digest = a.bytes, digest(a.manifest)
	return e, errors.Join(a.tags(tenant), a.zip.Close())
}

// objects are those of the store, in the order of their keys.
func (a *archive) objects(ctx context.Context, s storage.Store) (n int, err error) {
	for o, err := range s.List(ctx, "") {
		if err != nil {
			return n, err
		}
		r, err := s.Open(ctx, o.Key)
		if err != nil {
			return n, fmt.Errorf("%s: %w", o.Key, err)
		}
		err = a.file("data/store/"+o.Key, contextReader{ctx, r})
		if err := errors.Join(err, r.Close()); err != nil {
			return n, fmt.Errorf("%s: %w", o.Key, err)
		}
		n++
	}
	return n, nil
}

// rows are those of the database, a file of JSON lines for each table.
func (a *archive) rows(ctx context.Context, db *state.DB, tenant string) (n int, err error) {
	for _, table := range state.Tables {
		rows, err := db.RowsOf(ctx, table, tenant)
		if err != nil {
			return n, err
		}
		r, w := io.Pipe()
		go func() {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			var err error
			for i := 0; err == nil && i < len(rows); i++ {
				err = enc.Encode(rows[i])
			}
			_ = w.CloseWithError(err)
		}()
		if err := errors.Join(a.file("data/state/"+table+".jsonl", r), r.Close()); err != nil {
			return n, err
		}
		n += len(rows)
	}
	return n, nil
}

// file adds a file of the payload.
func (a *archive) file(path string, r io.Reader) error {
	h := sha256.New()
	n, err := a.put(path, io.TeeReader(r, h))
	a.manifest = fmt.Appendf(a.manifest, "%s  %s\n", hex.EncodeToString(h.Sum(nil)), path)
	a.files++
	a.bytes += n
	return err
}

func (a *archive) put(path string, r io.Reader) (int64, error) {
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: a.top + "/" + path, Method: zip.Deflate, Modified: a.at})
	if err != nil {
		return 0, err
	}
	return io.Copy(w, r)
}

// tags are the files of a bag that tell of the others.
func (a *archive) tags(tenant string) error {
	files := []struct {
		path string
		text []byte
	}{
		{"bagit.txt", []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")},
		{"bag-info.txt", fmt.Appendf(nil, "External-Identifier: %s\nBagging-Date: %s\nPayload-Oxum: %d.%d\n", tenant, a.at.Format(time.DateOnly), a.bytes, a.files)},
		{"manifest-sha256.txt", a.manifest},
	}
	var list []byte
	for _, f := range files {
		list = fmt.Appendf(list, "%s  %s\n", digest(f.text), f.path)
	}
	files = append(files, struct {
		path string
		text []byte
	}{"tagmanifest-sha256.txt", list})
	for _, f := range files {
		w, err := a.zip.CreateHeader(&zip.FileHeader{Name: a.top + "/" + f.path, Method: zip.Deflate, Modified: a.at})
		if err == nil {
			_, err = w.Write(f.text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// contextReader stops when nobody waits any more.
type contextReader struct {
	ctx context.Context
	io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
