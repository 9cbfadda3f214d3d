// Package bundle makes the package of a case: it checks the case, fills and prints the
// forms, has the attachments vetted, tells what was found, and seals all of it as a bag.
//
//	case and attachments ─ Build ─► bag ─ repository.Save ─► store
//	                     └ Check ─► findings, all that Build would refuse
package bundle

import (
	"context"
	"fmt"
	"slices"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/findings"
	"yoshiki/forms/press"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/vet"
	"yoshiki/storage"
)

// Order is what a package is made from.
type Order struct {
	Catalog   *forms.Catalog
	File      *decode.File
	Kind      string                                // of package: "registration"
	Open      func(path string) (bag.Source, error) // an attachment by its path in the case, good for as long as the bag is used; nil if there are none
	Formats   []string                              // of the forms, out of [press.Formats]
	Draft     bool                                  // made in spite of errors; every page says 下書き, and the manifest that it is a draft
	Replaces  string                                // id of the package of an earlier text that this one takes the place of; "" for none
	Kept      Kept                                  // gives what need not be printed again; may be nil
	Vetted    []bag.Vetted                          // what this program found in these very attachments before, if they are the same in the same order
	Generator manifest.Generator                    // named beside the bag's lists; its name, not its version, in the list of findings
	Printed   func(s *press.Print, total int)       // called after each form is printed, see PrintAll; may be nil
	Vet       vet.Child                             // looks at the attachments; needed if there are any
	AsOf      casefile.Date                         // of a check only: what is open and past on that day is late; "" for none
	NoFiles   bool                                  // of a check only: attachments are not looked at
	Drawn     bool                                  // of a check only: which characters are drawn otherwise than by the typeface is told
	Before    *Memory                               // of a check only: of a case that differs from this one in Changed alone; nil for none
	Changed   []string                              // pointers of texts, and of groups that became empty or are no longer
	Keep      *Memory                               // of a check only: gets what the next may use; nil for nothing
}

// Kept gives the bytes of a form in a format that were printed before of the same document by
// the same program, by the digest of its tree; false when there are none.
type Kept func(tree, format string) (bag.Source, bool)

// Built is a package, what was found that did not stop it, and the forms in it.
type Built struct {
	*bag.Bag
	Findings []casefile.Finding
	Forms    []Drawn
}

// Drawn is a filled form and the digest of its tree, as manifests have it.
type Drawn struct {
	forms.Filled
	Tree string
}

// FaultError says that a package cannot be made, with everything that was found.
type FaultError struct{ Findings []casefile.Finding }

func (e *FaultError) Error() string { return fmt.Sprintf("%d findings", len(e.Findings)) }

// Build makes the package of one kind from a case. It asks what [Check] asks, by the text that
// the case names; what is open is not late, so that a package does
// not change with the day on which it is made. Errors among the findings are a
// *FaultError, unless a draft is wanted; so is, for a draft too, an attachment that cannot
// be read or that vetting refuses, a form that cannot be printed, and a case without the
// day of the package. Everything found is named at once. What a draft lacks is left out.
func Build(ctx context.Context, printer *press.Press, o Order) (*Built, error) {
	p, err := Prepare(ctx, printer, o)
	if err != nil {
		return nil, err
	}
	return p.Build(ctx)
}

// builder is a package in the making.
type builder struct {
	Order
	press    *press.Press
	sub      casefile.Submission
	day      casefile.Date      // of the package
	findings []casefile.Finding // of the case and its attachments
	faulty   bool               // there can be no draft either
	attached []bag.Paper
	forms    []Drawn
	digest   string // of the case
}

// papers are the papers of the package: first the index, then the list of findings, the
// forms and the attachments.
func (b *builder) papers(ctx context.Context) ([]bag.Paper, error) {
	papers, err := b.print(ctx, b.forms)
	if err != nil {
		return nil, err
	}
	report, err := b.report(ctx)
	if err != nil {
		return nil, err
	}
	papers = slices.Concat(report, papers, b.attached)
	index, err := b.index(ctx, papers)
	return append(index, papers...), err
}

// info is what the manifest says about the package as a whole.
func (b *builder) info() (bag.Info, error) {
	c := b.File.Case
	digest, err := b.caseDigest()
	if err != nil {
		return bag.Info{}, err
	}
	forms, err := b.Catalog.Digest()
	if err != nil {
		return bag.Info{}, err
	}
	return bag.Info{Kind: b.Kind, Program: string(c.Program), Revision: string(c.Revision), Draft: b.Draft, Replaces: b.Replaces, Generator: b.Generator, Forms: forms,
		Case:     manifest.Case{ID: string(c.ID), SHA256: digest, Date: string(b.day), Organization: string(c.Applicant.Name)},
		Findings: words(b.findings)}, nil
}

// caseDigest names the case in its canonical form.
func (b *builder) caseDigest() (string, error) {
	if b.digest != "" {
		return b.digest, nil
	}
	stored, err := casefile.Encode(b.File.Case)
	b.digest = storage.ContentOf(stored).Digest()
	return b.digest, err
}

// words gives findings as the manifest keeps them: in both languages.
func words(all []casefile.Finding) []manifest.Finding {
	out := make([]manifest.Finding, len(all))
	for i := range all {
		f, message := &all[i], findings.Message(&all[i])
		out[i] = manifest.Finding{Code: f.ID, Severity: string(f.Severity), Path: f.Pointer, MessageJA: message.Ja, MessageEN: message.En}
	}
	return out
}
