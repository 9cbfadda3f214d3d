package server

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
)

// hall is a desk of so many processors, with a clock that is turned by hand.
type hall struct {
	*testing.T
	*desk
	clock time.Time
}

func newHall(t *testing.T, processors int) *hall {
	h := &hall{T: t, clock: time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)}
	h.desk = newDesk(func() time.Time { return h.clock })
	h.processors, h.left = processors, processors+1
	return h
}

func (h *hall) of(tenant string) context.Context {
	return access.With(h.Context(), &access.Actor{Tenant: tenant})
}

// have takes a turn that must be there.
func (h *hall) have(tenant string) (done func()) {
	h.Helper()
	done, err := h.turn(h.of(tenant))
	if err != nil {
		h.Fatal(err)
	}
	return done
}

// wait has somebody wait for a turn; what comes tells when it has come.
func (h *hall) wait(tenant string) (came chan func()) {
	h.Helper()
	came = make(chan func(), 1)
	before := h.waiting(tenant)
	go func() {
		if done, err := h.turn(h.of(tenant)); err == nil {
			came <- done
		}
	}()
	for h.waiting(tenant) == before {
		time.Sleep(time.Millisecond)
	}
	return came
}

func (h *hall) waiting(tenant string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if l := h.lines[tenant]; l != nil {
		return len(l.waiting)
	}
	return 0
}

// TestDesk: beside others a tenant leaves a processor free, others have their turn at once, and who
// comes when too many wait is sent away at once.
func TestDesk(t *testing.T) {
	h := newHall(t, 2)
	first, second := h.have("noisy"), h.have("noisy") // alone, it has all
	quiet := h.have("quiet")                          // and who comes has one at once
	var waiting []chan func()
	for range queue {
		waiting = append(waiting, h.wait("noisy"))
	}
	if _, err := h.turn(h.of("noisy")); !errors.Is(err, errBusy) || !h.full(h.of("noisy")) || h.full(h.of("quiet")) {
		t.Errorf("%v, want errBusy for the noisy alone", err)
	}
	first() // one is left to it
	if h.waiting("noisy") != queue {
		t.Error("beside another it has all processors")
	}
	quiet()
	h.have("quiet")() // while the noisy wait
	h.clock = h.clock.Add(2 * moment)
	second()
	for i, came := range waiting {
		done := <-came
		if i < 2 && h.waiting("noisy") > queue-2 {
			t.Error("alone again, it does not have all processors")
		}
		done()
	}
	h.have("last")()
	if h.left != 3 {
		t.Errorf("%d turns are left, want 3", h.left)
	}
}

// TestDeskFair: a turn goes to the tenant that has the fewest, and then to who was given none for
// longest, however many of another wait.
func TestDeskFair(t *testing.T) {
	h := newHall(t, 1)
	a, b := h.have("a"), h.have("b")
	second, third := h.wait("a"), h.wait("a")
	c := h.wait("c")
	b()
	(<-c)()
	a()
	(<-second)()
	(<-third)()
}

// TestDeskGone: who goes away takes no turn along, and neither does a job.
func TestDeskGone(t *testing.T) {
	h := newHall(t, 1)
	first := h.have("a")
	gone, stop := context.WithCancel(h.of("a"))
	ended := make(chan error)
	go func() {
		_, err := h.turn(gone)
		ended <- err
	}()
	for h.waiting("a") == 0 {
		time.Sleep(time.Millisecond)
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want that it went away", err)
	}
	job, err := h.turn(context.WithValue(t.Context(), jobKey{}, &access.Actor{Tenant: "a"}))
	if err != nil {
		t.Fatal(err)
	}
	if h.left != 0 {
		t.Errorf("%d turns are left beside a tenant and a job", h.left)
	}
	job()
	first()
	if nobody, err := h.turn(t.Context()); err != nil || h.left != 2 {
		t.Errorf("%v, %d left, want that nobody needs no turn", err, h.left)
	} else {
		nobody()
	}
}

// TestStepAside: who waits for a turn, or has one, takes no place of those who need none; with its
// answer it takes one again.
func TestStepAside(t *testing.T) {
	s := &Server{gate: newGate(Limits{AllTogether: 1, Rate: 1, Burst: 1, Together: 1}, time.Now), desk: newDesk(time.Now)}
	who := "tenant a"
	if s.gate.take(who, 1, 1, 1) > 0 || !s.gate.enter(&http.Request{}) {
		t.Fatal("no place")
	}
	p := &place{gate: s.gate, who: who, taken: true}
	done, err := s.turn(context.WithValue(access.With(t.Context(), &access.Actor{Tenant: "a"}), placeKey{}, p))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(s.gate.slots) + s.gate.all[who].together; n != 0 {
		t.Errorf("%d places are taken by one who has a turn", n)
	}
	done()
	if n := len(s.gate.slots) + s.gate.all[who].together; n != 2 {
		t.Errorf("%d places are taken by one who answers, want one of all and one of the tenant", n)
	}
	p.leave()
	p.leave()
	if n := len(s.gate.slots) + s.gate.all[who].together; n != 0 {
		t.Errorf("%d places are left taken", n)
	}
}
