package repository

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// cases looks at every version of a case, at all that lies among them, and for the versions
// that packages were made from.
func (s *scrubber) cases(ctx context.Context) error {
	if err := s.casesIn(ctx, "cases/"); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(s.held)) {
		s.gaps(id)
	}
	for _, c := range s.cited {
		s.lost(c)
	}
	return nil
}

// cited is a case that a package was made from.
type cited struct {
	pkg    string
	id     casefile.CaseID
	digest string
	letter bool // made of the case of whoever received another package
}

// held is what a store has of a case: the digests that its versions have, the numbers of those
// that were claimed only, by digest, and all numbers.
type held struct {
	whole   map[string]bool // there, or told
	present map[string]bool
	claimed map[string]int
	numbers map[int]bool
	unsure  bool // a version is damaged so that its digest is not known
}

func (s *scrubber) heldOf(id casefile.CaseID) *held {
	h := s.held[id]
	if h == nil {
		h = &held{map[string]bool{}, map[string]bool{}, map[string]int{}, map[int]bool{}, false}
		s.held[id] = h
	}
	return h
}

// gaps tells of the versions whose numbers are missing among the others: there are none but of
// versions that were lost.
func (s *scrubber) gaps(id casefile.CaseID) {
	h := s.held[id]
	for v, last := (version{id: id, number: 1}), h.last(); v.number < last; v.number++ {
		if !h.numbers[v.number] {
			h.unsure = true // what packages were made of may be it
			s.flawOf("", v)
		}
	}
}

func (h *held) last() int { return slices.Max(append(slices.Collect(maps.Keys(h.numbers)), 0)) }

// lost tells of a version that a package was made from and that is not there: one that was
// claimed with that digest, else the next, if another package of the case was made here. What
// was received from elsewhere came without its case.
func (s *scrubber) lost(c cited) {
	h := s.held[c.id]
	if h == nil || h.whole[c.digest] {
		return
	}
	claimed := h.claimed[c.digest]
	switch v := (version{id: c.id, number: claimed}); {
	case claimed > 0:
		s.flaw(c.pkg, v.caseKey(), fs.ErrNotExist)
	case !h.unsure && slices.ContainsFunc(s.cited, func(o cited) bool { return o.id == c.id && !o.letter && h.present[o.digest] }):
		v.number = h.last() + 1
		h.numbers[v.number] = true
		s.flawOf(c.pkg, v)
	default:
		return
	}
	h.whole[c.digest] = true // told once
}

// flawOf tells of a version that is not there at all.
func (s *scrubber) flawOf(id string, v version) {
	s.flaw(id, v.listKey(), fs.ErrNotExist)
	s.flaw(id, v.caseKey(), fs.ErrNotExist)
}

// casesIn looks at those whose keys begin with a prefix.
func (s *scrubber) casesIn(ctx context.Context, prefix string) error {
	for o, err := range s.store.List(ctx, prefix) {
		if err != nil {
			return err
		}
		if !versionKey.MatchString(o.Key) {
			s.flaw("", o.Key, ErrStray)
		}
	}
	all, err := versions(ctx, s.store, prefix)
	if err != nil {
		return err
	}
	for _, v := range all {
		if err := s.version(ctx, v); err != nil {
			return err
		}
	}
	return nil
}

// version compares a case with its list, and looks for its attachments.
func (s *scrubber) version(ctx context.Context, v version) error {
	s.done.Cases++
	h, list := s.heldOf(v.id), newCaseList(nil, nil)
	h.numbers[v.number] = true
	if v.listed {
		var err error
		if list, err = v.list(ctx, s.store); err != nil {
			h.unsure = true
			s.flaw("", v.listKey(), err)
			return ctx.Err()
		}
	}
	if v.exists {
		h.whole[list.Case], h.present[list.Case] = true, true
		data, err := readObject(ctx, s.store, v.caseKey(), casefile.MaxCaseSize)
		switch {
		case err != nil:
			h.unsure = h.unsure || !v.listed
			s.flaw("", v.caseKey(), err)
		case !v.listed:
			h.whole[storage.ContentOf(data).Digest()] = true
			s.flaw("", v.listKey(), fs.ErrNotExist)
		case list.Case != storage.ContentOf(data).Digest():
			s.flaw("", v.caseKey(), storage.ErrMismatch)
		}
	}
	if !v.exists {
		h.claimed[list.Case] = v.number
	}
	objects, err := list.objects()
	for _, o := range objects {
		if err := s.there(ctx, "", o); err != nil {
			return err
		}
	}
	return errors.Join(err, ctx.Err())
}
