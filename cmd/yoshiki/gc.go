package main

import (
	"context"
	"fmt"
	"time"
	"yoshiki/cmd/internal/custody"

	"github.com/spf13/cobra"
)

func (t *tool) gcCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{
		Use: "gc", Short: t.words.Text("message.help.gc", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runGC(cmd.Context(), store) },
	}
	t.addStoreFlag(cmd, &store)
	return cmd
}

// runGC collects what was never filed. Object storage is also rid of unfinished uploads,
// as it is whenever it is opened to write.
func (t *tool) runGC(ctx context.Context, store string) error {
	s, err := t.app.CreateStore(ctx, store, time.Now())
	if err != nil {
		return err
	}
	done, err := custody.Collect(ctx, s, time.Now())
	if err != nil {
		return err
	}
	return t.summary(t.words.Text("message.gc.summary", map[string]string{"condemned": fmt.Sprint(done.Condemned), "removed": fmt.Sprint(done.Removed), "locked": fmt.Sprint(done.Locked)}),
		map[string]any{"condemned": done.Condemned, "removed": done.Removed, "locked": done.Locked})
}
