package app

import (
	"context"
	"io/fs"
	"iter"

	"yoshiki/cmd/internal/kept"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/repository"
)

// Text is the case as it was read; of one from a workbook, what it would be in YAML. Nobody
// may change it.
func (c *Case) Text() []byte { return c.text }

// Digest is the SHA-256 of the text, 64 hexadecimal digits: it names this state of the case.
func (c *Case) Digest() string { return c.digest() }

// Version is the number of the version of a stored case, from 1 on; 0 of any other.
func (c *Case) Version() int {
	if c.Stored == nil {
		return 0
	}
	return c.Stored.Version()
}

// Attachments are the files that the store has of a stored case.
func (c *Case) Attachments() []repository.Attachment {
	if c.Stored == nil {
		return nil
	}
	return c.Stored.Attachments()
}

// Attachment opens a file of a stored case by its path.
func (c *Case) Attachment(path string) (bag.Source, error) {
	source, err := c.Open(path)
	if AbsentIf(err) == Absent {
		return source, &Error{Kind: Absent, Code: "no-attachment", Args: map[string]string{"file": path}}
	}
	return source, err
}

// Cases yields the ids of the cases of a store, sorted.
func Cases(ctx context.Context, s *Store) iter.Seq2[casefile.CaseID, error] {
	return repository.Cases(ctx, s)
}

// Versions are the numbers of the versions of a stored case, the newest last.
func Versions(ctx context.Context, s *Store, id string) ([]int, error) {
	if !casefile.IDForm.MatchString(id) {
		return nil, noCase(s, id, fs.ErrNotExist)
	}
	all, err := repository.Versions(ctx, s, casefile.CaseID(id))
	if err == nil && len(all) == 0 {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, noCase(s, id, err)
	}
	return all, nil
}

// StoredVersion reads a version of a case in a store.
func (a *App) StoredVersion(ctx context.Context, s *Store, id string, number int) (*Case, error) {
	return a.version(ctx, s, id, number, nil)
}

// version is a version of a case in a store. It is not read again if known says the same.
func (a *App) version(ctx context.Context, s *Store, id string, number int, known *Case) (*Case, error) {
	at := place{store: s, id: id, number: number}
	return kept.Get(ctx, s.Shelf, at, (*Case).weight, func(ctx context.Context) (*Case, error) {
		loaded, err := repository.LoadVersion(ctx, s, casefile.CaseID(id), number)
		c, err := a.stored(s, id, loaded, known, err)
		if err != nil {
			return nil, err
		}
		c.shelf, c.at = s.Shelf, at
		return c, nil
	})
}

// VersionWith is the newest version whose text has a digest. Errors: a case that was never
// so is a [Conflict].
func (a *App) VersionWith(ctx context.Context, s *Store, id, digest string) (*Case, error) {
	c, err := a.versionWith(ctx, s, id, digest)
	if err == nil && c == nil {
		if c, err = a.StoredCase(ctx, s, id); err == nil {
			err = &Conflict{Current: c}
		}
	}
	return c, err
}

// versionWith is the newest version whose text has a digest; nil if none has.
func (a *App) versionWith(ctx context.Context, s *Store, id, digest string) (*Case, error) {
	n, err := repository.VersionOf(ctx, s, casefile.CaseID(id), digest)
	if n == 0 || err != nil {
		return nil, err
	}
	return a.StoredVersion(ctx, s, id, n)
}

// noCase says that there is no such case; where the store cannot be read, nobody knows whether there is.
func noCase(s *Store, id string, err error) error {
	if AbsentIf(err) != Absent {
		return &Error{Code: "store-unread", Args: map[string]string{"store": s.URL}, Err: err}
	}
	return &Error{Kind: Absent, Code: "no-case", Args: map[string]string{"id": id, "store": s.URL}, Err: err}
}
