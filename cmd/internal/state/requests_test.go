package state_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"yoshiki/cmd/internal/state"
)

var request = state.Request{Tenant: "acme", Actor: "token-1", Key: "k", Fingerprint: "POST /v1/cases 1234"}

// TestOneJob: of 50 repetitions at two servers one is done; when it is, all others are answered as it was.
func TestOneJob(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		servers := []*state.DB{w.DB, open(t, w.url)}
		var begun atomic.Pointer[state.Attempt]
		var wait sync.WaitGroup
		for i := range 50 {
			wait.Go(func() {
				a, done, err := servers[i%2].Begin(t.Context(), request, time.Minute, now)
				switch {
				case a != nil && err == nil && done == nil:
					if begun.Swap(a) != nil {
						t.Error("done twice")
					}
				case a != nil || done != nil:
					t.Error(a, done, err)
				default:
					is(t, err, state.ErrRunning)
				}
			})
		}
		wait.Wait()
		want := state.Response{Status: 202, Header: []byte("Location: /v1/jobs/1"), Body: []byte{0, 255}}
		must(t, w.Finish(t.Context(), begun.Load(), want))
		for _, when := range []time.Time{now, now.Add(state.KeepResponses - time.Second)} {
			a, done, err := servers[1].Begin(t.Context(), request, time.Minute, when)
			if a != nil || err != nil || !reflect.DeepEqual(done, &want) {
				t.Error(a, done, err)
			}
		}
	})
}

func TestRequests(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		a, _, err := w.Begin(t.Context(), request, time.Minute, now)
		must(t, err)
		other := request
		other.Fingerprint = "POST /v1/cases 5678"
		_, _, err = w.Begin(t.Context(), other, time.Minute, now.Add(time.Hour))
		is(t, err, state.ErrOther)
		for _, r := range []state.Request{{"office", "token-1", "k", "x"}, {"acme", "token-2", "k", "x"}, {"acme", "token-1", "l", "x"}} {
			if one, _, err := w.Begin(t.Context(), r, time.Minute, now); one == nil || err != nil {
				t.Error(r, err)
			}
		}
		// A server that died is followed by another, and cannot answer any more.
		b, _, err := w.Begin(t.Context(), request, time.Minute, now.Add(time.Minute))
		must(t, err)
		is(t, w.Finish(t.Context(), a, state.Response{Status: 200}), state.ErrAbsent)
		must(t, w.Abandon(t.Context(), a))
		_, _, err = w.Begin(t.Context(), request, time.Minute, now.Add(time.Minute))
		is(t, err, state.ErrRunning)
		must(t, w.Abandon(t.Context(), b))
		c, _, err := w.Begin(t.Context(), other, time.Minute, now.Add(time.Minute))
		must(t, err)
		must(t, w.Finish(t.Context(), c, state.Response{Status: 200}))
		must(t, w.Abandon(t.Context(), c)) // what is done stays
		_, done, err := w.Begin(t.Context(), other, time.Minute, now.Add(time.Hour))
		if err != nil || done == nil {
			t.Error(done, err)
		}
		must(t, w.SweepRequests(t.Context(), now.Add(25*time.Hour)))
		if d, _, err := w.Begin(t.Context(), request, time.Minute, now.Add(25*time.Hour)); d == nil || err != nil {
			t.Error(err)
		}
	})
}

// TestOld: a key may be used anew after a day though nobody swept.
func TestOld(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		a, _, err := w.Begin(t.Context(), request, time.Minute, now)
		must(t, err)
		must(t, w.Finish(t.Context(), a, state.Response{Status: 200}))
		if b, _, err := w.Begin(t.Context(), request, time.Minute, now.Add(state.KeepResponses)); b == nil || err != nil {
			t.Error(err)
		}
	})
}

// TestDrafts: whatever the order in which what was typed arrives, the last stays.
func TestDrafts(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		var wait sync.WaitGroup
		for _, i := range rand.Perm(40) {
			wait.Go(func() {
				f := state.Draft{Tenant: "acme", Person: w.sato, Case: "c", Field: "applicant.name", Value: fmt.Appendf(nil, "例示\x00\xff%d", i), Sequence: int64(i)}
				if _, err := w.PutDraft(t.Context(), f, now); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		want := state.Draft{Tenant: "acme", Person: w.sato, Case: "c", Field: "applicant.name", Value: []byte("例示\x00\xff39"), Sequence: 39, Written: now}
		if all := got(w.Drafts(t.Context(), "acme", w.sato, "c"))(t); !reflect.DeepEqual(all, []state.Draft{want}) {
			t.Errorf("%v", all)
		}
		if kept := got(w.PutDraft(t.Context(), want, now))(t); kept {
			t.Error("the same sequence won")
		}
		for _, c := range [][3]string{{"office", w.sato, "c"}, {"acme", w.suzuki, "c"}, {"acme", w.sato, "d"}} {
			if all := got(w.Drafts(t.Context(), c[0], c[1], c[2]))(t); len(all) != 0 {
				t.Error(c, all)
			}
		}
		want.Sequence = 38 // what was saved before the last keystroke
		must(t, w.RemoveDraft(t.Context(), want))
		if all := got(w.Drafts(t.Context(), "acme", w.sato, "c"))(t); len(all) != 1 {
			t.Error(all)
		}
		want.Sequence = 39
		must(t, w.RemoveDraft(t.Context(), want))
		if all := got(w.Drafts(t.Context(), "acme", w.sato, "c"))(t); len(all) != 0 {
			t.Error(all)
		}
	})
}
