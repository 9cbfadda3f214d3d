package state_test

import (
	"reflect"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

func TestTokens(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		k := state.Token{Hash: "h1", Prefix: "yoshiki_abc", Tenant: "acme", Name: "夜間処理", Roles: []access.Role{access.Provider}, Scopes: []access.Scope{"case:*", "package:read"},
			Giver: w.sato, Created: now, Expires: now.AddDate(1, 0, 0)}
		k.ID = got(w.AddToken(t.Context(), k, now))(t)
		if one := got(w.TokenOf(t.Context(), "h1"))(t); !reflect.DeepEqual(one, k) {
			t.Error(one)
		}
		_, err := w.AddToken(t.Context(), k, now)
		is(t, err, state.ErrTaken)
		for _, end := range []time.Time{{}, now, now.AddDate(1, 0, 0).Add(time.Microsecond)} {
			_, err := w.AddToken(t.Context(), state.Token{Hash: "h2", Tenant: "acme", Expires: end}, now)
			is(t, err, state.ErrExpiry)
		}
		_, err = w.AddToken(t.Context(), state.Token{Hash: "h2", Tenant: "none", Expires: k.Expires}, now)
		is(t, err, state.ErrAbsent)
		must(t, w.UseToken(t.Context(), k.ID, now.Add(time.Minute)))
		must(t, w.UseToken(t.Context(), k.ID, now)) // one that came late
		is(t, w.RevokeToken(t.Context(), "office", k.ID, now), state.ErrAbsent)
		must(t, w.RevokeToken(t.Context(), "acme", k.ID, now.Add(time.Hour)))
		must(t, w.RevokeToken(t.Context(), "acme", k.ID, now.Add(2*time.Hour)))
		k.Used, k.Revoked = now.Add(time.Minute), now.Add(time.Hour)
		if all := got(w.Tokens(t.Context(), "acme"))(t); !reflect.DeepEqual(all, []state.Token{k}) {
			t.Error(all)
		}
		if n := got(w.CountTokens(t.Context()))(t); n != 1 {
			t.Error(n)
		}
		must(t, w.CloseTenant(t.Context(), "acme", now))
		_, err = w.TokenOf(t.Context(), "h1")
		is(t, err, state.ErrAbsent)
	})
}

// TestNoScope: a token without a scope may do nothing, which is not the same as having no limit.
func TestNoScope(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		got(w.AddToken(t.Context(), state.Token{Hash: "h", Tenant: "acme", Expires: now.Add(time.Hour)}, now))(t)
		if k := got(w.TokenOf(t.Context(), "h"))(t); k.Scopes == nil {
			t.Error("scopes are nil")
		}
	})
}

func TestSessions(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		s := state.Session{Hash: "h", Person: w.sato, Tenant: "acme", Created: now, Seen: now, Idle: now.Add(30 * time.Minute), Expires: now.Add(12 * time.Hour)}
		s.ID = got(w.AddSession(t.Context(), s, now))(t)
		if one := got(w.SessionOf(t.Context(), "h", now))(t); one != s {
			t.Error(one)
		}
		_, err := w.SessionOf(t.Context(), "h", s.Idle)
		is(t, err, state.ErrAbsent)
		later := now.Add(11 * time.Hour)
		must(t, w.UseSession(t.Context(), s.ID, later, later.Add(2*time.Hour)))
		got(w.SessionOf(t.Context(), "h", later.Add(time.Minute)))(t)
		_, err = w.SessionOf(t.Context(), "h", s.Expires)
		is(t, err, state.ErrAbsent)
		is(t, w.RemoveSession(t.Context(), "office", s.ID), state.ErrAbsent)
		must(t, w.RemoveSession(t.Context(), "acme", s.ID))
		_, err = w.SessionOf(t.Context(), "h", now)
		is(t, err, state.ErrAbsent)
		_, err = w.AddSession(t.Context(), state.Session{Hash: "h", Person: "none", Tenant: "acme"}, now)
		is(t, err, state.ErrAbsent)
		for hash, person := range map[string]string{"1": w.sato, "2": w.sato, "3": w.suzuki, "4": w.suzuki} {
			got(w.AddSession(t.Context(), state.Session{Hash: hash, Person: person, Tenant: "acme", Idle: now.Add(time.Hour), Expires: s.Expires}, now))(t)
		}
		if n := got(w.RemoveSessionsOf(t.Context(), w.sato))(t); n != 2 {
			t.Error(n)
		}
		must(t, w.SweepSessions(t.Context(), now.Add(time.Hour)))
		if all := got(w.Sessions(t.Context(), "acme", now))(t); len(all) != 0 {
			t.Error(all)
		}
	})
}
