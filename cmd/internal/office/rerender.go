package office

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/package/rerender"
)

// RerenderOrder is which packages of a store are made again, and by which text.
type RerenderOrder struct {
	Program casefile.Program // "" for all
	To      casefile.Date    // a revision, or a day up to Today of which the text in force is meant; "" for that of Today
	Today   casefile.Date
	Filed   bool // also what was handed over, as drafts
	Dry     bool // no package is stored: a rehearsal
	Whole   bool // everything is read and printed, also what cannot have changed
	Again   bool // also what a batch of the same order has done before
}

// Mover gives what moves the packages of a store.
func Mover(a *app.App, s *app.Store, o RerenderOrder) (*rerender.Mover, error) {
	target, err := target(a, o)
	if err != nil {
		return nil, err
	}
	m, err := mover(a, s, o)
	if err == nil {
		m.Target = target
	}
	return m, err
}

func mover(a *app.App, s *app.Store, o RerenderOrder) (*rerender.Mover, error) {
	printer, err := a.Press()
	if err != nil {
		return nil, err
	}
	return &rerender.Mover{Store: s, Catalog: func(p casefile.Program, day casefile.Date) (*forms.Catalog, error) {
		return a.Open(a.Library.Open, p, day)
	}, Decode: func(name string, data []byte) (*decode.File, []casefile.Finding) {
		return a.Reader().Decode(name, data, nil)
	},
		Press: printer, Generator: a.Options.Generator, Vet: a.Options.Vet, Filed: o.Filed, Dry: o.Dry, Whole: o.Whole, Again: o.Again}, nil
}

// target is the text that the packages of each programme move to.
func target(a *app.App, o RerenderOrder) (rerender.Target, error) {
	programs := a.Programs()
	if o.Program != "" {
		programs = []string{string(o.Program)}
	}
	if err := foreseen(a, o, programs); err != nil {
		return nil, err
	}
	all := rerender.Target{}
	var failed error
	for _, name := range programs {
		program := casefile.Program(name)
		t := app.Text{Program: program, Day: cmp.Or(o.To, o.Today)}
		if slices.Contains(a.Days(program), string(o.To)) {
			t.Revision = o.To
		}
		c, err := a.Catalog(t)
		if err != nil {
			failed = err
			continue
		}
		all[program] = c.Revision.InForce
	}
	if len(all) == 0 {
		return nil, failed
	}
	return all, nil
}

// foreseen refuses a day to come on which no revision that is known comes into force: what will be
// in force then, nobody knows.
func foreseen(a *app.App, o RerenderOrder, programs []string) error {
	known := []string{}
	for _, name := range programs {
		known = append(known, a.Days(casefile.Program(name))...)
	}
	if o.To <= o.Today || slices.Contains(known, string(o.To)) {
		return app.CheckDay(cmp.Or(o.To, o.Today))
	}
	slices.Sort(known)
	return app.NewError("revision", map[string]string{"value": string(o.To), "program": strings.Join(programs, ", "), "known": strings.Join(slices.Compact(known), ", ")})
}

// Batch begins a batch, or goes on with the one under way.
func Batch(ctx context.Context, a *app.App, m *rerender.Mover, s *app.Store) (*rerender.Batch, error) {
	b, err := rerender.Begin(ctx, m)
	return b, batchError(s, err)
}

// LastBatch gives the newest batch of a store.
func LastBatch(ctx context.Context, a *app.App, s *app.Store) (*rerender.Batch, error) {
	b, err := rerender.Last(ctx, &rerender.Mover{Store: s, Generator: a.Options.Generator})
	return b, batchError(s, err)
}

// NumberedBatch gives one batch of a store.
func NumberedBatch(ctx context.Context, a *app.App, s *app.Store, number int) (*rerender.Batch, error) {
	m, err := mover(a, s, RerenderOrder{})
	if err != nil {
		return nil, err
	}
	b, err := rerender.Numbered(ctx, m, number)
	return b, batchError(s, err)
}

// JoinBatch gives a batch that somebody has begun, to work on it as its plan says.
func JoinBatch(ctx context.Context, a *app.App, s *app.Store, b *rerender.Batch) (*rerender.Batch, error) {
	m, err := mover(a, s, RerenderOrder{})
	if err != nil {
		return nil, err
	}
	b, err = rerender.Join(ctx, m, b.Number, b.Digest())
	return b, batchError(s, err)
}

// Work does a share of a batch and helps with the rest.
func Work(ctx context.Context, s *app.Store, r *rerender.Runner) error {
	return batchError(s, r.Run(ctx))
}

// batchError gives the code of what is wrong with a batch.
func batchError(s *app.Store, err error) error {
	if err == nil {
		return nil
	}
	args := map[string]string{"store": s.URL}
	for code, known := range map[string]error{"batch-open": rerender.ErrOpen, "batch-version": rerender.ErrVersion, "batch-none": rerender.ErrNone, "batch-cancelled": rerender.ErrCancelled, "batch-paused": rerender.ErrPaused} {
		if errors.Is(err, known) {
			if b := new(rerender.BatchError); errors.As(err, &b) {
				args["number"], args["made"] = strconv.Itoa(b.Number), b.Made
			}
			return &app.Error{Code: code, Args: args}
		}
	}
	return &app.Error{Code: "batch", Args: args, Err: err}
}

// ParseShard reads "3/20", the third of twenty shares of a batch.
func ParseShard(text string) (rerender.Share, error) {
	var s rerender.Share
	if n, err := fmt.Sscanf(text+"\n", "%d/%d\n", &s.Part, &s.Of); n != 2 || err != nil || s.Part < 1 || s.Part > s.Of {
		return s, app.NewError("shard", map[string]string{"value": text})
	}
	s.Part--
	return s, nil
}
