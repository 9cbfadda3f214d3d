package access

import (
	"context"
	"errors"
	"slices"
)

// Errors of who finds out who asks. The words behind them are for the log; who asks learns
// nothing more.
var (
	ErrRefused = errors.New("the token or session opens nothing")            // HTTP: 401
	ErrForged  = errors.New("the request does not come from a page of ours") // HTTP: 403
)

// Actor is who asks: a person with a session, or a program with a token.
type Actor struct {
	ID     string // of the person or of the token; stands in the audit log
	Name   string // for people
	Tenant string
	Roles  []Role
	Scopes []Scope // what a token may do at most; nil for a person's session

	Session string // id of the session by which a person asks; "" for a token
}

// May reports whether the actor may do something within its own tenant.
func (a *Actor) May(do Action) bool {
	if a == nil || a.Scopes != nil && !slices.ContainsFunc(a.Scopes, func(s Scope) bool { return s.covers(do) }) {
		return false
	}
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return slices.Contains(allowed[r], do) })
}

// Limited reports whether scopes keep the actor from something that its roles allow.
func (a *Actor) Limited() bool {
	for _, r := range a.Roles {
		if slices.ContainsFunc(allowed[r], func(do Action) bool { return !a.May(do) }) {
			return true
		}
	}
	return false
}

type actorKey struct{}

// With gives a context that knows who asks.
func With(ctx context.Context, a *Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// From is who asks; nil for nobody that is known.
func From(ctx context.Context) *Actor {
	a, _ := ctx.Value(actorKey{}).(*Actor)
	return a
}
