package audit

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"yoshiki/storage/mem"
)

// TestRead: the entries of one tenant come the newest first, some at a time, each once, and none
// of another tenant; those that are wanted alone.
func TestRead(t *testing.T) {
	store, now := new(mem.Store), time.Date(2026, 11, 30, 14, 58, 0, 0, time.UTC)
	var clock atomic.Pointer[time.Time]
	want := []string{}
	for round := range 5 {
		at := now
		clock.Store(&at)
		l := open(t, Options{Store: store, Key: newKey(t), Every: time.Hour, Now: func() time.Time { return *clock.Load() }})
		for i := range 8 {
			now = now.Add(10 * time.Second) // over midnight in Japan, and so over some minutes
			at := now
			clock.Store(&at)
			object := fmt.Sprint("GET /cases/", round*8+i)
			if err := l.Append(t.Context(), Entry{Actor: "p1", Tenant: []string{"a", "b"}[i%2], Action: "case:read", Object: object, Outcome: Done}); err != nil {
				t.Fatal(err)
			}
			if i%2 == 0 {
				want = append([]string{object}, want...)
			}
		}
		shut(t, l)
	}
	r := Reading{Tenant: "a", From: now.Add(-time.Hour), Until: now.Add(time.Hour), Most: 7}
	got := []string{}
	for range 10 {
		some, next, err := Read(t.Context(), store, r)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range some {
			got = append(got, e.Object)
		}
		if r.After = next; next == "" {
			break
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%v\nwant %v", got, want)
	}
	r = Reading{Tenant: "b", From: now.Add(-time.Hour), Until: now.Add(time.Hour), Most: 100, Wanted: func(e *Entry) bool { return strings.HasSuffix(e.Object, "/7") }}
	if some, next, err := Read(t.Context(), store, r); err != nil || next != "" || len(some) != 1 || some[0].Time.IsZero() || some[0].Actor != "p1" {
		t.Error(some, next, err)
	}
	for _, bad := range []Mark{"x", "2026-11-30/1459", "2026-11-30/1459 x", "2026-11-30/1459 -5", "2026-11-30/1459 99999", "9999-99-99/0000 1"} {
		r.After = bad
		if _, _, err := Read(t.Context(), store, r); err != nil {
			t.Error(bad, err)
		}
	}
	r = Reading{Tenant: "a", From: now.Add(-time.Hour), Until: now.Add(-50 * time.Minute), Most: 100}
	if some, _, err := Read(t.Context(), store, r); err != nil || len(some) != 0 {
		t.Error(some, err)
	}
}
