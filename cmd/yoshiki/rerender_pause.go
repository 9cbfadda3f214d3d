package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/jobs"
)

// rerenderPauseCommand is pause or resume: it has those who serve a queue begin no other job
// of the newest batch, or begin again.
func (t *tool) rerenderPauseCommand(name string, do func(*jobs.Queue, context.Context, string) error) *cobra.Command {
	var store, url string
	cmd := &cobra.Command{Use: name + " --jobs URL", Short: t.words.Text("message.help.rerender-"+name, nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runRerenderPause(cmd.Context(), store, url, do) }}
	t.addStoreFlag(cmd, &store)
	t.text(cmd, &url, "jobs", "")
	return cmd
}

func (t *tool) runRerenderPause(ctx context.Context, store, url string, do func(*jobs.Queue, context.Context, string) error) (err error) {
	b, err := t.lastBatch(ctx, store)
	if err != nil {
		return err
	}
	q, err := openQueue(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	err = do(q, ctx, b.Digest())
	if errors.Is(err, jobs.ErrIdle) {
		return &exitError{code: exitFailed, key: "jobs-idle"}
	}
	if err != nil {
		return &exitError{code: exitFailed, key: "jobs-database", err: err}
	}
	return t.runRerenderStatus(ctx, store)
}
