package server

import (
	"context"
	"errors"
	"testing"

	"yoshiki/cmd/internal/access"
)

// TestDesk: one tenant has half of the turns, others have theirs meanwhile, and who comes when too
// many wait is sent away at once.
func TestDesk(t *testing.T) {
	d := newDesk()
	of := func(tenant string) context.Context { return access.With(t.Context(), &access.Actor{Tenant: tenant}) }
	var ends []func()
	for range d.each {
		done, err := d.turn(of("noisy"))
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, done)
	}
	waiting := make(chan error, queue)
	for range queue {
		go func() {
			done, err := d.turn(of("noisy"))
			if err == nil {
				done()
			}
			waiting <- err
		}()
	}
	for full := false; !full; { // until all wait
		d.mu.Lock()
		full = d.lines["noisy"].there == d.each+queue
		d.mu.Unlock()
	}
	if _, err := d.turn(of("noisy")); !errors.Is(err, errBusy) {
		t.Errorf("%v, want errBusy", err)
	}
	done, err := d.turn(of("quiet"))
	if err != nil {
		t.Fatal(err)
	}
	done()
	for _, end := range ends {
		end()
	}
	for range queue {
		if err := <-waiting; err != nil {
			t.Error(err)
		}
	}
	ended, stop := context.WithCancel(of("gone"))
	stop()
	if done, err := d.turn(ended); err == nil {
		done()
	}
	if len(d.lines) != 0 || len(d.all) != 0 {
		t.Errorf("%d tenants and %d turns are left", len(d.lines), len(d.all))
	}
}
