package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	bundle "yoshiki/package"
	"yoshiki/storage"
)

func (a *app) gcCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{
		Use: "gc", Short: a.words.Text("message.help.gc", nil), Args: a.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runGC(cmd.Context(), store) },
	}
	cmd.Flags().StringVar(&store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	return cmd
}

// runGC collects what was never filed. Object storage is also rid of unfinished uploads,
// as it is whenever it is opened to write.
func (a *app) runGC(ctx context.Context, store string) error {
	s, err := a.createStore(ctx, store)
	if err != nil {
		return err
	}
	remover, ok := s.(storage.Remover)
	if !ok {
		return usage("store", map[string]string{"value": store})
	}
	done, err := bundle.Collect(ctx, remover, time.Now())
	if err != nil {
		return &exitError{code: exitFailed, key: "not-collected", args: map[string]string{"store": store}, err: err}
	}
	return a.summary(a.words.Text("message.gc.summary", map[string]string{"condemned": fmt.Sprint(done.Condemned), "removed": fmt.Sprint(done.Removed), "locked": fmt.Sprint(done.Locked)}),
		map[string]any{"condemned": done.Condemned, "removed": done.Removed, "locked": done.Locked})
}
