package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/schema"
	"yoshiki/forms/workbook"
	"yoshiki/package/bag"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// Case is a case that was read.
type Case struct {
	Name     string             // as findings name it
	File     *decode.File       // what could be read of it
	Findings []casefile.Finding // of the reading
	Folder   *os.Root           // where tables and attachments lie; nil if there is none
	text     []byte             // as it was read; of a workbook, what it would be in YAML
	Book     *Workbook          // nil if it does not come from one
	Stored   *repository.Case   // what a store has of it; nil if it does not come from one
	digest   func() string      // of text, made once
	shelf    *Shelf             // that it stands on, if any
	at       place              // where on it
	memory   *memories          // of its checks; nil where nobody asks for nearly the same
	was      *memories          // of the case that it was made from, from which it differs in changed alone; nil for none
	changed  []string
}

// newCase is a case of which only the text is known.
func newCase(name string, text []byte) *Case {
	c := &Case{Name: name, text: text}
	c.digest = sync.OnceValue(func() string { return storage.ContentOf(c.text).Digest() })
	return c
}

// ReadCase reads a case, be it a case file or a workbook. Its name stands in findings; folder may be nil. The error is that
// of the reader.
func (a *App) ReadCase(name string, r io.Reader, folder *os.Root) (*Case, error) {
	data, err := io.ReadAll(io.LimitReader(r, casefile.MaxCaseSize+1)) // one byte more, so that Decode can tell
	if err != nil {
		return nil, Unreadable(name, err)
	}
	return a.Decoded(name, data, folder), nil
}

// Decoded reads a case from its bytes, be it a case file or a workbook, as ReadCase does.
func (a *App) Decoded(name string, data []byte, folder *os.Root) *Case {
	c := newCase(name, data)
	c.Folder = folder
	if workbook.Is(name, data) {
		a.fromWorkbook(c, data)
		return c
	}
	c.File, c.Findings = a.Reader().Decode(name, data, c.Beside())
	return c
}

// Reader reads case files with the words of the rules that each names.
func (a *App) Reader() *decode.Reader { return &decode.Reader{Lexicon: a.lexicon} }

// Beside is where the files lie that a case names; nil if nowhere.
func (c *Case) Beside() fs.FS {
	if c.Folder == nil {
		return nil
	}
	return Spelling{c.Folder}
}

// lexicon gives the words of the rules that a case names, or else of the newest.
func (a *App) lexicon(program casefile.Program, revision casefile.Date) *decode.Lexicon {
	catalog, err := a.Library.Open(program, revision)
	if err != nil {
		catalog, err = a.Library.Open(DefaultProgram, lastDay)
	}
	if err != nil {
		return nil
	}
	return catalog.Vocabulary().Lexicon()
}

// lastDay lies behind all revisions.
const lastDay = "9999-12-31"

// StoredCase reads the newest version of a case in a store.
func (a *App) StoredCase(ctx context.Context, s *Store, id string) (*Case, error) {
	return a.newest(ctx, s, id, nil)
}

// newest is the newest version of a case in a store. It is not read again if known says the same.
func (a *App) newest(ctx context.Context, s *Store, id string, known *Case) (*Case, error) {
	if s.Shelf == nil {
		stored, err := repository.LoadCase(ctx, s, casefile.CaseID(id))
		return a.stored(s, id, stored, known, err)
	}
	all, err := Versions(ctx, s, id)
	if err != nil {
		return nil, err
	}
	return a.version(ctx, s, id, all[len(all)-1], known)
}

// stored is a version of a case that a store has.
func (a *App) stored(s *Store, id string, stored *repository.Case, known *Case, err error) (*Case, error) {
	if err != nil {
		return nil, noCase(s, id, err)
	}
	name := "case:" + id
	c := newCase(name, stored.Data)
	if known != nil && known.Name == name && bytes.Equal(known.text, stored.Data) {
		c.File, c.Findings = known.File, known.Findings
	} else {
		c = a.Decoded(name, stored.Data, nil)
	}
	c.Stored = stored
	return c, nil
}

// Open finds an attachment by its path in the case.
func (c *Case) Open(path string) (bag.Source, error) {
	switch {
	case c.Stored != nil:
		return c.Stored.Open(path)
	case c.Folder != nil:
		return bag.Attach(c.Folder, Spelling{c.Folder}.of(path))
	}
	return bag.Source{}, fs.ErrNotExist
}

// Sound gives the file of a case that can be used.
func (c *Case) Sound() (*decode.File, error) {
	if casefile.Failed(c.Findings) {
		return nil, &Refused{c.Findings}
	}
	return c.File, nil
}

// NewCase gives a commented case to fill in, for one kind of package, by a text, with
// comments in a language and the catalogue of that text.
func (a *App) NewCase(t Text, kind, language string) (*forms.Catalog, []byte, error) {
	catalog, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	p, err := catalog.Package(kind)
	if err != nil {
		return nil, nil, NoKind(kind, catalog)
	}
	of := KindOf(kind, p)
	if of.Demands, err = catalog.Demands(kind); err != nil {
		return nil, nil, err
	}
	c := &casefile.Case{ID: casefile.IDExample, Program: t.Program, Revision: catalog.Revision.InForce}
	return catalog, schema.Skeleton(catalog.Vocabulary(), language, c, of), nil
}

// KindOf is a kind of package as a skeleton or a workbook of a case shows it.
func KindOf(name string, p *forms.PackageDef) schema.Kind {
	return schema.Kind{Name: name, Title: casefile.Words{Ja: p.Ja, En: p.En}, Case: p.Case, Preset: p.Preset}
}

// NoKind says that there is no such kind of package, and which there are.
func NoKind(kind string, catalog *forms.Catalog) error {
	return NewError("kind", map[string]string{"value": kind, "known": strings.Join(catalog.Kinds(), ", ")})
}

// Schema gives the JSON Schema of a case by a text, with its words in a language.
func (a *App) Schema(t Text, language string) ([]byte, error) {
	catalog, err := a.Catalog(t)
	if err != nil {
		return nil, err
	}
	return schema.Schema(catalog.Vocabulary(), language)
}

// AbsentIf is the kind of an error that may say that something is not there.
func AbsentIf(err error) Kind {
	if errors.Is(err, fs.ErrNotExist) {
		return Absent
	}
	return Failed
}
