package rerender

import (
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/package/manifest"
)

// Outcome is what became of a package.
type Outcome string

// The outcomes, in the order of how little they ask of anyone.
const (
	Stays     Outcome = "stays"     // it was handed over, or is of a later text; Reason says which
	Identical Outcome = "identical" // nothing of it differs under the other text: it stands as it is
	Edition   Outcome = "edition"   // only the name of the text differs on its papers
	Bytes     Outcome = "bytes"     // its words are the same, but not its bytes: another version of the program prints them
	Changed   Outcome = "changed"   // papers or findings differ
	Rejected  Outcome = "rejected"  // the other text refuses the case; Verdicts say why
	Failed    Outcome = "failed"    // it could not be made; Reason says why
)

// Outcomes are all of them in their order.
var Outcomes = []Outcome{Stays, Identical, Edition, Bytes, Changed, Rejected, Failed}

// Result says what became of one package.
type Result struct {
	Package      string        `json:"package"`      // its id
	Case         string        `json:"case"`         //
	Organization string        `json:"organization"` // the applicant's name
	Kind         string        `json:"kind"`
	Program      string        `json:"program"`
	From         casefile.Date `json:"from"` // text that it was made by
	To           casefile.Date `json:"to"`
	Outcome      Outcome       `json:"outcome"`
	Reason       string        `json:"reason,omitempty"` // of Stays: issued, filed, received, receipt, later; of Rejected: kind; of Failed: the error
	New          string        `json:"new,omitempty"`    // id of the package that takes its place
	Signed       bool          `json:"signed,omitempty"` // it is signed, and the new one is not yet
	Draft        bool          `json:"draft,omitempty"`  // the new one is a draft
	Files        []File        `json:"files,omitempty"`
	Verdicts     []Verdict     `json:"verdicts,omitempty"`
}

// Stored reports whether a new package is stored, or would be.
func (r *Result) Stored() bool { return r.New != "" && r.New != r.Package }

// File is a paper that differs.
type File struct {
	Path    string      `json:"path"`
	Form    string      `json:"form,omitempty"`
	Title   string      `json:"title,omitempty"`
	How     compare.How `json:"how"`
	Differs Outcome     `json:"differs"`           // Edition, Bytes or Changed
	Because []Reason    `json:"because,omitempty"` // differences of the texts that the paper shows
}

// Reason names a difference between the texts; see [compare.Change].
type Reason struct {
	Of   compare.Kind  `json:"of"`
	Name string        `json:"name"`
	ID   string        `json:"id,omitempty"` // of a rule, with its clause: "liu:12.3"
	From casefile.Date `json:"from,omitempty"`
	Part string        `json:"part,omitempty"`
}

// Verdict is a finding that came, went or, being refused, stands in the way.
type Verdict struct {
	How compare.How `json:"how"`
	manifest.Finding
	Because []Reason `json:"because,omitempty"`
}
