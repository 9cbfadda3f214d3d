package main

import (
	"cmp"
	"context"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
)

type receiveFlags struct {
	store, number, pattern, date, id string
	list, kind, program, output      string // of cases that came on paper
	blank, force                     bool
}

// receivedLine is one package that was taken in.
type receivedLine struct {
	Case    casefile.CaseID `json:"case"`
	Package string          `json:"package"`
	Kind    string          `json:"kind"`
	Number  string          `json:"number,omitempty"` // of the reception
	Day     casefile.Date   `json:"day"`
	Fresh   bool            `json:"fresh"` // the case was not known before
}

func (t *tool) receiveCommand() *cobra.Command {
	var f receiveFlags
	cmd := &cobra.Command{
		Use: "receive [PACKAGE]", Short: t.words.Text("message.help.receive", nil), Long: t.words.Text("message.help.receive-long", nil), Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			list := f.list != "" || f.blank
			switch {
			case list == (len(args) > 0):
				return usage("receive-what", nil)
			case list:
				return t.receiveList(cmd.Context(), f)
			}
			return t.runReceive(cmd.Context(), args[0], f)
		},
	}
	t.text(cmd, &f.number, "number", "")
	t.text(cmd, &f.pattern, "pattern", "")
	t.text(cmd, &f.date, "date", "")
	t.text(cmd, &f.id, "case", "")
	for name, to := range map[string]*string{"list": &f.list, "for": &f.kind, "program": &f.program, "output": &f.output} {
		t.text(cmd, to, name, "")
	}
	t.yes(cmd, &f.blank, "blank-list")
	t.yes(cmd, &f.force, "force")
	t.addStoreFlag(cmd, &f.store)
	return cmd
}

func (t *tool) runReceive(ctx context.Context, name string, f receiveFlags) error {
	o := office.ReceiveOrder{Name: name, Day: casefile.Date(f.date), Number: f.number, Pattern: cmp.Or(f.pattern, office.ReceptionPattern), Case: casefile.CaseID(f.id)}
	if o.Day == "" {
		o.Day = today()
	}
	o.Store = func(ctx context.Context) (*app.Store, error) { return t.app.CreateStore(ctx, f.store, time.Now()) }
	done, err := office.Receive(ctx, t.app, o)
	if err != nil {
		return err
	}
	if done.Package == "" {
		return t.verified(done.Verified, name)
	}
	words := "message.receive.known"
	switch {
	case done.Renamed:
		words = "message.receive.renamed"
	case done.Fresh:
		words = "message.receive.fresh"
	}
	args := map[string]string{"case": string(done.Case), "said": string(done.Said), "package": done.Package, "number": done.Number, "day": string(done.Day)}
	if err := t.line("case:"+string(done.Case), receivedLine{done.Case, done.Package, done.Kind, done.Number, done.Day, done.Fresh}); err != nil {
		return err
	}
	return t.summary(t.words.Text(words, args), map[string]any{"case": done.Case, "number": done.Number})
}
