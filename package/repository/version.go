package repository

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// version is what the store has of a version of a case. It exists if the case is there;
// one without a list has lost it, see [Scrub].
type version struct {
	id             casefile.CaseID
	number         int
	listed, exists bool
}

func (v version) caseKey() string { return fmt.Sprintf("cases/%s/v%04d.yaml", v.id, v.number) }
func (v version) listKey() string { return fmt.Sprintf("cases/%s/v%04d.json", v.id, v.number) }

var versionKey = regexp.MustCompile(`^cases/([^/]+)/v([0-9]{4,9})\.(json|yaml)$`)

// VersionAt is the version of a case whose text a key of the store is for.
func VersionAt(key string) (id casefile.CaseID, number int, ok bool) {
	m := versionKey.FindStringSubmatch(key)
	if m == nil || m[3] != "yaml" {
		return "", 0, false
	}
	number, err := strconv.Atoi(m[2])
	return casefile.CaseID(m[1]), number, err == nil
}

// versionsOf lists the versions of a case, the newest last.
func versionsOf(ctx context.Context, store storage.Store, id casefile.CaseID) ([]version, error) {
	return versions(ctx, store, "cases/"+string(id)+"/")
}

// versions lists those whose keys start with a prefix, by case and number.
func versions(ctx context.Context, store storage.Store, prefix string) ([]version, error) {
	var all []version
	for o, err := range store.List(ctx, prefix) {
		if err != nil {
			return nil, err
		}
		key := versionKey.FindStringSubmatch(o.Key)
		if key == nil {
			continue
		}
		number, err := strconv.Atoi(key[2])
		if err != nil {
			return nil, err
		}
		if n := len(all); n == 0 || all[n-1].id != casefile.CaseID(key[1]) || all[n-1].number != number {
			all = append(all, version{id: casefile.CaseID(key[1]), number: number})
		}
		v := &all[len(all)-1]
		v.listed, v.exists = v.listed || key[3] == "json", v.exists || key[3] == "yaml"
	}
	slices.SortStableFunc(all, func(a, b version) int { return cmp.Or(cmp.Compare(a.id, b.id), a.number-b.number) })
	return all, nil
}

// load reads a version and proves that the case is the one that its list names.
func (v version) load(ctx context.Context, store storage.Store) (*Case, error) {
	data, err := readObject(ctx, store, v.caseKey(), casefile.MaxCaseSize)
	if err != nil {
		return nil, err
	}
	list := newCaseList(data, nil)
	if v.listed {
		digest := list.Case
		if list, err = v.list(ctx, store); err != nil {
			return nil, err
		}
		if list.Case != digest {
			return nil, storage.Damaged(fmt.Errorf("%s: %w", v.caseKey(), storage.ErrMismatch))
		}
	}
	return &Case{data, list, store, v.number}, nil
}

// loadIf loads a version whose case has a digest; nil if it has another, or is not there.
func (v version) loadIf(ctx context.Context, store storage.Store, digest string) (*Case, error) {
	if !v.exists {
		return nil, nil
	}
	if v.listed {
		if l, err := v.list(ctx, store); err != nil || l.Case != digest {
			return nil, err
		}
	}
	c, err := v.load(ctx, store)
	if err != nil || c.list.Case != digest {
		return nil, err
	}
	return c, nil
}

// attached are the attachments of a version in the store.
func (v version) attached(ctx context.Context, store storage.Store) ([]storage.Object, error) {
	if !v.listed {
		return nil, nil
	}
	l, err := v.list(ctx, store)
	if err != nil {
		return nil, err
	}
	objects, err := l.objects()
	if err != nil {
		return nil, storage.Damaged(fmt.Errorf("%s: %w", v.listKey(), err))
	}
	return objects, nil
}

// list reads what a version consists of.
func (v version) list(ctx context.Context, store storage.Store) (*caseList, error) {
	data, err := readObject(ctx, store, v.listKey(), maxList)
	if err != nil {
		return nil, err
	}
	l, err := decodeList(data)
	if err != nil {
		return nil, storage.Damaged(fmt.Errorf("%s: %w", v.listKey(), err))
	}
	return l, nil
}
