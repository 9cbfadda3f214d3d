package main

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/period"
	bundle "yoshiki/package"
	"yoshiki/storage"
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
		Use: "retain PACKAGE [--until DAY]", Short: a.words.Text("message.help.retain", nil), Args: a.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runRetain(cmd.Context(), args[0], f) },
	}
	cmd.Flags().StringVar(&f.store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	cmd.Flags().StringVar(&f.until, "until", "", a.words.Text("message.flag.until", nil))
	return cmd
}

// runRetain locks a package until the day begins in Japan: the day asked for, or the one
// after the last on which the rules want its papers kept.
func (a *app) runRetain(ctx context.Context, id string, f retainFlags) error {
	s, err := a.openStore(ctx, f.store)
	if err != nil {
		return err
	}
	if f.until == "" {
		if f.until, err = a.keptUntil(ctx, s, id, f.store); err != nil {
			return err
		}
	}
	until, err := time.ParseInLocation(time.DateOnly, f.until, time.FixedZone("JST", 9*60*60))
	if err != nil {
		return usage("date", map[string]string{"value": f.until})
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

// keptUntil is the day after the last on which the rules want the papers of a package's
// case kept: internal audit records three years (7.6(7)), the registration notice until
// the expiry (11.3(1)).
func (a *app) keptUntil(ctx context.Context, s storage.Store, id, store string) (string, error) {
	b, err := bundle.Load(ctx, s, id)
	if err != nil {
		return "", a.noPackage(id, store, err)
	}
	data, err := bundle.CaseOf(ctx, s, b)
	if err != nil {
		return "", err
	}
	file, findings := decode.Decode(id, data, nil)
	if file == nil {
		return "", a.refuse(findings)
	}
	catalog, err := a.catalogFor(file.Case)
	if err != nil {
		return "", err
	}
	deadlines, err := catalog.Deadlines(file)
	if err != nil {
		return "", err
	}
	var last period.Date
	for _, d := range deadlines {
		if d.Keep && d.Step.End.After(last) {
			last = d.Step.End
		}
	}
	if last == (period.Date{}) {
		return "", usage("until", nil)
	}
	return last.AddDays(1).String(), nil
}
