package repository

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// Source gives sound copies of what a store should hold: another store, see [FromStore], or a
// package that was exported, see [FromBag].
type Source interface {
	// find gives what an object of a store holds. Errors: [fs.ErrNotExist] if there is no
	// sound copy of it.
	find(ctx context.Context, key string) (*bag.File, error)
}

// Repair puts a sound copy in the place of an object that [Scrub] has told: the one that is
// there is removed first. A paper must have the digest that its key names, whatever the
// source says. Errors: [fs.ErrNotExist] if the source has no sound copy; that of a store in
// which the object is locked.
func Repair(ctx context.Context, store storage.Remover, key string, from Source) error {
	f, err := from.find(ctx, key)
	if err != nil {
		return fmt.Errorf("repair %s: %w", key, err)
	}
	_, err = store.Stat(ctx, key)
	if err == nil {
		err = store.Remove(ctx, key)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("repair %s: %w", key, err)
	}
	return put(ctx, store, key, f)
}

// FromStore takes copies from another store, of packages and versions of cases that are sound
// there.
func FromStore(other storage.Store) Source { return storeSource{other} }

type storeSource struct{ storage.Store }

func (s storeSource) find(ctx context.Context, key string) (*bag.File, error) {
	flawed := false
	scrub := &scrubber{store: s.Store, told: map[string]bool{}, papers: map[string]int64{}, held: map[casefile.CaseID]*held{}, found: func(f Flaw) { flawed = flawed || !isPaper(f.Key) }}
	var err error
	if id, _, ok := strings.Cut(strings.TrimPrefix(key, "packages/"), only); ok {
		err = scrub.packagesIn(ctx, tagKey(id, ""))
	} else if m := versionKey.FindStringSubmatch(key); m != nil {
		err = scrub.casesIn(ctx, "cases/"+m[1]+"/v"+m[2]+".")
	}
	if err != nil {
		return nil, err
	}
	if flawed {
		return nil, fmt.Errorf("what it belongs to is damaged there, too: %w", fs.ErrNotExist)
	}
	return measuredFile(ctx, key, func(ctx context.Context) (io.ReadCloser, error) { return s.Open(ctx, key) })
}

func isPaper(key string) bool { return strings.HasPrefix(key, "blobs/") }

// measuredFile reads a copy to learn its digest; of a paper it must be that of the key.
func measuredFile(ctx context.Context, key string, open func(context.Context) (io.ReadCloser, error)) (*bag.File, error) {
	r, err := open(ctx)
	if err != nil {
		return nil, err
	}
	content, err := storage.Measure(ctx, r)
	err = errors.Join(err, r.Close())
	if err == nil && isPaper(key) && blobKey(content) != key {
		err = fmt.Errorf("the copy is damaged, too: %w", fs.ErrNotExist)
	}
	return &bag.File{Path: key, Content: content, Open: open}, err
}

// FromBag takes copies from a bag that was verified. Errors: one that is not ours or not whole.
func FromBag(entries []manifest.Entry, verified *manifest.Report) (Source, error) {
	m := verified.Manifest
	if m == nil || !verified.Whole() {
		return nil, errors.New("the package does not verify")
	}
	s := bagSource{}
	for _, e := range entries {
		if e.Open != nil && !manifest.IsPayload(e.Path) {
			s[tagKey(m.Package.ID, e.Path)] = e.Open
		}
	}
	byPath := map[string]manifest.Entry{}
	for _, e := range entries {
		byPath[e.Path] = e
	}
	for _, f := range m.Files {
		content, err := contentOf(f.Size, f.SHA256)
		if err != nil {
			return nil, err
		}
		s[blobKey(content)] = byPath[f.Path].Open
	}
	commit := commitOf(verified.TagManifest, m.Oxum())
	s[commitKey(m.Package.ID)] = func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(commit)), nil }
	return s, nil
}

// bagSource are the files of a bag by the keys that they have in a store.
type bagSource map[string]func(context.Context) (io.ReadCloser, error)

func (s bagSource) find(ctx context.Context, key string) (*bag.File, error) {
	open, there := s[key]
	if !there {
		return nil, fs.ErrNotExist
	}
	return measuredFile(ctx, key, open)
}

// BagOf is a bag that was verified, as it can be saved. Errors: one that is not ours or not
// whole.
func BagOf(ctx context.Context, entries []manifest.Entry, verified *manifest.Report) (*bag.Bag, error) {
	m := verified.Manifest
	if m == nil || !verified.Whole() {
		return nil, errors.New("the package does not verify")
	}
	byPath := map[string]manifest.Entry{}
	var tags []manifest.TagFile
	for _, e := range entries {
		byPath[e.Path] = e
		if e.Open == nil || manifest.IsPayload(e.Path) {
			continue
		}
		data, err := readTag(ctx, e)
		if err != nil {
			return nil, err
		}
		tags = append(tags, manifest.TagFile{Path: e.Path, Data: data})
	}
	var papers []bag.File
	for _, f := range m.Files {
		content, err := contentOf(f.Size, f.SHA256)
		if err != nil {
			return nil, err
		}
		papers = append(papers, bag.File{Path: f.Path, Content: content, Open: byPath[f.Path].Open})
	}
	return bag.Assemble(m, tags, papers), nil
}

func readTag(ctx context.Context, e manifest.Entry) ([]byte, error) {
	r, err := e.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, manifest.MaxManifest))
}
