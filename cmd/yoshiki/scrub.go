package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/package/repository"
)

// flawLine is one thing that is wrong in a store.
type flawLine struct {
	Package string `json:"package,omitempty"`
	Object  string `json:"object,omitempty"`
	Reason  string `json:"reason"`
}

// repairedLine is one object that was put right, or could not be.
type repairedLine struct {
	Object   string `json:"object"`
	Repaired bool   `json:"repaired"`
	Reason   string `json:"reason,omitempty"`
}

type scrubFlags struct{ store, share, repair string }

func (t *tool) scrubCommand() *cobra.Command {
	var f scrubFlags
	cmd := &cobra.Command{
		Use: "scrub", Short: t.words.Text("message.help.scrub", nil), Long: t.words.Text("message.help.scrub-long", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runScrub(cmd.Context(), f) },
	}
	t.addStoreFlag(cmd, &f.store)
	t.text(cmd, &f.share, "share", "1/1")
	t.text(cmd, &f.repair, "repair", "")
	return cmd
}

func (t *tool) runScrub(ctx context.Context, f scrubFlags) error {
	part, err := custody.ParseShare(f.share)
	if err != nil {
		return err
	}
	s, err := t.app.OpenStore(ctx, f.store)
	if err != nil {
		return err
	}
	var flaws []repository.Flaw
	done, err := custody.Scrub(ctx, s, part, func(f repository.Flaw) { flaws = append(flaws, f) })
	if err != nil {
		return err
	}
	for _, f := range flaws {
		if err := t.line(t.flawWords(f), flawLine{f.Package, f.Key, f.Err.Error()}); err != nil {
			return err
		}
	}
	left := len(flaws)
	if f.repair != "" {
		if left, err = t.repair(ctx, s, flaws, f.repair); err != nil {
			return err
		}
	}
	return t.scrubbed(done, len(flaws), left)
}

// flawWords say which object is damaged, and how.
func (t *tool) flawWords(f repository.Flaw) string {
	return strings.TrimPrefix(f.Package+" ", " ") + f.Key + ": " + because(t.words, f.Err)
}

// repair puts sound copies in the place of what is damaged, and gives the number of flaws
// that are left.
func (t *tool) repair(ctx context.Context, s *app.Store, flaws []repository.Flaw, name string) (left int, err error) {
	from, err := custody.OpenCopies(ctx, t.app, name)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	for _, f := range flaws {
		l, words := repairedLine{Object: f.Key, Repaired: true}, t.words.Text("message.scrub.repaired", map[string]string{"object": f.Key})
		if err := custody.Repair(ctx, s, f.Key, from); err != nil {
			left++
			l.Repaired, l.Reason = false, err.Error()
			words = t.words.Text("message.scrub.not-repaired", map[string]string{"object": f.Key, "reason": because(t.words, err)})
		}
		if err := t.line(words, l); err != nil {
			return 0, err
		}
	}
	return left, ctx.Err()
}

func (t *tool) scrubbed(done repository.Scrubbed, flaws, left int) error {
	args := map[string]string{"packages": fmt.Sprint(done.Packages), "cases": fmt.Sprint(done.Cases), "papers": fmt.Sprint(done.Papers), "bytes": fmt.Sprint(done.Bytes), "flaws": fmt.Sprint(flaws)}
	err := t.summary(t.words.Text("message.scrub.summary", args), map[string]any{"packages": done.Packages, "cases": done.Cases, "papers": done.Papers,
		"bytes": done.Bytes, "flaws": flaws, "repaired": flaws - left})
	if err == nil && left > 0 {
		err = &exitError{code: exitVerify}
	}
	return err
}
