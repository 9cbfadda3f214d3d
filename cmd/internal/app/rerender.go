package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/package/rerender"
)

// RerenderOrder is which packages of a store are made again, and by which text.
type RerenderOrder struct {
	Program casefile.Program // "" for all
	To      casefile.Date    // a revision, or the day of which the text in force is meant; "" for that of Today
	Today   casefile.Date
	Filed   bool // also what was handed over, as drafts
	Dry     bool // no package is stored: a rehearsal
	Whole   bool // everything is read and printed, also what cannot have changed
	Again   bool // also what a batch of the same order has done before
}

// Mover gives what moves the packages of a store.
func (a *App) Mover(s *Store, o RerenderOrder) (*rerender.Mover, error) {
	target, err := a.target(o)
	if err != nil {
		return nil, err
	}
	m, err := a.mover(s, o)
	if err == nil {
		m.Target = target
	}
	return m, err
}

func (a *App) mover(s *Store, o RerenderOrder) (*rerender.Mover, error) {
	printer, err := a.press()
	if err != nil {
		return nil, err
	}
	return &rerender.Mover{Store: s, Catalog: func(p casefile.Program, day casefile.Date) (*forms.Catalog, error) {
		return a.open(a.library.Open, p, day)
	}, Decode: func(name string, data []byte) (*decode.File, []casefile.Finding) {
		return a.reader().Decode(name, data, nil)
	},
		Press: printer, Generator: a.options.Generator, Vet: a.options.Vet, Filed: o.Filed, Dry: o.Dry, Whole: o.Whole, Again: o.Again}, nil
}

// target is the text that the packages of each programme move to.
func (a *App) target(o RerenderOrder) (rerender.Target, error) {
	programs := a.Programs()
	if o.Program != "" {
		programs = []string{string(o.Program)}
	}
	all := rerender.Target{}
	var failed error
	for _, name := range programs {
		program := casefile.Program(name)
		t := Text{Program: program, Day: cmp.Or(o.To, o.Today)}
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

// Batch begins a batch, or goes on with the one under way.
func (a *App) Batch(ctx context.Context, m *rerender.Mover, s *Store) (*rerender.Batch, error) {
	b, err := rerender.Begin(ctx, m)
	return b, batchError(s, err)
}

// LastBatch gives the newest batch of a store.
func (a *App) LastBatch(ctx context.Context, s *Store) (*rerender.Batch, error) {
	b, err := rerender.Last(ctx, &rerender.Mover{Store: s, Generator: a.options.Generator})
	return b, batchError(s, err)
}

// NumberedBatch gives one batch of a store.
func (a *App) NumberedBatch(ctx context.Context, s *Store, number int) (*rerender.Batch, error) {
	m, err := a.mover(s, RerenderOrder{})
	if err != nil {
		return nil, err
	}
	b, err := rerender.Numbered(ctx, m, number)
	return b, batchError(s, err)
}

// JoinBatch gives a batch that somebody has begun, to work on it as its plan says.
func (a *App) JoinBatch(ctx context.Context, s *Store, b *rerender.Batch) (*rerender.Batch, error) {
	m, err := a.mover(s, RerenderOrder{})
	if err != nil {
		return nil, err
	}
	b, err = rerender.Join(ctx, m, b.Number, b.Digest())
	return b, batchError(s, err)
}

// Work does a share of a batch and helps with the rest.
func Work(ctx context.Context, s *Store, r *rerender.Runner) error {
	return batchError(s, r.Run(ctx))
}

// batchError gives the code of what is wrong with a batch.
func batchError(s *Store, err error) error {
	if err == nil {
		return nil
	}
	args := map[string]string{"store": s.URL}
	for code, known := range map[string]error{"batch-open": rerender.ErrOpen, "batch-version": rerender.ErrVersion, "batch-none": rerender.ErrNone, "batch-cancelled": rerender.ErrCancelled, "batch-paused": rerender.ErrPaused} {
		if errors.Is(err, known) {
			what, _, _ := strings.Cut(err.Error(), ": ")
			args["batch"] = what
			return &Error{Code: code, Args: args}
		}
	}
	return &Error{Code: "batch", Args: args, Err: err}
}

// ParseShard reads "3/20", the third of twenty shares of a batch.
func ParseShard(text string) (rerender.Share, error) {
	var s rerender.Share
	if n, err := fmt.Sscanf(text+"\n", "%d/%d\n", &s.Part, &s.Of); n != 2 || err != nil || s.Part < 1 || s.Part > s.Of {
		return s, wrong("shard", map[string]string{"value": text})
	}
	s.Part--
	return s, nil
}
