package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/custody"
	"yoshiki/storage/s3"
)

// probeLine is one thing that doctor has tried.
type probeLine struct {
	Probe  string    `json:"probe"`
	Result s3.Result `json:"result"`
	Needed bool      `json:"needed"`
	Reason string    `json:"reason,omitempty"`
}

func (t *tool) doctorCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{
		Use: "doctor", Short: t.words.Text("message.help.doctor", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runDoctor(cmd.Context(), store) },
	}
	t.addStoreFlag(cmd, &store)
	return cmd
}

func (t *tool) runDoctor(ctx context.Context, store string) error {
	probes, err := custody.Doctor(ctx, t.app, store, time.Now())
	if err != nil {
		return err
	}
	for _, p := range probes {
		l := probeLine{Probe: p.Name, Result: p.Result, Needed: p.Needed}
		words := fmt.Sprintf("%s: %s: %s", p.Name, t.words.Text("message.doctor."+p.Name, nil), t.words.Text("message.doctor."+string(p.Result), nil))
		if p.Err != nil {
			l.Reason = p.Err.Error()
			words += t.words.Text("message.doctor.reason", map[string]string{"reason": because(t.words, p.Err)})
		}
		if err := t.line(words, l); err != nil {
			return err
		}
	}
	unfit := custody.Unfit(probes)
	words := t.words.Text("message.doctor.summary", map[string]string{"probes": fmt.Sprint(len(probes)), "faults": fmt.Sprint(len(unfit))})
	if !strings.HasPrefix(store, "s3:") {
		words += t.words.Text("message.doctor.folder", nil)
	}
	err = t.summary(words, map[string]any{"probes": len(probes), "faults": len(unfit)})
	if err == nil && len(unfit) > 0 {
		err = &exitError{code: exitFailed, key: "unfit", args: map[string]string{"probes": strings.Join(unfit, ", ")}}
	}
	return err
}
