package state_test

import (
	"cmp"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// TestLeaving: a tenant takes along all that is known of it, and nothing that opens a door; what
// is of others stays. With it go the people whom nobody else knows.
func TestLeaving(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		fill(t, w)
		var all []string
		for _, table := range state.Tables {
			rows := got(w.RowsOf(t.Context(), table, "acme"))(t)
			if len(rows) != cmp.Or(map[string]int{"person": 2, "role": 2}[table], 1) {
				t.Errorf("%s: %v", table, rows)
			}
			all = append(all, string(got(json.Marshal(rows))(t)))
		}
		text := strings.Join(all, "\n")
		for _, part := range []string{"佐藤", "鈴木", `"until":"2027-03-31"`, `"created":"2026-12-01T09:00:00.000123Z"`, `"revoked":null`, `"value":"AP8="`, "https://hook.example", `"status":200`, `"attempts":0`} {
			if !strings.Contains(text, part) {
				t.Errorf("no %s in %s", part, text)
			}
		}
		if strings.Contains(text, "hash") || strings.Contains(text, "office") {
			t.Error(text)
		}
		_, err := w.RemoveTenant(t.Context(), "acme")
		is(t, err, state.ErrOpen)
		_, err = w.RemoveTenant(t.Context(), "none")
		is(t, err, state.ErrAbsent)
		must(t, w.CloseTenant(t.Context(), "acme", now))
		removed := got(w.RemoveTenant(t.Context(), "acme"))(t)
		want := map[string]int64{"person": 1, "role": 2, "grant": 1, "token": 1, "session": 1, "draft": 1, "edit": 1, "visit": 1, "confirmation": 1, "idempotency": 1, "webhook": 1, "delivery": 1}
		if !reflect.DeepEqual(removed, want) {
			t.Error(removed)
		}
		for _, table := range state.Tables {
			if rows := got(w.RowsOf(t.Context(), table, "acme"))(t); len(rows) != 0 && table != "tenant" {
				t.Errorf("%s: %v", table, rows)
			}
		}
		is(t, w.AddTenant(t.Context(), "acme", "another", now), state.ErrTaken)
		got(w.Person(t.Context(), w.suzuki))(t)
		_, err = w.Person(t.Context(), w.sato)
		is(t, err, state.ErrAbsent)
	})
}

// fill puts one row of everything in for acme; suzuki is in both tenants.
func fill(t *testing.T, w *world) {
	t.Helper()
	ctx := t.Context()
	for _, person := range []string{w.sato, w.suzuki} {
		must(t, w.SetRoles(ctx, "acme", person, []access.Role{access.Provider}))
	}
	must(t, w.SetRoles(ctx, "office", w.suzuki, []access.Role{access.Staff}))
	must(t, w.PutGrant(ctx, state.Grant{Tenant: "acme", Case: "c", Attachment: "a", Person: w.sato, Until: "2027-03-31"}, now))
	got(w.AddToken(ctx, state.Token{Hash: "hash-1", Tenant: "acme", Expires: now.Add(time.Hour)}, now))(t)
	got(w.AddSession(ctx, state.Session{Hash: "hash-2", Person: w.sato, Tenant: "acme", Idle: now.Add(time.Hour), Expires: now.Add(time.Hour)}, now))(t)
	got(w.PutDraft(ctx, state.Draft{Tenant: "acme", Person: w.sato, Case: "c", Field: "f", Value: []byte{0, 255}, Sequence: 1}, now))(t)
	must(t, w.PutEdit(ctx, access.Edit{Tenant: "acme", Case: "c", Version: 1, Person: w.sato, Name: "佐藤", Made: now}))
	must(t, w.See(ctx, "acme", w.sato, "c", 1, now))
	must(t, w.Confirm(ctx, access.Confirmation{Edit: access.Edit{Tenant: "acme", Case: "c", Version: 1, Person: w.sato, Name: "佐藤", Made: now}, Part: "/contact"}))
	a, _, err := w.Begin(ctx, request, time.Minute, now)
	must(t, err)
	must(t, w.Finish(ctx, a, state.Response{Status: 200}))
	got(w.AddWebhook(ctx, "acme", "https://hook.example/1", []string{"e"}, now))(t)
	must(t, w.Announce(ctx, "acme", state.Message{Event: "e"}, now))
}
