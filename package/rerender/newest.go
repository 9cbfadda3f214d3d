package rerender

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// Group are the ids of packages whose names begin alike: those of one case and kind, and
// perhaps of other cases whose names begin alike.
type Group []string

// digits is the end of an id that differs within a group: a hyphen and ten digits.
const digits = 11

// Groups are the packages of a store, in the order of their ids.
func Groups(ctx context.Context, store storage.Store) ([]Group, error) {
	var all []Group
	at := map[string]int{}
	for id, err := range repository.Packages(ctx, store) {
		if err != nil {
			return nil, err
		}
		name := id[:max(0, len(id)-digits)]
		i, ok := at[name]
		if !ok {
			i = len(all)
			at[name], all = i, append(all, nil)
		}
		all[i] = append(all[i], id)
	}
	return all, nil
}

// packages are manifests by the ids of their packages.
type packages map[string]*manifest.Manifest

// newest gives of each case and kind in a group the packages that count.
func (m *Mover) newest(ctx context.Context, g Group) ([]*manifest.Manifest, error) {
	all := packages{}
	byCase := map[[3]string][]*manifest.Manifest{}
	for _, id := range g {
		one, err := repository.LoadManifest(ctx, m.Store, id)
		if err != nil {
			return nil, err
		}
		all[id] = one
		key := [3]string{one.Case.ID, one.Package.Program, one.Package.Kind}
		if one.Package.Kind == manifest.Letter { // none takes the place of another
			key[0] = id
		}
		byCase[key] = append(byCase[key], one)
	}
	var heads []*manifest.Manifest
	for _, some := range byCase {
		of, err := m.heads(ctx, all, some)
		if err != nil {
			return nil, err
		}
		heads = append(heads, of...)
	}
	slices.SortFunc(heads, func(a, b *manifest.Manifest) int { return strings.Compare(a.Package.ID, b.Package.ID) })
	return heads, nil
}

// heads gives the packages of a name and kind that no other takes the place of; of several, for
// each service that the name stands for, that of the newest version of the case, no draft before
// a draft.
func (m *Mover) heads(ctx context.Context, all packages, some []*manifest.Manifest) ([]*manifest.Manifest, error) {
	left := unreplaced(all, some)
	if len(left) == 1 {
		return left, nil
	}
	services, err := m.services(ctx, all, left)
	if err != nil {
		return nil, err
	}
	var heads []*manifest.Manifest
	for _, of := range services {
		head, err := m.ofNewestCase(ctx, all, of)
		if err != nil {
			return nil, err
		}
		heads = append(heads, head)
	}
	return heads, nil
}

// unreplaced are the packages that no other takes the place of.
func unreplaced(all packages, some []*manifest.Manifest) []*manifest.Manifest {
	replaced := map[string]bool{}
	for _, one := range some {
		before := all[one.Package.Replaces]
		if before == nil {
			continue
		}
		if one.Package.Draft && !before.Package.Draft { // one of a filed package, to look at
			replaced[one.Package.ID] = true
			continue
		}
		replaced[before.Package.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(some), func(one *manifest.Manifest) bool { return replaced[one.Package.ID] })
}

// ofNewestCase gives the package of the newest version of the case.
func (m *Mover) ofNewestCase(ctx context.Context, all packages, left []*manifest.Manifest) (*manifest.Manifest, error) {
	if len(left) == 1 {
		return left[0], nil
	}
	versions := map[string]int{}
	for _, one := range left {
		c := all.root(one).Case
		n, err := repository.VersionOf(ctx, m.Store, casefile.CaseID(c.ID), c.SHA256)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		versions[one.Package.ID] = n
	}
	return slices.MaxFunc(left, func(a, b *manifest.Manifest) int {
		return cmp.Or(versions[a.Package.ID]-versions[b.Package.ID], final(a)-final(b),
			cmp.Compare(a.Case.Date, b.Case.Date), cmp.Compare(a.Package.Revision, b.Package.Revision), cmp.Compare(a.Package.ID, b.Package.ID))
	}), nil
}

// root is the package at the beginning of those that took each other's place.
func (p packages) root(m *manifest.Manifest) *manifest.Manifest {
	for range p {
		before := p[m.Package.Replaces]
		if before == nil {
			break
		}
		m = before
	}
	return m
}

func final(m *manifest.Manifest) int {
	if m.Package.Draft {
		return 0
	}
	return 1
}
