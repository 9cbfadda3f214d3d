package repository

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// Case is a version of a case, with its attachments, as a store keeps it.
type Case struct {
	Data  []byte // the case in its canonical form
	list  *caseList
	store storage.Store

	version int // counted from 1
}

// Open finds an attachment by its path in the case. Errors: [fs.ErrNotExist].
func (c *Case) Open(path string) (bag.Source, error) {
	for _, a := range c.list.Attachments {
		if a.Path == path {
			content, err := contentOf(a.Size, a.SHA256)
			return bag.Source{Size: a.Size, Open: blobOpener(c.store, content), Known: &content}, err
		}
	}
	return bag.Source{}, fmt.Errorf("attachment %q: %w", path, fs.ErrNotExist)
}

// LoadCase gives the newest version of a case. Errors: [fs.ErrNotExist].
func LoadCase(ctx context.Context, store storage.Store, id casefile.CaseID) (*Case, error) {
	all, err := versionsOf(ctx, store, id)
	if err != nil {
		return nil, err
	}
	for _, v := range slices.Backward(all) {
		if v.exists {
			return v.load(ctx, store)
		}
	}
	return nil, fmt.Errorf("case %s: %w", id, fs.ErrNotExist)
}

// CaseOf gives the case that a package of the store was made from, by the digest in its
// manifest: the newest version that has it. That of a package which takes the place of one of
// an earlier text is the case of that one under the text of this. Errors: [fs.ErrNotExist].
func CaseOf(ctx context.Context, store storage.Store, b *bag.Bag) (*Case, error) {
	return caseOf(ctx, store, b.Manifest())
}

func caseOf(ctx context.Context, store storage.Store, m *manifest.Manifest) (*Case, error) {
	c := m.Case
	all, err := versionsOf(ctx, store, casefile.CaseID(c.ID))
	if err != nil {
		return nil, err
	}
	for _, v := range slices.Backward(all) {
		if found, err := v.loadIf(ctx, store, c.SHA256); err != nil || found != nil {
			return found, err
		}
	}
	if m.Package.Replaces != "" {
		return movedCase(ctx, store, m)
	}
	return nil, fmt.Errorf("case %s with SHA-256 %s: %w", c.ID, c.SHA256, fs.ErrNotExist)
}

// movedCase is the case of the package that another took the place of, under the text of that.
func movedCase(ctx context.Context, store storage.Store, m *manifest.Manifest) (*Case, error) {
	before, err := LoadManifest(ctx, store, m.Package.Replaces)
	if err != nil {
		return nil, err
	}
	c, err := caseOf(ctx, store, before)
	if err != nil {
		return nil, err
	}
	c = c.Under(casefile.Date(m.Package.Revision))
	if c.list.Case != m.Case.SHA256 {
		return nil, fmt.Errorf("case %s of %s: %w", m.Case.ID, m.Package.ID, storage.ErrMismatch)
	}
	return c, nil
}

// revisionLine is the line of a case in its canonical form that names the text.
var revisionLine = regexp.MustCompile(`(?m)^revision: .*$`)

// Under gives the same case under another text of the rules.
func (c *Case) Under(revision casefile.Date) *Case {
	data := c.Data
	if at := revisionLine.FindIndex(data); at != nil {
		data = slices.Concat(data[:at[0]], []byte("revision: "+string(revision)), data[at[1]:])
	}
	list := *c.list
	list.Case = storage.ContentOf(data).Digest()
	return &Case{data, &list, c.store, c.version}
}

// VersionOf is the number of the newest version of a case that has a digest, from 1 on; 0 if
// none has.
func VersionOf(ctx context.Context, store storage.Store, id casefile.CaseID, digest string) (int, error) {
	all, err := versionsOf(ctx, store, id)
	if err != nil {
		return 0, err
	}
	for _, v := range slices.Backward(all) {
		if found, err := v.loadIf(ctx, store, digest); err != nil || found != nil {
			return v.number, err
		}
	}
	return 0, nil
}

// Cases yields the id of every case in the store, sorted.
func Cases(ctx context.Context, store storage.Store) iter.Seq2[casefile.CaseID, error] {
	return func(yield func(casefile.CaseID, error) bool) {
		last := ""
		for o, err := range store.List(ctx, "cases/") {
			if err != nil {
				yield("", err)
				return
			}
			id, _, _ := strings.Cut(strings.TrimPrefix(o.Key, "cases/"), "/")
			if id != last && !yield(casefile.CaseID(id), nil) {
				return
			}
			last = id
		}
	}
}
