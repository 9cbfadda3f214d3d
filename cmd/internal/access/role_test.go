package access_test

import (
	"testing"

	"yoshiki/cmd/internal/access"
)

func TestMay(t *testing.T) {
	provider := []access.Role{access.Provider}
	for _, c := range []struct {
		name  string
		actor *access.Actor
		do    access.Action
		want  bool
	}{
		{"nobody", nil, access.CaseRead, false},
		{"no role", &access.Actor{}, access.CaseRead, false},
		{"role", &access.Actor{Roles: provider}, access.CaseWrite, true},
		{"other role", &access.Actor{Roles: provider}, access.LetterIssue, false},
		{"scope", &access.Actor{Roles: provider, Scopes: []access.Scope{"case:read"}}, access.CaseRead, true},
		{"out of scope", &access.Actor{Roles: provider, Scopes: []access.Scope{"case:read"}}, access.CaseWrite, false},
		{"all of an object", &access.Actor{Roles: provider, Scopes: []access.Scope{"case:*"}}, access.CaseWrite, true},
		{"scope beyond the role", &access.Actor{Roles: provider, Scopes: []access.Scope{"letter:*"}}, access.LetterIssue, false},
		{"no scope", &access.Actor{Roles: provider, Scopes: []access.Scope{}}, access.CaseRead, false},
	} {
		if got := c.actor.May(c.do); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
