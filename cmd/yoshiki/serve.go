package main

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"go.opentelemetry.io/otel/trace"

	"yoshiki/cmd/internal/access"
	entrance "yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
	"yoshiki/cmd/internal/jobs"
	"yoshiki/cmd/internal/server"
	"yoshiki/cmd/internal/state"
	"yoshiki/storage"
)

type serveFlags struct {
	stateFlags
	signInFlags
	listen, store, second, office string
	publicList                    bool
	sign                          signFlags // of the installation; without a time and an authority
}

func (t *tool) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{Use: "serve", Short: t.words.Text("message.help.serve", nil), Long: t.words.Text("message.help.serve-long", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runServe(cmd.Context(), f) }}
	t.text(cmd, &f.listen, "listen", "127.0.0.1:8630")
	t.text(cmd, &f.store, "store", "")
	t.addStateFlags(cmd, &f.stateFlags)
	t.text(cmd, &f.second, "second", "")
	t.addSignInFlags(cmd, &f.signInFlags)
	t.text(cmd, &f.office, "office", "")
	t.yes(cmd, &f.publicList, "public-list")
	t.list(cmd, &f.sign.keys, "sign")
	t.list(cmd, &f.sign.certs, "sign-cert")
	t.text(cmd, &f.sign.password, "sign-password-file", "")
	return cmd
}

func (t *tool) runServe(ctx context.Context, f serveFlags) (err error) {
	people, programs, err := f.parties()
	if err != nil {
		return err
	}
	seals, err := t.serviceSeals(f.sign)
	if err != nil {
		return err
	}
	l, err := listen(ctx, f.listen)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closed(l)) }()
	traces, flush, err := t.tracing(ctx)
	if err != nil {
		return err
	}
	defer flush()
	p, err := t.openService(ctx, f)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	p.traces, p.seals = traces, seals
	url := "http://" + l.Addr().String()
	if err := t.line(t.words.Text("message.serve.at", map[string]string{"url": url}), map[string]any{"url": url}); err != nil {
		return err
	}
	if p.first != "" {
		if err := t.line(t.words.Text("message.serve.token", map[string]string{"token": p.first}), map[string]any{"token": p.first}); err != nil {
			return err
		}
	}
	s, err := t.service(ctx, p, f, people, programs)
	if err != nil {
		return err
	}
	return serveAll(ctx, s, l)
}

// listen opens the address that people and programs ask.
func listen(ctx context.Context, address string) (net.Listener, error) {
	if _, port, err := net.SplitHostPort(address); err != nil || port == "" {
		return nil, usage("listen-address", map[string]string{"value": address})
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	var port *net.AddrError
	var name *net.DNSError
	switch {
	case errors.As(err, &port) || errors.As(err, &name):
		return nil, usage("listen-address", map[string]string{"value": address})
	case err != nil:
		return nil, &exitError{code: exitFailed, key: "listen", args: map[string]string{"value": address}, err: err}
	}
	return l, nil
}

// serveAll answers, does what was accepted for later, delivers messages, and tidies up, until ctx
// is done.
func serveAll(ctx context.Context, s *server.Server, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	all := []func() error{func() error { return s.Serve(ctx, l) }, func() error { return s.Work(ctx, workers()) }, func() error { return s.Deliver(ctx) }, func() error { return s.Tidy(ctx) }}
	ended := make(chan error, len(all))
	for _, one := range all {
		go func() { ended <- one() }()
	}
	var err error
	for range all {
		err = errors.Join(err, <-ended)
		cancel() // what has ended by itself ends the others
	}
	return err
}

// closed closes what the server may have closed already.
func closed(l net.Listener) error {
	if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

// parts are what a service is made of.
type parts struct {
	traces   trace.TracerProvider
	seals    *app.Seals
	store    *app.Store
	state    *state.DB
	key      access.Key
	audit    *audit.Log
	queue    *jobs.Queue
	second   storage.Store // where the audit log's checkpoints lie once more; nil for nowhere
	auditKey ed25519.PublicKey
	first    string // the token of the first start; "" at any other
}

// openService opens the parts, which lie in one folder unless something else is said.
func (t *tool) openService(ctx context.Context, f serveFlags) (p *parts, err error) {
	p = &parts{}
	if p.store, err = t.app.CreateStore(ctx, cmp.Or(f.store, "dir:"+filepath.Join(f.data, "store")), time.Now()); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(f.data, 0o700); err != nil {
		return nil, app.Unwritable(f.data, err)
	}
	if p.state, p.key, err = t.openState(ctx, f.stateFlags); err != nil {
		return nil, err
	}
	if p.queue, err = openQueue(ctx, cmp.Or(f.jobs, "sqlite:"+filepath.Join(f.data, "state.db"))); err != nil {
		return nil, errors.Join(err, p.state.Close())
	}
	token, made, err := entrance.FirstToken(ctx, p.state, p.key, "main", "first", time.Now())
	if err == nil && made {
		p.first = token.Reveal()
	}
	if err != nil {
		return nil, errors.Join(&exitError{code: exitFailed, key: "state", err: err}, p.queue.Close(), p.state.Close())
	}
	if err = t.openAudit(ctx, f, p); err != nil {
		return nil, errors.Join(err, p.queue.Close(), p.state.Close())
	}
	return p, nil
}

// closeTime is how long the last entries of the log may take to the store.
const closeTime = 20 * time.Second

func (p *parts) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	return errors.Join(p.audit.Close(ctx), p.queue.Close(), p.state.Close())
}

// forget drops answers and sessions whose time is over.
func (p *parts) forget(ctx context.Context, now time.Time) error {
	return errors.Join(p.state.SweepRequests(ctx, now), p.state.SweepSessions(ctx, now))
}

// wrote notes who made a version of a case.
func (p *parts) wrote(ctx context.Context, tenant, caseID string, version int) error {
	who := access.From(ctx)
	if who == nil || who.ID == "" {
		return nil
	}
	return p.state.PutEdit(ctx, access.Edit{Tenant: tenant, Case: caseID, Version: version, Person: who.ID, Name: who.Name, Made: time.Now()})
}

// health asks the parts how they are.
func (p *parts) health() map[string]server.Check {
	return map[string]server.Check{
		"database": func(ctx context.Context) (int, error) { return 0, p.state.Ping(ctx) },
		"jobs":     p.queue.WaitingCalls,
		"audit": func(context.Context) (int, error) {
			segments, err := p.audit.Behind()
			if segments <= auditBehind { // it catches up
				return segments, nil
			}
			return segments, errors.Join(errBehind, err)
		},
	}
}

// service puts a service together, for as long as ctx lives.
func (t *tool) service(ctx context.Context, p *parts, f serveFlags, people *entrance.Provider, programs *entrance.Issuer) (*server.Server, error) {
	log := slog.New(slog.NewJSONHandler(t.stderr, nil))
	d := entrance.New(entrance.Options{State: p.state, Key: p.key, Now: time.Now, Provider: people, Issuer: programs, Words: wordsFor, Told: signedIn(p.audit, log)})
	d.Show = notices(d)
	hooks := &server.Hooks{State: p.state, Key: p.key, Client: access.Outgoing(access.Outside{})}
	show, err := t.pages(ctx, p, f, d, hooks)
	if err != nil {
		return nil, err
	}
	return server.New(server.Options{App: t.app, Store: p.store, Authenticate: d.Authenticate, SignIn: d.Handler(), Pages: show, Now: time.Now, Version: version(), Log: log,
		Audit: func(ctx context.Context, e server.Event) error {
			return p.audit.Append(ctx, auditEntry(e))
		},
		Wrote: p.wrote, Granted: d.Granted, Repeats: p.state, Queue: p.queue, Hooks: hooks, Seals: p.seals, Office: f.office, Health: p.health(), Forget: p.forget, Traces: p.traces}), nil
}
