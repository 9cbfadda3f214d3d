package rerender

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
)

// service is what a case says of whose it is. Two people may have given their cases one name.
type service struct {
	number casefile.CorporateNumber
	owner  casefile.Text
	name   casefile.Text
	lost   string // the package, where its case is not there: it is of nothing else
}

// same reports whether two cases may be of one service: they do not contradict each other.
func (s service) same(o service) bool {
	if s.lost != o.lost || differ(s.name, o.name) {
		return false
	}
	if s.number != "" && o.number != "" {
		return s.number == o.number
	}
	return !differ(s.owner, o.owner)
}

func differ(a, b casefile.Text) bool { return a != "" && b != "" && a != b }

// said is how much a case says of it.
func (s service) said() int {
	n := 0
	for _, text := range []string{string(s.number), string(s.owner), string(s.name)} {
		n += min(1, len(text))
	}
	return n
}

// services parts packages by the services that they are of. What says little of it goes to the
// first that it does not contradict.
func (m *Mover) services(ctx context.Context, all packages, some []*manifest.Manifest) ([][]*manifest.Manifest, error) {
	of := map[*manifest.Manifest]service{}
	for _, one := range some {
		s, err := m.serviceOf(ctx, all.root(one))
		if err != nil {
			return nil, err
		}
		of[one] = s
	}
	slices.SortStableFunc(some, func(a, b *manifest.Manifest) int { return cmp.Compare(of[b].said(), of[a].said()) })
	var parted [][]*manifest.Manifest
	for _, one := range some {
		i := slices.IndexFunc(parted, func(p []*manifest.Manifest) bool { return of[p[0]].same(of[one]) })
		if i < 0 {
			i, parted = len(parted), append(parted, nil)
		}
		parted[i] = append(parted[i], one)
	}
	return parted, nil
}

func (m *Mover) serviceOf(ctx context.Context, one *manifest.Manifest) (service, error) {
	was, err := repository.CaseOf(ctx, m.Store, bag.Assemble(one, nil, nil))
	if errors.Is(err, fs.ErrNotExist) {
		return service{lost: one.Package.ID}, nil
	}
	if err != nil {
		return service{}, err
	}
	file, _ := m.Decode("case:"+one.Case.ID, was.Data)
	c := file.Case
	return service{number: c.Applicant.CorporateNumber, owner: c.Applicant.Name, name: c.Service.Name}, nil
}
