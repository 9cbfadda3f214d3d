package api

import (
	"net/http"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/locales"
)

// Clash is both sides of a case that was changed meanwhile.
type Clash struct {
	Digest string `json:"digest" doc:"ETag of what stands in the store"`
	Text   string `json:"text" doc:"What stands in the store"`
	Merge  *Merge `json:"merge,omitempty" doc:"Both changes together, field by field, where the version that was changed is known"`
}

// Merge is two changes of one version, laid over each other.
type Merge struct {
	Text    string  `json:"text" doc:"Both together; where they are in conflict, what stands in the store"`
	Stored  []Delta `json:"stored" doc:"What others changed"`
	Yours   []Delta `json:"yours" doc:"What you changed"`
	Clashes []Sides `json:"clashes" doc:"Values that both changed, to be decided one by one"`
}

// Delta is one difference.
type Delta struct {
	Kind    change.Kind `json:"kind" enum:"added,removed,changed,moved"`
	Pointer string      `json:"pointer"`
	From    any         `json:"from,omitempty"`
	To      any         `json:"to,omitempty"`
}

// Sides is a value that both sides changed.
type Sides struct {
	Clash   change.Clash `json:"clash" enum:"changed,removed,moved"`
	Pointer string       `json:"pointer"`
	Base    any          `json:"base,omitempty" doc:"What it was"`
	Stored  any          `json:"stored,omitempty" doc:"What others made of it"`
	Yours   any          `json:"yours,omitempty" doc:"What you made of it"`
}

// conflictProblem offers a merge.
func conflictProblem(p *locales.Printer, c *app.Conflict) *Problem {
	problem := NewProblem(p, http.StatusPreconditionFailed, "changed-meanwhile", map[string]string{"id": string(c.Current.File.Case.ID)})
	problem.Conflict = &Clash{Digest: c.Current.Digest(), Text: string(c.Current.Text())}
	problem.headers = http.Header{"ETag": {etag(c.Current)}}
	if m := c.Merged; m != nil {
		text, err := casefile.Encode(m.Case)
		if err != nil {
			return problem
		}
		problem.Conflict.Merge = &Merge{Text: string(text), Stored: deltas(m.Ours), Yours: deltas(m.Theirs), Clashes: sides(m.Conflicts)}
	}
	return problem
}

func deltas(all []change.Change) []Delta {
	out := make([]Delta, len(all))
	for i, c := range all {
		out[i] = Delta{c.Kind, c.Pointer, given(c.From), given(c.To)}
	}
	return out
}

func sides(all []change.Conflict) []Sides {
	out := make([]Sides, len(all))
	for i, c := range all {
		out[i] = Sides{c.Clash, c.Pointer, given(c.Base), given(c.Ours), given(c.Theirs)}
	}
	return out
}

// given is a value that is there.
func given(v casefile.Value) any {
	if v.Model == nil {
		return nil
	}
	return v
}
