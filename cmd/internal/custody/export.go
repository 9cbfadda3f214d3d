package custody

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/signature"
	"yoshiki/storage"
)

// Load gives a package of a store, to be written as a zip file or a folder. A letter that nobody
// has approved, where that is wanted, does not leave it.
func Load(ctx context.Context, s *app.Store, id string) (*bag.Bag, error) {
	b, err := repository.Load(ctx, s, id)
	if err != nil {
		return nil, app.NoPackage(s, id, err)
	}
	return b, releasable(ctx, s, b)
}

// NotExported says why a package could not be written to a target: the store has lost or
// damaged a paper, does not answer, or the target cannot be written.
func NotExported(s *app.Store, b *bag.Bag, target string, err error) error {
	var source *bag.SourceError
	if !errors.As(err, &source) {
		return app.Unwritable(target, err)
	}
	code := "store-unread"
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, storage.ErrMismatch) {
		code = "lost"
	}
	return &app.Error{Code: code, Args: map[string]string{"store": s.URL, "file": source.Path, "id": b.ID()}, Err: source.Err}
}

// releasable says why a package cannot leave the store: it is a letter that a second person has
// to approve.
func releasable(ctx context.Context, s *app.Store, b *bag.Bag) error {
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
			err = app.NewError("letter-waiting", map[string]string{"id": b.ID()})
		}
		return err
	}
	if r := &records[i]; r.State() == letters.TurnedDown {
		return app.NewError("letter-turned-down", map[string]string{"id": b.ID(), "person": r.Verdict.By.Name, "reason": r.Verdict.Reason})
	}
	both := records[i].State() == letters.Released
	if both {
		both, err = signedByBoth(ctx, s, b, &records[i])
	}
	if err == nil && !both {
		err = app.NewError("letter-waiting", map[string]string{"id": b.ID()})
	}
	return err
}

// signedByBoth reports whether a package has the signatures of the two people of a letter. Of
// accounts the service answers for that.
func signedByBoth(ctx context.Context, s *app.Store, b *bag.Bag, r *letters.Record) (bool, error) {
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
