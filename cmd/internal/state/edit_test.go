package state_test

import (
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// TestEdits: what others made since one looked is unseen, one's own never; the first to note a
// version is the one who made it.
func TestEdits(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		put := func(version int, person, name string) {
			must(t, w.PutEdit(ctx, access.Edit{Tenant: "acme", Case: "c", Version: version, Person: person, Name: name, Made: now.Add(time.Duration(version) * time.Minute)}))
		}
		put(1, w.sato, "佐藤")
		put(2, w.suzuki, "鈴木")
		put(2, w.sato, "佐藤")
		put(3, w.suzuki, "鈴木")
		if all := got(w.Edits(ctx, "acme", "c"))(t); len(all) != 3 || all[1].Name != "鈴木" || !all[2].Made.Equal(now.Add(3*time.Minute)) {
			t.Errorf("%+v", all)
		}
		unseen := func(person string, want ...int) {
			t.Helper()
			all := got(w.Unseen(ctx, "acme", person))(t)
			for i, e := range all {
				if i >= len(want) || e.Version != want[i] {
					t.Errorf("unseen: %+v, want %v", all, want)
					return
				}
			}
			if len(all) != len(want) {
				t.Errorf("unseen: %+v, want %v", all, want)
			}
		}
		unseen(w.sato, 2, 3)
		unseen(w.suzuki, 1)
		must(t, w.See(ctx, "acme", w.sato, "c", 2, now))
		must(t, w.See(ctx, "acme", w.sato, "c", 1, now)) // older: changes nothing
		if seen := got(w.Seen(ctx, "acme", w.sato, "c"))(t); seen != 2 {
			t.Errorf("seen %d", seen)
		}
		unseen(w.sato, 3)
		if all := got(w.Unseen(ctx, "office", w.sato))(t); len(all) != 0 {
			t.Errorf("another tenant: %+v", all)
		}
		is(t, w.PutEdit(ctx, access.Edit{Tenant: "acme", Case: "c", Version: 9, Person: w.sato, Name: "a\x00"}), state.ErrText)
	})
}

// TestConfirmations: who confirmed a part first is who did, and only in that case and tenant.
func TestConfirmations(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		confirm := func(part, person, name string, minute int) {
			must(t, w.Confirm(ctx, access.Confirmation{Edit: access.Edit{Tenant: "acme", Case: "c", Version: 2, Person: person, Name: name, Made: now.Add(time.Duration(minute) * time.Minute)}, Part: part}))
		}
		confirm("/offices/0", w.sato, "佐藤", 2)
		confirm("/contact", w.suzuki, "鈴木", 1)
		confirm("/contact", w.sato, "佐藤", 3)
		all := got(w.Confirmations(ctx, "acme", "c"))(t)
		if len(all) != 2 || all[0].Part != "/contact" || all[0].Name != "鈴木" || all[1].Part != "/offices/0" || all[1].Version != 2 || !all[1].Made.Equal(now.Add(2*time.Minute)) {
			t.Errorf("%+v", all)
		}
		for _, other := range [][2]string{{"office", "c"}, {"acme", "d"}} {
			if all := got(w.Confirmations(ctx, other[0], other[1]))(t); len(all) != 0 {
				t.Errorf("%v: %+v", other, all)
			}
		}
		is(t, w.Confirm(ctx, access.Confirmation{Edit: access.Edit{Tenant: "acme", Case: "c"}, Part: "a\x00"}), state.ErrText)
	})
}
