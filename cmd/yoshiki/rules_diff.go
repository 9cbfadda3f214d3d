package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
)

func (t *tool) rulesDiffCommand() *cobra.Command {
	var program string
	cmd := &cobra.Command{Use: "diff REV REV", Short: t.words.Text("message.help.rules-diff", nil), Args: t.nArgs("REV", 2),
		RunE: func(_ *cobra.Command, args []string) error {
			return t.runRulesDiff(revisionOf(program, args[0]), revisionOf(program, args[1]))
		}}
	t.text(cmd, &program, "program", string(app.DefaultProgram))
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

func (t *tool) runRulesDiff(from, to app.Text) error {
	c, err := t.app.Compare(from, to)
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
	return t.summary(t.words.Text("message.rules.diff", map[string]string{"from": string(from.Revision), "to": string(to.Revision),
		"added": fmt.Sprint(added), "gone": fmt.Sprint(gone), "changed": fmt.Sprint(changed)}),
		map[string]any{"from": from.Revision, "to": to.Revision, "added": added, "gone": gone, "changed": changed})
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
		fmt.Fprintf(&b, "  — %s", t.partWords(c.Part))
	}
	for _, side := range []struct{ mark, text string }{{"-", c.Was}, {"+", c.Is}} {
		if side.text != "" {
			fmt.Fprintf(&b, "\n    %s %s", side.mark, strings.ReplaceAll(side.text, "\n", "\n      "))
		}
	}
	return b.String()
}

// partWords names a part: its kind in words where there are some, and the rest as it is.
func (t *tool) partWords(part string) string {
	kind, rest, _ := strings.Cut(part, " ")
	key := "part." + kind
	if words := t.words.Text(key, nil); words != key {
		kind = words
	}
	return strings.TrimSpace(kind + " " + rest)
}
