package main

import (
	"fmt"
	"yoshiki/cmd/internal/rulebook"

	"github.com/spf13/cobra"
)

// formLine is one form of the catalogue.
type formLine struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	TitleEn   string `json:"titleEn"`
	Confirmed bool   `json:"titleConfirmed"`
	Clause    string `json:"clause"`
	From      string `json:"from"`
	To        string `json:"to"`
}

// formsCommand lists the forms, as its command list does.
func (t *tool) formsCommand() *cobra.Command {
	cmd := t.formsListCommand("forms")
	cmd.AddCommand(t.formsListCommand("list"))
	return cmd
}

func (t *tool) formsListCommand(name string) *cobra.Command {
	var f textFlags
	cmd := &cobra.Command{
		Use: name, Short: t.words.Text("message.help.forms", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error { return t.runForms(f) },
	}
	t.addTextFlags(cmd, &f)
	return cmd
}

func (t *tool) runForms(f textFlags) error {
	of, err := f.text()
	if err != nil {
		return err
	}
	c, all, err := rulebook.Forms(t.app, of)
	if err != nil {
		return err
	}
	t.passedOver(c.Program, c.Passed)
	for _, d := range all {
		l := formLine{d.ID, d.Title.Ja, d.Title.En, d.Title.Confirmed, d.Clause, d.From, d.To}
		if err := t.line(t.formWords(l), l); err != nil {
			return err
		}
	}
	return t.summary(t.words.Text("message.forms.summary", map[string]string{"n": fmt.Sprint(len(all)), "revision": string(c.Revision.InForce)}),
		map[string]any{"forms": len(all), "program": c.Program, "revision": c.Revision.InForce})
}

func (t *tool) formWords(l formLine) string {
	mark := ""
	if !l.Confirmed {
		mark = "  " + t.words.Text("message.forms.unconfirmed", nil)
	}
	title := l.Title
	if t.words.Language() == "en" {
		title += " (" + l.TitleEn + ")"
	}
	return fmt.Sprintf("%-5s %s  %s%s", l.ID, title, l.Clause, mark)
}
