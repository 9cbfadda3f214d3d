package state_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

func TestTenants(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		is(t, w.AddTenant(t.Context(), "acme", "again", now), state.ErrTaken)
		for _, id := range []string{"", "Acme", "a/b", "..", "a b", strings.Repeat("a", 33), "é", "a\n", "-a", "con", "nul", "com1"} {
			is(t, w.AddTenant(t.Context(), id, "x", now), state.ErrTenant)
		}
		for _, name := range []string{"a\x00b", "\xff", "a\nb", strings.Repeat("x", 1001)} {
			is(t, w.AddTenant(t.Context(), "other", name, now), state.ErrText)
		}
		is(t, w.CloseTenant(t.Context(), "none", now), state.ErrAbsent)
		_, err := w.Tenant(t.Context(), "none")
		is(t, err, state.ErrAbsent)
		must(t, w.CloseTenant(t.Context(), "acme", now.Add(time.Hour)))
		want := []state.Tenant{{"acme", "会社 acme", now, now.Add(time.Hour)}, {"office", "会社 office", now, time.Time{}}}
		if all := got(w.Tenants(t.Context()))(t); !reflect.DeepEqual(all, want) {
			t.Error(all)
		}
	})
}

func TestPeople(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		// The same subject is the same person, whose name may change; that of another issuer is not.
		same := got(w.PutPerson(t.Context(), state.Person{Issuer: "https://idp.example", Subject: "1", Name: "佐藤 花子", Seen: now}, now))(t)
		other := got(w.PutPerson(t.Context(), state.Person{Issuer: "https://other.example", Subject: "1", Name: "佐藤", Mail: "sato@example.jp"}, now))(t)
		if same != w.sato || other == w.sato {
			t.Error(same, other, w.sato)
		}
		want := state.Person{w.sato, "https://idp.example", "1", "佐藤 花子", "sato@example.jp", now, now}
		if p := got(w.PersonOf(t.Context(), "https://idp.example", "1"))(t); p != want {
			t.Error(p)
		}
		if p := got(w.Person(t.Context(), w.sato))(t); p != want {
			t.Error(p)
		}
		for _, p := range []state.Person{{Subject: "1"}, {Issuer: "x"}, {Issuer: "x", Subject: "1", Name: "a\r\nb"}, {Issuer: "x", Subject: "\xff"}} {
			_, err := w.PutPerson(t.Context(), p, now)
			is(t, err, state.ErrText)
		}
		_, err := w.PersonOf(t.Context(), "https://idp.example", "1 ")
		is(t, err, state.ErrAbsent)
		_, err = w.Person(t.Context(), "none")
		is(t, err, state.ErrAbsent)
	})
}

func TestRoles(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		must(t, w.SetRoles(t.Context(), "acme", w.sato, []access.Role{access.Provider, access.Admin, access.Admin}))
		must(t, w.SetRoles(t.Context(), "office", w.sato, []access.Role{access.Staff}))
		is(t, w.SetRoles(t.Context(), "none", w.sato, nil), state.ErrAbsent)
		is(t, w.SetRoles(t.Context(), "acme", "none", nil), state.ErrAbsent)
		want := []state.Membership{{"acme", []access.Role{access.Admin, access.Provider}}, {"office", []access.Role{access.Staff}}}
		if all := got(w.Memberships(t.Context(), w.sato))(t); !reflect.DeepEqual(all, want) {
			t.Error(all)
		}
		if roles := got(w.Roles(t.Context(), "office", w.suzuki))(t); roles != nil {
			t.Error(roles)
		}
		if all := got(w.People(t.Context(), "office"))(t); len(all) != 1 || all[0].ID != w.sato {
			t.Error(all)
		}
		must(t, w.CloseTenant(t.Context(), "office", now))
		if roles := got(w.Roles(t.Context(), "office", w.sato))(t); roles != nil {
			t.Error("a closed tenant has", roles)
		}
	})
}

// TestLeave: with the last role go sessions and grants in that tenant, and no others.
func TestLeave(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		for _, tenant := range []string{"acme", "office"} {
			must(t, w.SetRoles(t.Context(), tenant, w.sato, []access.Role{access.Staff}))
			got(w.AddSession(t.Context(), state.Session{Hash: tenant, Person: w.sato, Tenant: tenant, Idle: now.Add(time.Hour), Expires: now.Add(time.Hour)}, now))(t)
			must(t, w.PutGrant(t.Context(), state.Grant{Tenant: tenant, Case: "c", Attachment: "a", Person: w.sato, Until: "2027-03-31"}, now))
		}
		must(t, w.SetRoles(t.Context(), "acme", w.sato, nil))
		for tenant, want := range map[string]int{"acme": 0, "office": 1} {
			if n := len(got(w.Sessions(t.Context(), tenant, now))(t)); n != want {
				t.Error(tenant, n)
			}
			if n := len(got(w.Grants(t.Context(), tenant))(t)); n != want {
				t.Error(tenant, n)
			}
		}
	})
}

func TestGrants(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		g := state.Grant{Tenant: "acme", Case: "case-1", Attachment: "A-0001", Person: w.suzuki, Until: "2027-03-31", Giver: w.sato, Created: now}
		must(t, w.PutGrant(t.Context(), g, now))
		g.Until = "2027-04-30"
		must(t, w.PutGrant(t.Context(), g, now))
		if all := got(w.Grants(t.Context(), "acme"))(t); !reflect.DeepEqual(all, []state.Grant{g}) {
			t.Error(all)
		}
		for _, c := range []struct {
			tenant, id, attachment, person, day string
			want                                bool
		}{
			{"acme", "case-1", "A-0001", w.suzuki, "2027-04-30", true},
			{"acme", "case-1", "A-0001", w.suzuki, "2027-05-01", false},
			{"acme", "case-1", "A-0002", w.suzuki, "2027-04-30", false},
			{"acme", "case-2", "A-0001", w.suzuki, "2027-04-30", false},
			{"acme", "case-1", "A-0001", w.sato, "2027-04-30", false},
			{"office", "case-1", "A-0001", w.suzuki, "2027-04-30", false},
		} {
			if may := got(w.Granted(t.Context(), c.tenant, c.id, c.attachment, c.person, c.day))(t); may != c.want {
				t.Error(c, may)
			}
		}
		must(t, w.RemoveGrant(t.Context(), "acme", "case-1", "A-0001", w.suzuki))
		is(t, w.RemoveGrant(t.Context(), "acme", "case-1", "A-0001", w.suzuki), state.ErrAbsent)
		g.Until = "soon"
		is(t, w.PutGrant(t.Context(), g, now), state.ErrText)
		g.Until, g.Person = "2027-04-30", "none"
		is(t, w.PutGrant(t.Context(), g, now), state.ErrAbsent)
	})
}
