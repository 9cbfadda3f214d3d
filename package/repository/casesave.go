package repository

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/storage"
)

// SaveCase keeps a case beside its packages, so that a package's manifest, which names the
// case by digest, can be traced to it, and packages can be made of it anywhere. Open finds
// its attachments by their paths; those that it does not find are left out. What has not
// changed since it was last saved is not saved again. It may be repeated, and run in
// several places at once; whatever the number of versions, it asks the store for them once.
// Errors: [ErrCondemned].
func SaveCase(ctx context.Context, store storage.Store, c *casefile.Case, open func(path string) (bag.Source, error)) error {
	return saveCase(ctx, &caseSaver{store: store, id: c.ID}, c, open)
}

// HoldCase is SaveCase for one who wants the case to be found, whatever the newest version is:
// where a version is this case with these attachments, and perhaps more, nothing is saved. So
// nobody's later change, and no file that the case does not name yet, is put aside.
func HoldCase(ctx context.Context, store storage.Store, c *casefile.Case, open func(path string) (bag.Source, error)) error {
	return saveCase(ctx, &caseSaver{store: store, id: c.ID, hold: true}, c, open)
}

func saveCase(ctx context.Context, s *caseSaver, c *casefile.Case, open func(path string) (bag.Source, error)) error {
	err := s.measure(ctx, c, open)
	if err == nil {
		err = s.save(ctx)
	}
	if err != nil {
		return fmt.Errorf("save case %s: %w", c.ID, err)
	}
	return nil
}

// held reports whether one of the versions is this case with these attachments.
func (s *caseSaver) held(ctx context.Context, all []version) (bool, error) {
	wanted := newCaseList(s.data, s.attached)
	for _, v := range slices.Backward(all) {
		if !v.exists || !v.listed {
			continue
		}
		there, err := v.list(ctx, s.store)
		if err != nil {
			return false, err
		}
		if there.Case == wanted.Case && !slices.ContainsFunc(wanted.Attachments, func(a attachment) bool { return !slices.Contains(there.Attachments, a) }) {
			return true, nil
		}
	}
	return false, nil
}

// caseSaver is a version of a case on its way into a store.
type caseSaver struct {
	store    storage.Store
	id       casefile.CaseID
	hold     bool   // any version will do
	data     []byte // the case
	list     []byte // what it consists of
	attached []bag.File
}

// measure takes the digests of the case and its attachments.
func (s *caseSaver) measure(ctx context.Context, c *casefile.Case, open func(string) (bag.Source, error)) (err error) {
	if s.data, err = casefile.Encode(c); err != nil {
		return err
	}
	sources := map[string]bag.Source{}
	for _, a := range c.Attachments {
		if source, err := open(string(a.File)); err == nil {
			sources[string(a.File)] = source
		}
	}
	for path, source := range sources {
		s.attached = append(s.attached, bag.File{Path: path, Open: source.Open})
	}
	slices.SortFunc(s.attached, func(a, b bag.File) int { return strings.Compare(a.Path, b.Path) })
	err = storage.Each(ctx, len(s.attached), func(ctx context.Context, i int) (err error) {
		s.attached[i].Content, err = sources[s.attached[i].Path].Measure(ctx)
		return err
	})
	if err == nil {
		s.list, err = newCaseList(s.data, s.attached).encode()
	}
	return err
}

// save stores the attachments, then the list, which claims a version, then the case, with
// which the version exists.
func (s *caseSaver) save(ctx context.Context) error {
	all, err := versionsOf(ctx, s.store, s.id)
	if err != nil {
		return err
	}
	if s.hold {
		if done, err := s.held(ctx, all); err != nil || done {
			return err
		}
	}
	next := version{id: s.id, number: 1}
	if n := len(all); n > 0 {
		next.number = all[n-1].number + 1
		if done, err := s.same(ctx, all[n-1]); err != nil || done {
			return err
		}
	}
	if err := s.putAttached(ctx); err != nil {
		return err
	}
	for ; ; next.number++ {
		err := s.put(ctx, next.listKey(), s.list)
		if err == nil {
			return s.putCase(ctx, next)
		}
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		faster := next
		faster.listed = true
		if done, err := s.same(ctx, faster); err != nil || done {
			return err
		}
	}
}

// same reports whether a version is this one, and makes it exist if it is: whoever claimed
// it may have died before.
func (s *caseSaver) same(ctx context.Context, v version) (bool, error) {
	if !v.listed {
		return false, nil
	}
	there, err := readObject(ctx, s.store, v.listKey(), maxList)
	if err != nil || !bytes.Equal(there, s.list) {
		return false, err
	}
	if v.exists {
		return true, nil
	}
	return true, s.putCase(ctx, v)
}

// putCase makes a version exist. Whoever else does so writes the same.
func (s *caseSaver) putCase(ctx context.Context, v version) error {
	err := s.put(ctx, v.caseKey(), s.data)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

func (s *caseSaver) put(ctx context.Context, key string, data []byte) error {
	return s.store.Put(ctx, key, storage.ContentOf(data), bytes.NewReader(data))
}

// putAttached stores the attachments, and proves that they stay for long enough to be
// listed.
func (s *caseSaver) putAttached(ctx context.Context) error {
	if len(s.attached) == 0 {
		return nil
	}
	err := storage.Each(ctx, len(s.attached), func(ctx context.Context, i int) error { return putBlob(ctx, s.store, &s.attached[i]) })
	if err != nil {
		return err
	}
	var objects []storage.Object
	for _, f := range s.attached {
		objects = append(objects, storage.Object{Key: blobKey(f.Content), Size: f.Content.Size})
	}
	return lastLook(ctx, s.store, objects)
}
