package main

import (
	"context"

	"github.com/spf13/cobra"

	bundle "yoshiki/package"
)

type exportFlags struct{ store, zip, dir string }

func (a *app) exportCommand() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use: "export PACKAGE [--zip FILE | -o DIR]", Short: a.words.Text("message.help.export", nil), Args: a.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runExport(cmd.Context(), args[0], f) },
	}
	cmd.Flags().StringVar(&f.store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	cmd.Flags().StringVar(&f.zip, "zip", "", a.words.Text("message.flag.zip", nil))
	cmd.Flags().StringVarP(&f.dir, "output", "o", "", a.words.Text("message.flag.output", nil))
	return cmd
}

func (a *app) runExport(ctx context.Context, name string, f exportFlags) error {
	if (f.zip == "") == (f.dir == "") {
		return usage("export", nil)
	}
	s, err := a.openStore(ctx, f.store)
	if err != nil {
		return err
	}
	b, err := bundle.Load(ctx, s, name)
	if err != nil {
		return a.noPackage(name, f.store, err)
	}
	target := f.zip
	if f.zip != "" {
		err = b.WriteZipFile(ctx, f.zip)
	} else {
		target = f.dir
		err = b.WriteDir(ctx, f.dir)
	}
	if err != nil {
		return a.unwritable(target, err)
	}
	if err := a.line(target, map[string]any{"id": b.ID(), "file": target}); err != nil {
		return err
	}
	return a.summary("", map[string]any{"id": b.ID(), "file": target})
}
