package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/repository"
)

// flawLine is one thing that is wrong in a store.
type flawLine struct {
	Package string `json:"package,omitempty"`
	Object  string `json:"object,omitempty"`
	Reason  string `json:"reason"`
}

func (t *tool) scrubCommand() *cobra.Command {
	var store, share string
	cmd := &cobra.Command{
		Use: "scrub", Short: t.words.Text("message.help.scrub", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runScrub(cmd.Context(), store, share) },
	}
	t.addStoreFlag(cmd, &store)
	t.text(cmd, &share, "share", "1/1")
	return cmd
}

func (t *tool) runScrub(ctx context.Context, store, share string) error {
	part, err := app.ParseShare(share)
	if err != nil {
		return err
	}
	s, err := t.app.OpenStore(ctx, store)
	if err != nil {
		return err
	}
	flaws, lineErr := 0, error(nil)
	done, err := app.Scrub(ctx, s, part, func(f repository.Flaw) {
		flaws++
		l := flawLine{f.Package, f.Key, f.Err.Error()}
		if err := t.line(fmt.Sprintf("%s %s: %s", l.Package, l.Object, because(t.words, f.Err)), l); err != nil {
			lineErr = err
		}
	})
	if err == nil {
		err = lineErr
	}
	if err != nil {
		return err
	}
	args := map[string]string{"packages": fmt.Sprint(done.Packages), "cases": fmt.Sprint(done.Cases), "papers": fmt.Sprint(done.Papers), "bytes": fmt.Sprint(done.Bytes), "flaws": fmt.Sprint(flaws)}
	err = t.summary(t.words.Text("message.scrub.summary", args),
		map[string]any{"packages": done.Packages, "cases": done.Cases, "papers": done.Papers, "bytes": done.Bytes, "flaws": flaws})
	if err == nil && flaws > 0 {
		err = &exitError{code: exitVerify}
	}
	return err
}
