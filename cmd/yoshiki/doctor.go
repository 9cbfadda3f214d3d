package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/storage/s3"
)

// examineTime bounds what doctor may take.
const examineTime = 10 * time.Second

// probeLine is one thing that doctor has tried.
type probeLine struct {
	Probe  string    `json:"probe"`
	Result s3.Result `json:"result"`
	Needed bool      `json:"needed"`
	Reason string    `json:"reason,omitempty"`
}

func (a *app) doctorCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{
		Use: "doctor", Short: a.words.Text("message.help.doctor", nil), Args: a.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runDoctor(cmd.Context(), store) },
	}
	cmd.Flags().StringVar(&store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	return cmd
}

func (a *app) runDoctor(ctx context.Context, store string) error {
	ctx, cancel := context.WithTimeout(ctx, examineTime)
	defer cancel()
	probes, err := a.examine(ctx, store)
	if err != nil {
		return err
	}
	var unfit []string
	for _, p := range probes {
		l := probeLine{Probe: p.Name, Result: p.Result, Needed: p.Needed}
		words := fmt.Sprintf("%s: %s: %s", p.Name, a.words.Text("message.doctor."+p.Name, nil), a.words.Text("message.doctor."+string(p.Result), nil))
		if p.Err != nil {
			l.Reason = p.Err.Error()
			words += " (" + l.Reason + ")"
		}
		if p.Needed && p.Result != s3.Supported {
			unfit = append(unfit, p.Name)
		}
		if err := a.line(words, l); err != nil {
			return err
		}
	}
	err = a.summary(a.words.Text("message.doctor.summary", map[string]string{"probes": fmt.Sprint(len(probes)), "faults": fmt.Sprint(len(unfit))}),
		map[string]any{"probes": len(probes), "faults": len(unfit)})
	if err == nil && len(unfit) > 0 {
		err = &exitError{code: exitFailed, key: "unfit", args: map[string]string{"probes": strings.Join(unfit, ", ")}}
	}
	return err
}

// examine tries a store. Only object storage can surprise: a folder that can be written,
// which opening it proves, and memory do what they promise.
func (a *app) examine(ctx context.Context, store string) ([]s3.Probe, error) {
	if !strings.HasPrefix(store, "s3:") {
		_, err := a.createStore(ctx, store)
		return []s3.Probe{{Name: "write", Result: s3.Supported, Needed: true}}, err
	}
	c, err := s3Config(store)
	if err != nil {
		return nil, err
	}
	probes, err := s3.Examine(ctx, c, time.Now())
	if err != nil {
		return nil, &exitError{code: exitFailed, key: "no-store", err: err}
	}
	return probes, nil
}
