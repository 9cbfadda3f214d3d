package door

import (
	"context"
	"testing"
	"testing/synctest"

	"yoshiki/cmd/internal/access"
)

// TestAsk: of many who show the same token at once, one asks the database, and all hear its answer,
// also when the first has gone away.
func TestAsk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c cache
		asked, answered, heard := 0, make(chan struct{}), 0
		find := func(ctx context.Context) (*access.Actor, error) {
			asked++
			<-answered
			return &access.Actor{ID: "a"}, ctx.Err()
		}
		first, leave := context.WithCancel(t.Context())
		go func() {
			if _, err := c.ask(first, "sum", find); err == nil {
				t.Error("who has gone away is answered")
			}
		}()
		synctest.Wait()
		results := make(chan error, 50)
		for range cap(results) {
			go func() {
				_, err := c.ask(t.Context(), "sum", find)
				results <- err
			}()
		}
		synctest.Wait()
		leave()
		synctest.Wait()
		close(answered)
		for range cap(results) {
			if err := <-results; err == nil {
				heard++
			}
		}
		if asked != 1 || heard != cap(results) || len(c.asking) != 0 {
			t.Errorf("asked %d times, %d of %d heard, %d questions left", asked, heard, cap(results), len(c.asking))
		}
	})
}
