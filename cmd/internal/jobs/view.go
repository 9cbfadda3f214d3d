package jobs

import (
	"context"
	"net/http"

	"github.com/riverqueue/river"
	"riverqueue.com/riverui"
	"riverqueue.com/riverui/uiendpoints"
)

// View is River UI over the queue, below a path, until ctx is done. It shows the jobs of all
// batches and tenants to whoever is let in, and takes orders from them: who that is, it does not
// ask.
func (q *Queue) View(ctx context.Context, path string) (http.Handler, error) {
	endpoints, err := q.endpoints(&river.Config{Logger: silent()})
	if err != nil {
		return nil, err
	}
	h, err := riverui.NewHandler(&riverui.HandlerOpts{Endpoints: endpoints, Logger: silent(), Prefix: path, JobListHideArgsByDefault: true})
	if err != nil {
		return nil, err
	}
	return h, h.Start(ctx)
}

// viewOf are what River UI asks a client.
func viewOf[T any](c *river.Client[T], err error) (uiendpoints.Bundle, error) {
	if err != nil {
		return nil, err
	}
	return riverui.NewEndpoints(c, nil), nil
}
