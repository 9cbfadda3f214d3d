package office

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/package/signature"
)

// Prepared is a letter that waits for a second person, or was judged by one.
type Prepared struct {
	letters.Record
	Case casefile.CaseID
}

// Waiting yields the letters of a store that wait for a second person, and those that are damaged,
// as AllLetters does.
func Waiting(ctx context.Context, s *app.Store) iter.Seq2[Prepared, error] {
	return func(yield func(Prepared, error) bool) {
		for p, err := range AllLetters(ctx, s) {
			if (err != nil || p.State() == letters.Waiting) && !yield(p, err) {
				return
			}
		}
	}
}

// ApproveOrder is who judges letters as the second person: with a key, or with an account of
// a service.
type ApproveOrder struct {
	Store   *app.Store
	Seals   *app.Seals
	Account string
	Name    string // of the account, for people
	Reason  string // why the letters are turned down; "" to approve them
}

// Approve judges a letter that waits. Who prepared it cannot: it takes another key, of another
// person, or another account. An approval by a key is a signature in the package.
func Approve(ctx context.Context, a *app.App, o ApproveOrder, p Prepared) error {
	policy, err := letters.CurrentPolicy(ctx, o.Store)
	if err != nil {
		return err
	}
	by, err := personOf(&policy, o.Seals, o.Account, o.Name)
	if err != nil {
		return err
	}
	if !by.Other(*p.Prepared) {
		return app.NewError(notOther(by, *p.Prepared), map[string]string{"number": p.Number, "person": p.Prepared.Name})
	}
	verdict := letters.Verdict{Approved: o.Reason == "", By: by, Reason: o.Reason}
	err = letters.Judge(ctx, o.Store, p.Ref(p.Case), verdict)
	if errors.Is(err, letters.ErrJudged) {
		return app.NewError("approve-judged", map[string]string{"number": p.Number})
	}
	if err != nil || !verdict.Approved || by.Key == "" {
		return err
	}
	return o.Seals.Approve(ctx, o.Store, p.Package)
}

// notOther says why somebody is not known to be another person than who prepared a letter.
func notOther(by, first letters.Person) string {
	switch {
	case by.Account == "" && first.Account != "":
		return "approve-with-account"
	case by.Account != "" && first.Account == "":
		return "approve-with-key"
	}
	return "approve-same"
}

// Policy says whose letters go out of a store only when a second person approves them.
func Policy(ctx context.Context, s *app.Store) (letters.Policy, error) {
	return letters.CurrentPolicy(ctx, s)
}

// SetPolicy gives a store another policy: the people whose keys sign letters, each with the file
// of the public key or the certificate, and whether letters take two accounts of a service; with
// neither, nobody has to approve. One person alone could approve nothing.
func SetPolicy(ctx context.Context, s *app.Store, people []app.File, accounts bool) (letters.Policy, error) {
	p := letters.Policy{Accounts: accounts}
	for _, f := range people {
		key, err := signature.ReadIdentity(f.Data)
		if err != nil {
			return p, &app.Error{Kind: app.Wrong, Code: "approve-public", Args: map[string]string{"name": f.Name}}
		}
		p.Signers = append(p.Signers, letters.Person{Name: f.Name, Key: string(key)})
	}
	for i := range p.Signers {
		if len(p.Signers) == 1 || slices.ContainsFunc(p.Signers[:i], func(q letters.Person) bool { return q.Key == p.Signers[i].Key }) {
			return p, app.NewError("approve-people", map[string]string{"name": p.Signers[i].Name})
		}
	}
	return p, letters.SetPolicy(ctx, s, p)
}

// firstPerson is who prepares letters where a second person is wanted; nil where none is.
func firstPerson(ctx context.Context, o IssueOrder) (*letters.Person, error) {
	policy, err := letters.CurrentPolicy(ctx, o.Store)
	if err != nil || !policy.Wanted() {
		return nil, err
	}
	p, err := personOf(&policy, o.Seals, o.Account, o.Name)
	return &p, err
}

// personOf is who acts, as far as the policy knows them.
func personOf(policy *letters.Policy, seals *app.Seals, account, name string) (letters.Person, error) {
	if account != "" {
		if !policy.Accounts {
			return letters.Person{}, app.NewError("approve-account", nil)
		}
		return letters.Person{Name: cmp.Or(name, account), Account: account}, nil
	}
	if len(policy.Signers) == 0 {
		return letters.Person{}, app.NewError("approve-no-signers", nil)
	}
	keys := seals.Identities()
	if len(keys) != 1 {
		return letters.Person{}, app.NewError("approve-key", nil)
	}
	p, ok := policy.Signer(string(keys[0]))
	if !ok {
		return p, app.NewError("approve-stranger", nil)
	}
	return p, nil
}
