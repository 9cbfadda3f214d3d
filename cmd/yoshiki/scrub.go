package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	bundle "yoshiki/package"
)

// flawLine is one thing that is wrong in a store.
type flawLine struct {
	Package string `json:"package,omitempty"`
	Object  string `json:"object,omitempty"`
	Reason  string `json:"reason"`
}

func (a *app) scrubCommand() *cobra.Command {
	var store, share string
	cmd := &cobra.Command{
		Use: "scrub", Short: a.words.Text("message.help.scrub", nil), Args: a.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runScrub(cmd.Context(), store, share) },
	}
	cmd.Flags().StringVar(&store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	cmd.Flags().StringVar(&share, "share", "1/1", a.words.Text("message.flag.share", nil))
	return cmd
}

func (a *app) runScrub(ctx context.Context, store, share string) error {
	part, err := parseShare(share)
	if err != nil {
		return err
	}
	s, err := a.openStore(ctx, store)
	if err != nil {
		return err
	}
	flaws, lineErr := 0, error(nil)
	done, err := bundle.Scrub(ctx, s, part, func(f bundle.Flaw) {
		flaws++
		l := flawLine{f.Package, f.Key, f.Err.Error()}
		if err := a.line(fmt.Sprintf("%s %s: %s", l.Package, l.Object, l.Reason), l); err != nil {
			lineErr = err
		}
	})
	if err == nil {
		err = lineErr
	}
	if err != nil {
		return err
	}
	args := map[string]string{"packages": fmt.Sprint(done.Packages), "papers": fmt.Sprint(done.Papers), "bytes": fmt.Sprint(done.Bytes), "flaws": fmt.Sprint(flaws)}
	err = a.summary(a.words.Text("message.scrub.summary", args),
		map[string]any{"packages": done.Packages, "papers": done.Papers, "bytes": done.Bytes, "flaws": flaws})
	if err == nil && flaws > 0 {
		err = &exitError{code: exitVerify}
	}
	return err
}

// parseShare reads "3/20", the third of twenty shares.
func parseShare(text string) (bundle.Share, error) {
	var s bundle.Share
	if n, err := fmt.Sscanf(text+"\n", "%d/%d\n", &s.Part, &s.Of); n != 2 || err != nil || s.Part < 1 || s.Part > s.Of {
		return s, usage("share", map[string]string{"value": text})
	}
	s.Part--
	return s, nil
}
