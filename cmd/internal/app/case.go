package app

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/schema"
	"yoshiki/package/bag"
	"yoshiki/package/repository"
)

// Case is a case that was read.
type Case struct {
	Name     string
	File     *decode.File       // nil if the case has errors
	Findings []casefile.Finding // of the reading
	Folder   *os.Root           // where tables and attachments lie; nil if there is none
	stored   *repository.Case   // what a store has of it; nil if it does not come from one
}

// ReadCase reads a case. Its name stands in findings; folder may be nil. The error is that
// of the reader.
func ReadCase(name string, r io.Reader, folder *os.Root) (*Case, error) {
	data, err := io.ReadAll(io.LimitReader(r, casefile.MaxCaseSize+1)) // one byte more, so that Decode can tell
	if err != nil {
		return nil, Unreadable(name, err)
	}
	return decoded(name, data, folder), nil
}

func decoded(name string, data []byte, folder *os.Root) *Case {
	c := &Case{Name: name, Folder: folder}
	var beside fs.FS
	if folder != nil {
		beside = folder.FS()
	}
	c.File, c.Findings = decode.Decode(name, data, beside)
	return c
}

// StoredCase reads the newest version of a case in a store.
func StoredCase(ctx context.Context, s *Store, id string) (*Case, error) {
	stored, err := repository.LoadCase(ctx, s, casefile.CaseID(id))
	if err != nil {
		return nil, &Error{Kind: absentIf(err), Code: "no-case", Args: map[string]string{"id": id, "store": s.URL}, Err: err}
	}
	c := decoded("case:"+id, stored.Data, nil)
	c.stored = stored
	return c, nil
}

// open finds an attachment by its path in the case.
func (c *Case) open(path string) (bag.Source, error) {
	switch {
	case c.stored != nil:
		return c.stored.Open(path)
	case c.Folder != nil:
		return bag.Attach(c.Folder, path)
	}
	return bag.Source{}, fs.ErrNotExist
}

// sound gives the file of a case that can be used.
func (c *Case) sound() (*decode.File, error) {
	if c.File == nil {
		return nil, &Refused{c.Findings}
	}
	return c.File, nil
}

// NewCase gives a commented case to fill in, for one kind of package, by a text, with the
// catalogue of that.
func (a *App) NewCase(t Text, kind string) (*forms.Catalog, []byte, error) {
	catalog, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	text, err := schema.Skeleton(t.Program, catalog.Revision.InForce, kind)
	if err != nil {
		return nil, nil, noKind(kind, catalog)
	}
	return catalog, text, nil
}

// noKind says that there is no such kind of package, and which there are.
func noKind(kind string, catalog *forms.Catalog) error {
	return wrong("kind", map[string]string{"value": kind, "known": strings.Join(catalog.Kinds(), ", ")})
}

// Schema gives the JSON Schema of a case.
func Schema() ([]byte, error) { return schema.Schema() }

// absentIf is the kind of an error that may say that something is not there.
func absentIf(err error) Kind {
	if errors.Is(err, fs.ErrNotExist) {
		return Absent
	}
	return Failed
}
