package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
)

type workerFlags struct {
	store, jobs, rate string
}

func (t *tool) workerCommand() *cobra.Command {
	var f workerFlags
	cmd := &cobra.Command{Use: "worker --jobs URL", Short: t.words.Text("message.help.worker", nil), Long: t.words.Text("message.help.worker-long", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runWorker(cmd.Context(), f) }}
	t.addStoreFlag(cmd, &f.store)
	t.text(cmd, &f.jobs, "jobs", "")
	t.text(cmd, &f.rate, "rate", "")
	return cmd
}

func (t *tool) runWorker(ctx context.Context, f workerFlags) (err error) {
	rate, err := rateOf(f.rate)
	if err != nil {
		return err
	}
	s, err := t.app.CreateStore(ctx, f.store, time.Now())
	if err != nil {
		return err
	}
	q, err := openQueue(ctx, f.jobs)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, q.Close()) }()
	if !t.quiet {
		fmt.Fprintln(t.stderr, t.words.Text("message.worker.serves", map[string]string{"store": f.store}))
	}
	collectLess()
	err = t.serve(ctx, s, q, rate)
	if ctx.Err() != nil { // it was told to stop, and that is how it ends
		return nil
	}
	return err
}

// rateOf reads how many groups a second may begin; 0 for any number.
func rateOf(text string) (float64, error) {
	if text == "" {
		return 0, nil
	}
	var rate float64
	if n, err := fmt.Sscanf(text+"\n", "%g\n", &rate); n != 1 || err != nil || !(rate > 0 && rate < 1e6) {
		return 0, usage("rate", map[string]string{"value": text})
	}
	return rate, nil
}
