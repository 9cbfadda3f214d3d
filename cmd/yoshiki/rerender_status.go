package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/custody"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/package/repository"
	"yoshiki/package/rerender"
)

// statusLine is how far a batch is.
type statusLine struct {
	Batch     int             `json:"batch"`
	Target    rerender.Target `json:"target"`
	Made      string          `json:"made"` // program and version
	Done      int             `json:"done"`
	Total     int             `json:"total"`
	Finished  bool            `json:"finished"`
	Cancelled bool            `json:"cancelled"`
	Outcomes  rerender.Count  `json:"outcomes,omitempty"`
}

func (t *tool) rerenderStatusCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{Use: "status", Short: t.words.Text("message.help.rerender-status", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runRerenderStatus(cmd.Context(), store) }}
	t.addStoreFlag(cmd, &store)
	return cmd
}

// lastBatch is the newest batch of a store.
func (t *tool) lastBatch(ctx context.Context, store string) (*rerender.Batch, error) {
	s, err := t.app.OpenStore(ctx, store)
	if err != nil {
		return nil, err
	}
	return office.LastBatch(ctx, t.app, s)
}

func (t *tool) runRerenderStatus(ctx context.Context, store string) error {
	b, err := t.lastBatch(ctx, store)
	if err != nil {
		return err
	}
	st, err := b.Status(ctx)
	if err != nil {
		return err
	}
	l := statusLine{st.Number, st.Target, st.Made, st.Done, st.Total, st.Finished, st.Cancelled, st.Count}
	if err := t.line(t.statusWords(&l), l); err != nil {
		return err
	}
	return t.summary("", map[string]any{"done": l.Done, "total": l.Total})
}

func (t *tool) statusWords(l *statusLine) string {
	state := "running"
	switch {
	case l.Finished:
		state = "finished"
	case l.Cancelled:
		state = "cancelled"
	}
	words := t.words.Text("message.rerender.status", map[string]string{"batch": fmt.Sprint(l.Batch), "done": fmt.Sprint(l.Done), "total": fmt.Sprint(l.Total),
		"state": t.words.Text("batchstate."+state, nil)})
	for _, program := range slices.Sorted(maps.Keys(l.Target)) {
		words += fmt.Sprintf("\n    %s → %s", program, l.Target[program])
	}
	for _, o := range rerender.Outcomes {
		if n := l.Outcomes[o]; n > 0 {
			words += fmt.Sprintf("\n    %s %d", t.words.Text("outcome."+string(o), nil), n)
		}
	}
	return words
}

func (t *tool) rerenderCancelCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{Use: "cancel", Short: t.words.Text("message.help.rerender-cancel", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return t.runRerenderCancel(cmd.Context(), store) }}
	t.addStoreFlag(cmd, &store)
	return cmd
}

func (t *tool) runRerenderCancel(ctx context.Context, store string) error {
	b, err := t.lastBatch(ctx, store)
	if err != nil {
		return err
	}
	if err := b.Cancel(ctx); err != nil {
		return err
	}
	return t.runRerenderStatus(ctx, store)
}

func (t *tool) rerenderFiledCommand() *cobra.Command {
	var store, on, number string
	cmd := &cobra.Command{Use: "filed PACKAGE --on DAY", Short: t.words.Text("message.help.rerender-filed", nil), Args: t.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.runFiled(cmd.Context(), store, args[0], repository.Filing{Day: casefile.Date(on), Number: number})
		}}
	t.addStoreFlag(cmd, &store)
	t.text(cmd, &on, "on", "")
	t.text(cmd, &number, "number", "")
	return cmd
}

func (t *tool) runFiled(ctx context.Context, store, id string, f repository.Filing) error {
	s, err := t.app.CreateStore(ctx, store, time.Now())
	if err != nil {
		return err
	}
	if err := custody.RecordFiling(ctx, s, id, f); err != nil {
		return err
	}
	l := struct {
		ID string `json:"id"`
		repository.Filing
	}{id, f}
	if err := t.line(t.words.Text("message.rerender.filed", map[string]string{"id": id, "day": string(f.Day)}), l); err != nil {
		return err
	}
	return t.summary("", map[string]any{"id": id})
}
