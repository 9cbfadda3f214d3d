package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// textFlags say which text of the rules is meant where there is no case that does.
type textFlags struct{ program, asOf, revision string }

func (t *tool) addTextFlags(cmd *cobra.Command, f *textFlags) {
	t.text(cmd, &f.program, "program", string(app.DefaultProgram))
	t.text(cmd, &f.asOf, "as-of", "")
	t.text(cmd, &f.revision, "revision", "")
}

func (f textFlags) text() (app.Text, error) {
	if f.asOf != "" && f.revision != "" {
		return app.Text{}, usage("two-texts", nil)
	}
	return app.Text{Program: casefile.Program(f.program), Day: cmp.Or(casefile.Date(f.asOf), today()), Revision: casefile.Date(f.revision)}, nil
}

// passedOver tells of revisions that are reported and not confirmed, which govern only
// where they are named.
func (t *tool) passedOver(program casefile.Program, passed []forms.Revision) {
	if t.quiet || t.json {
		return
	}
	for _, r := range passed {
		fmt.Fprintln(t.stderr, t.words.Text("message.passed", map[string]string{"program": string(program), "revision": string(r.InForce)}))
	}
}
