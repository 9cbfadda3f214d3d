package main

import (
	"cmp"
	"context"
	"os"
	"yoshiki/cmd/internal/custody"

	"github.com/spf13/cobra"
)

type exportFlags struct {
	store, zip, dir, upload string
	force                   bool
}

func (t *tool) exportCommand() *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use: "export PACKAGE [--zip FILE | -o DIR | --upload DIR]", Short: t.words.Text("message.help.export", nil), Args: t.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runExport(cmd.Context(), args[0], f) },
	}
	t.addStoreFlag(cmd, &f.store)
	t.text(cmd, &f.zip, "zip", "")
	t.text(cmd, &f.dir, "output", "")
	t.text(cmd, &f.upload, "upload", "")
	t.yes(cmd, &f.force, "force")
	return cmd
}

func (t *tool) runExport(ctx context.Context, name string, f exportFlags) error {
	target := cmp.Or(f.zip, f.dir, f.upload)
	if target == "" || target != f.zip+f.dir+f.upload {
		return usage("export", nil)
	}
	if _, err := os.Lstat(f.zip); err == nil && !f.force {
		return &exitError{code: exitFailed, key: "exists", args: map[string]string{"file": f.zip}}
	}
	s, err := t.app.OpenStore(ctx, f.store)
	if err != nil {
		return err
	}
	b, err := custody.Load(ctx, s, name)
	if err != nil {
		return err
	}
	switch {
	case f.zip != "":
		err = b.WriteZipFile(ctx, f.zip)
	case f.upload != "":
		err = b.WriteUpload(ctx, f.upload)
	default:
		err = b.WriteDir(ctx, f.dir)
	}
	if err != nil {
		return custody.NotExported(s, b, target, err)
	}
	if err := t.line(target, map[string]any{"id": b.ID(), "file": target}); err != nil {
		return err
	}
	return t.summary("", map[string]any{"id": b.ID(), "file": target})
}
