package letters

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/storage"
)

// Person is who prepares or approves a letter: a key that signs, or an account of a service.
type Person struct {
	Name    string `json:"name"`
	Key     string `json:"key,omitempty"` // SHA-256 of the public key
	Account string `json:"account,omitempty"`
}

// Other reports whether two are known to be different people. Of a key and an account nobody
// knows it.
func (p Person) Other(q Person) bool {
	if p.Account != "" || q.Account != "" {
		return p.Account != "" && q.Account != "" && p.Account != q.Account
	}
	return p.Key != "" && q.Key != "" && p.Key != q.Key && p.Name != q.Name
}

// Policy says whose letters go out of a store only when a second person approves them: nobody's,
// while it is empty.
type Policy struct {
	Signers  []Person `json:"signers,omitempty"`  // people with keys, two of whom sign each letter
	Accounts bool     `json:"accounts,omitempty"` // people with accounts of a service, two of whom it takes
}

// Wanted reports whether a second person is wanted at all.
func (p *Policy) Wanted() bool { return len(p.Signers) > 0 || p.Accounts }

// Signer is the person who has a key.
func (p *Policy) Signer(key string) (Person, bool) {
	i := slices.IndexFunc(p.Signers, func(s Person) bool { return s.Key == key })
	if i < 0 {
		return Person{}, false
	}
	return p.Signers[i], true
}

const policies = "approval/"

// CurrentPolicy is the policy that a store has now.
func CurrentPolicy(ctx context.Context, store storage.Store) (p Policy, err error) {
	_, last, err := lastPolicy(ctx, store)
	if err != nil || last == "" {
		return p, err
	}
	return p, readJSON(ctx, store, last, &p)
}

func lastPolicy(ctx context.Context, store storage.Store) (count int, last string, err error) {
	for o, err := range store.List(ctx, policies) {
		if err != nil {
			return 0, "", err
		}
		count, last = count+1, max(last, o.Key)
	}
	return count, last, nil
}

// SetPolicy gives a store a policy. Those before stay, so that it is known who changed it and
// when; letters that were prepared under them want what they wanted.
func SetPolicy(ctx context.Context, store storage.Store, p Policy) error {
	for {
		count, _, err := lastPolicy(ctx, store)
		if err != nil {
			return err
		}
		err = createJSON(ctx, store, fmt.Sprintf("%s%06d.json", policies, count+1), p)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
}

// Verdict is what the second person says of a letter, once.
type Verdict struct {
	Approved bool   `json:"approved"`
	By       Person `json:"by"`
	Reason   string `json:"reason,omitempty"` // why it was turned down
}

// ErrJudged says that somebody has approved the letter, or turned it down, before.
var ErrJudged = errors.New("the letter was judged before")

// Judge says of a letter that it may go, or that it never will, and settles its number. It may
// be repeated. Errors: [ErrJudged].
func Judge(ctx context.Context, store storage.Store, letter Ref, v Verdict) error {
	given, err := Begun(ctx, store, letter)
	if err != nil {
		return err
	}
	err = createJSON(ctx, store, letter.key("judged.json"), v)
	if errors.Is(err, fs.ErrExist) {
		var was Verdict
		if err = readJSON(ctx, store, letter.key("judged.json"), &was); err == nil && was != v {
			return ErrJudged
		}
	}
	if err != nil {
		return err
	}
	b := &Book{store: store, folder: given.Register}
	if v.Approved {
		return b.mark(ctx, given.Seq, "issued", letter)
	}
	return b.Void(ctx, given.Seq, v.Reason)
}

// State is how far a letter is that was prepared.
type State string

// The states.
const (
	Released   State = "released" // it is issued
	Waiting    State = "waiting"  // for a second person
	TurnedDown State = "turned-down"
)

// State tells how far the letter is.
func (r *Record) State() State {
	switch {
	case r.Prepared == nil || r.Verdict != nil && r.Verdict.Approved:
		return Released
	case r.Verdict == nil:
		return Waiting
	}
	return TurnedDown
}

// Ref names the letter in the store.
func (r *Record) Ref(id casefile.CaseID) Ref { return Ref{id, r.ID} }

// Stands reports whether a case has the number of the letter in its place.
func (r *Record) Stands(c *casefile.Case) bool {
	if len(r.Wrote) == 0 {
		return false
	}
	v, err := casefile.Get(c, r.Pointer+"/"+r.Wrote[len(r.Wrote)-1])
	return err == nil && v.Text() == r.Number
}

// Undone gives a case in which what the letter says is again as it was before.
func (r *Record) Undone(c, before *casefile.Case) *casefile.Case {
	c = casefile.Clone(c)
	for _, field := range r.Wrote {
		at := r.Pointer + "/" + field
		if list, _, ok := strings.Cut(field, "/0/"); ok {
			at = r.Pointer + "/" + list
		}
		if _, err := casefile.Get(c, at); err != nil { // of an entry that is gone with its list
			continue
		}
		var was any
		if v, err := casefile.Get(before, at); err == nil && !v.Empty() {
			was = v.Go.Interface()
		}
		_ = casefile.Set(c, at, was) // it stood there
	}
	return c
}
