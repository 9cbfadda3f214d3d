package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
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

func (a *app) formsCommand() *cobra.Command {
	var program, asOf string
	cmd := &cobra.Command{
		Use: "forms", Short: a.words.Text("message.help.forms", nil), Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error { return a.runForms(program, asOf) },
	}
	cmd.Flags().StringVar(&program, "program", "ismap-liu", a.words.Text("message.flag.program", nil))
	cmd.Flags().StringVar(&asOf, "as-of", "", a.words.Text("message.flag.as-of", nil))
	return cmd
}

func (a *app) runForms(program, asOf string) error {
	c, err := a.catalogOn(casefile.Program(program), asOf)
	if err != nil {
		return err
	}
	n := 0
	for _, id := range c.IDs() {
		d, err := c.Definition(id)
		if err != nil {
			return err
		}
		if d.Paper {
			continue
		}
		n++
		l := formLine{d.ID, d.Title.Ja, d.Title.En, d.Title.Confirmed, d.Clause, d.From, d.To}
		if err := a.line(a.formWords(l), l); err != nil {
			return err
		}
	}
	return a.summary(a.words.Text("message.forms.summary", map[string]string{"n": fmt.Sprint(n), "revision": string(c.Revision.InForce)}),
		map[string]any{"forms": n, "program": program, "revision": c.Revision.InForce})
}

func (a *app) formWords(l formLine) string {
	mark := ""
	if !l.Confirmed {
		mark = "  " + a.words.Text("message.forms.unconfirmed", nil)
	}
	return fmt.Sprintf("%-5s %s (%s)  %s%s", l.ID, l.Title, l.TitleEn, l.Clause, mark)
}

// catalogOn opens the catalogue in force on a day, today when none is given.
func (a *app) catalogOn(program casefile.Program, day string) (*forms.Catalog, error) {
	if day == "" {
		day = today()
	}
	if _, err := period.Parse(day); err != nil {
		return nil, usage("date", map[string]string{"value": day})
	}
	c, err := forms.Open(program, casefile.Date(day), a.layers()...)
	if errors.Is(err, forms.ErrNoRevision) {
		return nil, usage("no-revision", map[string]string{"program": string(program), "day": day})
	}
	if err == nil && a.templates != "" {
		err = c.Own()
	}
	if err != nil {
		return nil, &exitError{code: exitFailed, key: "catalog", err: err}
	}
	return c, a.laidOver(program)
}

// laidOver refuses a folder of --templates that has nothing of the programme.
func (a *app) laidOver(program casefile.Program) error {
	if a.templates == "" {
		return nil
	}
	if info, err := os.Stat(filepath.Join(a.templates, string(program))); err != nil || !info.IsDir() {
		return usage("templates", map[string]string{"value": a.templates, "program": string(program)})
	}
	return nil
}
