package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/jobs"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/package/rerender"
)

type rerenderFlags struct {
	to, program, store, shard, report, jobs, rate string

	first                    []string
	filed, dry, whole, again bool
}

func (t *tool) rerenderCommand() *cobra.Command {
	var f rerenderFlags
	cmd := &cobra.Command{
		Use: "rerender [--to REV]", Short: t.words.Text("message.help.rerender", nil), Long: t.words.Text("message.help.rerender-long", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runRerender(cmd.Context(), f) },
	}
	t.text(cmd, &f.to, "to", "")
	t.text(cmd, &f.program, "program", "")
	t.addStoreFlag(cmd, &f.store)
	t.text(cmd, &f.shard, "shard", "1/1")
	t.text(cmd, &f.jobs, "jobs", "")
	t.list(cmd, &f.first, "first")
	t.text(cmd, &f.rate, "rate", "")
	t.yes(cmd, &f.dry, "dry-run")
	t.yes(cmd, &f.filed, "filed")
	t.yes(cmd, &f.whole, "whole")
	t.yes(cmd, &f.again, "again")
	t.text(cmd, &f.report, "report", "")
	cmd.AddCommand(t.rerenderStatusCommand(), t.rerenderCancelCommand(), t.rerenderPauseCommand("pause", (*jobs.Queue).Pause), t.rerenderPauseCommand("resume", (*jobs.Queue).Resume), t.rerenderFiledCommand())
	return cmd
}

func (t *tool) runRerender(ctx context.Context, f rerenderFlags) error {
	share, err := shardOf(f.shard)
	if err != nil {
		return err
	}
	rate, err := rateOf(f.rate)
	if err != nil {
		return err
	}
	s, err := t.rerenderStore(ctx, f)
	if err != nil {
		return err
	}
	m, err := office.Mover(t.app, s, office.RerenderOrder{Program: casefile.Program(f.program), To: casefile.Date(f.to), Today: today(), Filed: f.filed, Dry: f.dry, Whole: f.whole, Again: f.again})
	if err != nil {
		return err
	}
	collectLess()
	if f.dry {
		return t.rehearse(ctx, m, f)
	}
	r := &rerender.Runner{Share: share, Workers: workers(), Pause: pause, Gate: gateOf(rate)}
	if err := t.work(ctx, s, m, r, f); err != nil {
		return err
	}
	return t.rerendered(ctx, r.Batch, share, f)
}

// work does a batch, with a queue if one is given.
func (t *tool) work(ctx context.Context, s *app.Store, m *rerender.Mover, r *rerender.Runner, f rerenderFlags) (err error) {
	var q *jobs.Queue
	if f.jobs != "" {
		if q, err = openQueue(ctx, f.jobs); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, q.Close()) }()
	}
	if r.Batch, err = office.Batch(ctx, t.app, m, s); err != nil || r.Before {
		return err
	}
	p := &progress{tool: t}
	defer p.end()
	r.Step = p.step
	if q != nil {
		if err := t.byQueue(ctx, r, q, f.first); err != nil {
			return err
		}
		r.Step = nil
	}
	return office.Work(ctx, s, r)
}

// rerenderStore opens the store, to be read only for a rehearsal.
func (t *tool) rerenderStore(ctx context.Context, f rerenderFlags) (*app.Store, error) {
	s, err := t.app.OpenStore(ctx, f.store)
	if err != nil || f.dry {
		return s, err
	}
	return t.app.CreateStore(ctx, f.store, time.Now())
}

// rehearse tells what would be done.
func (t *tool) rehearse(ctx context.Context, m *rerender.Mover, f rerenderFlags) (err error) {
	l, err := t.newRerenderLines(m, 0, f.report)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	p := &progress{tool: t}
	err = rerender.Rehearse(ctx, m, p.step, l.add)
	p.end()
	if err != nil {
		return err
	}
	return l.end(ctx)
}

// rerendered prints what became of the packages of a share.
func (t *tool) rerendered(ctx context.Context, b *rerender.Batch, share rerender.Share, f rerenderFlags) (err error) {
	l, err := t.newRerenderLines(b.Mover, b.Number, f.report)
	if err != nil {
		return err
	}
	l.before = b.Before
	defer func() { err = errors.Join(err, l.close()) }()
	for r, err := range b.Results(ctx, share) {
		if err == nil {
			err = l.add(r)
		}
		if err != nil {
			return err
		}
	}
	return l.end(ctx)
}

// indexVariable has the number of a pod of an Indexed Job of Kubernetes, from 0 on.
const indexVariable = "JOB_COMPLETION_INDEX"

// shardOf reads which share of a batch is meant; "/20" is one of twenty, whose number the
// environment has.
func shardOf(text string) (rerender.Share, error) {
	if of, ok := strings.CutPrefix(text, "/"); ok {
		var index int
		if _, err := fmt.Sscan(os.Getenv(indexVariable), &index); err != nil {
			return rerender.Share{}, usage("shard-index", map[string]string{"value": text, "variable": indexVariable})
		}
		text = fmt.Sprintf("%d/%s", index+1, of)
	}
	return office.ParseShard(text)
}

// pause waits.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
