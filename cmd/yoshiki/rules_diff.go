package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/package/rerender"
)

func (t *tool) rulesDiffCommand() *cobra.Command {
	var program, store string
	cmd := &cobra.Command{Use: "diff REV REV", Short: t.words.Text("message.help.rules-diff", nil), Args: t.nArgs("REV", 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.runRulesDiff(cmd.Context(), revisionOf(program, args[0]), revisionOf(program, args[1]), store)
		}}
	t.text(cmd, &program, "program", string(app.DefaultProgram))
	t.text(cmd, &store, "store", "")
	return cmd
}

// revisionOf is the text that REV means: the day of a revision, perhaps behind the programme
// and a slash.
func revisionOf(program, rev string) app.Text {
	if of, day, ok := strings.Cut(rev, "/"); ok {
		program, rev = of, day
	}
	return app.Text{Program: casefile.Program(program), Revision: casefile.Date(rev)}
}

// touchedLine is a package of a store that the differences may touch.
type touchedLine struct {
	Touched      string `json:"touched"` // its id
	Case         string `json:"case"`
	Organization string `json:"organization"`
	Kind         string `json:"kind"`
}

// touched tells which packages of a store the differences may touch.
func (t *tool) touched(ctx context.Context, from, to app.Text, store string) (n int, err error) {
	s, err := t.app.OpenStore(ctx, store)
	if err != nil {
		return 0, err
	}
	m, err := office.Mover(t.app, s, office.RerenderOrder{Program: to.Program, To: to.Revision})
	if err != nil {
		return 0, err
	}
	return n, m.Touched(ctx, from.Revision, func(r *rerender.Result) error {
		n++
		return t.line(t.words.Text("message.rules.touched", map[string]string{"package": r.Package, "case": r.Case, "to": r.Organization}), touchedLine{r.Package, r.Case, r.Organization, r.Kind})
	})
}

func (t *tool) runRulesDiff(ctx context.Context, from, to app.Text, store string) error {
	c, err := rulebook.Compare(t.app, from, to)
	if err != nil {
		return err
	}
	count := map[compare.How]int{}
	for _, change := range c.Changes {
		count[change.How]++
		if err := t.line(t.differenceWords(change), change); err != nil {
			return err
		}
	}
	added, gone, changed := count[compare.Added], count[compare.Gone], count[compare.Changed]
	words := t.words.Text("message.rules.diff", map[string]string{"from": string(from.Revision), "to": string(to.Revision),
		"added": fmt.Sprint(added), "gone": fmt.Sprint(gone), "changed": fmt.Sprint(changed)})
	fields := map[string]any{"from": from.Revision, "to": to.Revision, "added": added, "gone": gone, "changed": changed}
	if store != "" {
		n, err := t.touched(ctx, from, to, store)
		if err != nil {
			return err
		}
		words, fields["touched"] = words+" "+t.words.Text("message.rules.touches", map[string]string{"count": fmt.Sprint(n)}), n
	}
	return t.summary(words, fields)
}

// differenceWords is one difference: what it is about, and below it what stood there and stands
// there now.
func (t *tool) differenceWords(c compare.Change) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s", t.words.Text("how."+string(c.How), nil), t.words.Text("of."+string(c.Of), nil), c.Name)
	if c.ID != "" {
		fmt.Fprintf(&b, " [%s]", c.ID)
	}
	if title := c.Title.In(t.words.Language()); title != "" {
		fmt.Fprintf(&b, "  %s", title)
	}
	if c.Part != "" {
		fmt.Fprintf(&b, "  — %s%s", t.sinceWords(c.From), rerender.PartName(t.words, &c))
	}
	for _, side := range []struct{ mark, text string }{{"-", c.Was}, {"+", c.Is}} {
		if side.text != "" {
			fmt.Fprintf(&b, "\n    %s %s", side.mark, strings.ReplaceAll(side.text, "\n", "\n      "))
		}
	}
	return b.String()
}

// sinceWords says from which day a version of a form counts.
func (t *tool) sinceWords(day casefile.Date) string {
	if day == "" {
		return ""
	}
	return t.words.Text("message.rules.since", map[string]string{"day": string(day)})
}
