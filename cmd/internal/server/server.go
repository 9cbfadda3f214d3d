package server

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	"go.opentelemetry.io/otel/trace"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/api"
	"yoshiki/cmd/internal/app"
)

// Options are what a server is made of.
type Options struct {
	App          *app.App
	Store        *app.Store                                 // of all tenants
	Authenticate func(*http.Request) (*access.Actor, error) // nil, nil for nobody
	Granted      func(ctx context.Context, a *access.Actor, caseID, attachment, day string) (bool, error)
	Audit        func(context.Context, Event) error                                  // keeps what was done, before it is answered; nil for none
	Wrote        func(ctx context.Context, tenant, caseID string, version int) error // notes who made a version of a case; nil for nobody
	Repeats      Repeats                                                             // nil where nothing can be repeated
	Queue        Queue                                                               // nil where nothing is done later
	Hooks        *Hooks                                                              // nil where there are no webhooks
	Seals        *app.Seals                                                          // of the installation, sign what is built for programs; nil for none
	Office       string                                                              // tenant to which packages are submitted; "" for none
	SignIn       http.Handler                                                        // where people sign in and out; nil for nowhere
	Pages        func(Stores, Turn) http.Handler                                     // for people; nil for none
	Health       map[string]Check                                                    // further parts, by name
	Forget       func(context.Context, time.Time) error                              // drops what the database has no use for; nil for nothing
	Traces       trace.TracerProvider                                                // nil for none
	Now          func() time.Time
	Log          *slog.Logger
	Version      string
	Limits       Limits
}

// Stores gives the store of whoever asks.
type Stores func(context.Context) (*app.Store, error)

// Turn waits until whoever asks may do something that keeps a processor busy, and gives what ends
// it.
type Turn func(context.Context) (done func(), err error)

// Server is the service.
type Server struct {
	Options
	router   chi.Router
	api      huma.API
	tenants  tenants
	gate     *gate
	desk     *desk
	watchers watchers
	metrics  *metrics
	tracer   tracer
	over     chan struct{} // closed when the server is to stop
}

// New puts a server together.
func New(o Options) *Server {
	o.Limits = o.Limits.or(Usual)
	o.Log = cmp.Or(o.Log, slog.Default())
	s := &Server{Options: o, router: chi.NewRouter(), gate: newGate(o.Limits, o.Now), desk: newDesk(o.Now), metrics: newMetrics(o.Version), tracer: newTracer(o.Traces), over: make(chan struct{})}
	s.tenants.root, s.tenants.shelf = o.Store, app.NewShelf(o.Limits.Shelf)
	s.tenants.wrote = s.wrote
	s.router.Use(s.identify, s.bounded)
	s.router.Get("/healthz", s.alive)
	s.router.Get("/readyz", s.ready)
	s.router.Get("/version", s.version)
	s.router.Method(http.MethodGet, "/metrics", s.metrics.handler())
	s.router.NotFound(s.nothing)
	s.router.MethodNotAllowed(s.noVerb)
	s.router.Group(func(r chi.Router) {
		r.Use(s.admit, s.audited)
		s.api = api.Mount(r, api.Options{App: o.App, Store: s.tenants.of, Staging: s.tenants.staging, Submit: s.submit, Now: o.Now, Version: o.Version, Answers: o.Limits.Answers, Turn: s.turn, Seals: o.Seals, Use: []func(huma.Context, func(huma.Context)){s.permit}})
		s.jobRoutes()
		if o.Hooks != nil {
			s.hookRoutes()
		}
		s.document()
		if o.SignIn != nil {
			r.Mount("/sign-in", o.SignIn)
			r.Mount("/sign-out", o.SignIn)
		}
		if o.Pages != nil {
			r.Mount("/", o.Pages(s.tenants.of, s.turn))
		}
	})
	return s
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.router.ServeHTTP(w, r) }

// API tells which operations there are.
func (s *Server) API() *huma.OpenAPI { return s.api.OpenAPI() }

// stopTime is how long requests under way may take once the server is to stop.
const stopTime = 30 * time.Second

// Serve answers until ctx is done, and then ends what is under way; whoever watches a job is sent
// away to ask again. It is called once.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{Handler: s, ReadHeaderTimeout: s.Limits.HeaderTime, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: s.Limits.Header - slack,
		ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn)}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		close(s.over)
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		ended <- h.Shutdown(stop)
	}()
	if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}
