package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"yoshiki/forms/casefile"
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

func (t *tool) formsCommand() *cobra.Command {
	var program, asOf string
	cmd := &cobra.Command{
		Use: "forms", Short: t.words.Text("message.help.forms", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error { return t.runForms(program, asOf) },
	}
	t.text(cmd, &program, "program", "ismap-liu")
	t.text(cmd, &asOf, "as-of", "")
	return cmd
}

func (t *tool) runForms(program, asOf string) error {
	c, all, err := t.app.Forms(casefile.Program(program), cmp.Or(casefile.Date(asOf), today()))
	if err != nil {
		return err
	}
	for _, d := range all {
		l := formLine{d.ID, d.Title.Ja, d.Title.En, d.Title.Confirmed, d.Clause, d.From, d.To}
		if err := t.line(t.formWords(l), l); err != nil {
			return err
		}
	}
	return t.summary(t.words.Text("message.forms.summary", map[string]string{"n": fmt.Sprint(len(all)), "revision": string(c.Revision.InForce)}),
		map[string]any{"forms": len(all), "program": program, "revision": c.Revision.InForce})
}

func (t *tool) formWords(l formLine) string {
	mark := ""
	if !l.Confirmed {
		mark = "  " + t.words.Text("message.forms.unconfirmed", nil)
	}
	return fmt.Sprintf("%-5s %s (%s)  %s%s", l.ID, l.Title, l.TitleEn, l.Clause, mark)
}
