package main

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	bundle "yoshiki/package"
)

type retainFlags struct{ store, until string }

// retainedLine is one package that is locked.
type retainedLine struct {
	ID    string `json:"id"`
	Store string `json:"store"`
	Until string `json:"until"`
}

func (a *app) retainCommand() *cobra.Command {
	var f retainFlags
	cmd := &cobra.Command{
		Use: "retain PACKAGE --until DAY", Short: a.words.Text("message.help.retain", nil), Args: a.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runRetain(cmd.Context(), args[0], f) },
	}
	cmd.Flags().StringVar(&f.store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	cmd.Flags().StringVar(&f.until, "until", "", a.words.Text("message.flag.until", nil))
	return cmd
}

// runRetain locks a package until the day begins in Japan.
func (a *app) runRetain(ctx context.Context, id string, f retainFlags) error {
	if f.until == "" {
		return usage("until", nil)
	}
	until, err := time.ParseInLocation(time.DateOnly, f.until, time.FixedZone("JST", 9*60*60))
	if err != nil {
		return usage("date", map[string]string{"value": f.until})
	}
	s, err := a.openStore(ctx, f.store)
	if err != nil {
		return err
	}
	if err := bundle.Retain(ctx, s, id, until); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return a.noPackage(id, f.store, err)
		}
		return &exitError{code: exitFailed, key: "not-retained", args: map[string]string{"id": id, "store": f.store}, err: err}
	}
	l := retainedLine{id, f.store, f.until}
	if err := a.line(id, l); err != nil {
		return err
	}
	return a.summary(a.words.Text("message.retain.summary", map[string]string{"id": id, "until": f.until, "store": f.store}),
		map[string]any{"id": id, "until": f.until})
}
