package app

import (
	"context"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/signature"
)

// undone is a case without what a letter says that nobody has released.
func (a *App) undone(ctx context.Context, s *Store, c *casefile.Case, r *letters.Record) (*casefile.Case, error) {
	was, err := repository.CaseOf(ctx, s, bag.Assemble(&manifest.Manifest{Case: manifest.Case{ID: string(c.ID), SHA256: r.Before}}, nil, nil))
	if err != nil {
		return c, err
	}
	before, err := a.decoded("case:"+string(c.ID), was.Data, nil).sound()
	if err != nil {
		return c, err
	}
	return r.Undone(c, before.Case), nil
}

// released is a case without what its letters say that nobody has released.
func (a *App) released(ctx context.Context, s *Store, c *casefile.Case) (*casefile.Case, error) {
	records, err := letters.Records(ctx, s, c.ID)
	for i := range records {
		if err == nil && records[i].State() != letters.Released && records[i].Stands(c) {
			c, err = a.undone(ctx, s, c, &records[i])
		}
	}
	return c, err
}

// releasable says why a package cannot leave the store: it is a letter that a second person has
// to approve.
func releasable(ctx context.Context, s *Store, b *bag.Bag) error {
	m := b.Manifest()
	if m.Package.Kind != manifest.Letter {
		return nil
	}
	records, err := letters.Records(ctx, s, casefile.CaseID(m.Case.ID))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(records, func(r letters.Record) bool { return r.Package == b.ID() })
	if i < 0 { // it is another office's, or was cut off
		policy, err := letters.CurrentPolicy(ctx, s)
		if err == nil && policy.Wanted() {
			err = wrong("letter-waiting", map[string]string{"id": b.ID()})
		}
		return err
	}
	both := records[i].State() == letters.Released
	if both {
		both, err = signedByBoth(ctx, s, b, &records[i])
	}
	if err == nil && !both {
		err = wrong("letter-waiting", map[string]string{"id": b.ID()})
	}
	return err
}

// signedByBoth reports whether a package has the signatures of the two people of a letter. Of
// accounts the service answers for that.
func signedByBoth(ctx context.Context, s *Store, b *bag.Bag, r *letters.Record) (bool, error) {
	if r.Prepared == nil || r.Prepared.Key == "" {
		return true, nil
	}
	files, err := repository.Signatures(ctx, s, b.ID())
	if err != nil {
		return false, err
	}
	byPath := map[string][]byte{}
	for _, f := range files {
		byPath[f.Path] = f.Data
	}
	signed := func(name, key string) bool {
		proofs := signature.Verify(name, b.TagManifest(), byPath, signature.Trust{}).Proofs
		return slices.ContainsFunc(proofs, func(p signature.Proof) bool { return string(p.Key) == key })
	}
	return signed(manifest.SignatureName, r.Prepared.Key) && signed(manifest.ApprovalName, r.Verdict.By.Key), nil
}
