// Package bundle makes the package of a case: it fills and prints the forms, has the
// attachments vetted, tells what was checked, and seals all of it as a bag.
//
//	case and attachments ─ Build ─► *bag.Bag ─ repository.Save ─► store
package bundle

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"

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
	Kind      string                          // kind of submission: "registration"
	Folder    *os.Root                        // where the case's attachments lie; open as long as the Bag is used
	Formats   []string                        // of the forms, out of Formats
	Draft     bool                            // every page says 下書き, and the manifest that it is a draft
	Generator manifest.Generator              //
	Printed   func(s *press.Print, total int) // called after each form is printed, see PrintAll; may be nil
	Findings  []casefile.Finding              // of the check before
	Vet       vet.Child                       // looks at the attachments; needed if there are any
	Noted     func([]casefile.Finding) error  // called with what vetting notes, if it notes anything; may be nil
}

// FaultError says that a package cannot be made, and all the reasons.
type FaultError struct{ Findings []casefile.Finding }

func (e *FaultError) Error() string { return fmt.Sprintf("%d findings", len(e.Findings)) }

// Build makes the package of one kind from a case: it fills and prints the forms, takes
// the attachments as they are, tells in the list of findings what was checked, lists all on
// the index, and seals. What the case lacks is left out: whoever hands a package over
// asks [forms.Catalog.Check] first. An attachment that cannot be read or that vetting
// refuses and a form that cannot be printed are a *FaultError, which names all of them at
// once; what vetting notes about an attachment joins the findings.
func Build(ctx context.Context, printer *press.Press, o Order) (*bag.Bag, error) {
	sub, err := o.Catalog.Submission(o.Kind, o.File.Case)
	if err != nil {
		return nil, err
	}
	sub.Draft = o.Draft
	filled, err := o.fill(sub)
	if err != nil {
		return nil, err
	}
	attached, err := o.attach(ctx, sub)
	if err != nil {
		return nil, err
	}
	files, err := o.print(ctx, printer, filled)
	if err != nil {
		return nil, err
	}
	files = append(files, attached...)
	findings, err := o.report(ctx, printer, sub)
	if err != nil {
		return nil, err
	}
	files = append(findings, files...)
	index, err := o.index(ctx, printer, sub, files)
	if err != nil {
		return nil, err
	}
	info, err := o.info()
	if err != nil {
		return nil, err
	}
	return bag.Seal(ctx, info, append(index, files...))
}

// fill composes the forms that the package holds.
func (o *Order) fill(sub casefile.Submission) ([]forms.Filled, error) {
	var all []forms.Filled
	for _, d := range sub.Documents {
		for _, part := range d.Parts {
			filled, err := o.Catalog.Compose(part, o.File.Case, sub)
			if err != nil {
				return nil, err
			}
			for _, f := range filled {
				if slices.Contains(d.Documents, f.Name) {
					f.Clause = string(d.Item)
					all = append(all, f)
				}
			}
		}
	}
	return all, nil
}

// attach opens the attachments that the package holds, and has them vetted.
func (o *Order) attach(ctx context.Context, sub casefile.Submission) ([]bag.Paper, error) {
	var files []bag.Paper
	var places []int // in the case
	var faults []casefile.Finding
	for _, d := range sub.Documents {
		for _, i := range d.Attached {
			a := o.File.Case.Attachments[i]
			source, err := o.open(string(a.File))
			if err != nil {
				faults = append(faults, o.unreadable(i, err))
				continue
			}
			files, places = append(files, bag.Paper{Role: manifest.Attachment, Title: string(a.Title), TitleConfirmed: true,
				Clause: string(a.Item), OriginalName: path.Base(string(a.File)), Source: source}), append(places, i)
		}
	}
	if len(faults) > 0 {
		return nil, &FaultError{faults}
	}
	return files, o.vet(ctx, files, places)
}

func (o *Order) open(name string) (bag.Source, error) {
	if o.Folder == nil {
		return bag.Source{}, os.ErrNotExist
	}
	return bag.Attach(o.Folder, name)
}

func (o *Order) unreadable(i int, err error) casefile.Finding {
	return o.about(i, "case:attachment", casefile.Error, map[string]string{"file": string(o.File.Case.Attachments[i].File), "reason": cause(err)})
}

// cause is why a file cannot be read, without its path.
func cause(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}

// about is a finding about an attachment. Its title joins args.
func (o *Order) about(i int, id string, severity casefile.Severity, args map[string]string) casefile.Finding {
	pointer := "/attachments/" + strconv.Itoa(i) + "/file"
	line, column := o.File.Position(pointer)
	a := o.File.Case.Attachments[i]
	args["title"] = string(a.Title)
	return casefile.Finding{ID: id, Severity: severity, File: o.File.Name, Line: line, Column: column,
		Pointer: pointer, Clause: string(a.Item), Args: args}
}

// print prints the forms. Every form that cannot be printed is named.
func (o *Order) print(ctx context.Context, printer *press.Press, filled []forms.Filled) ([]bag.Paper, error) {
	done := func(s *press.Print) {
		if o.Printed != nil {
			o.Printed(s, len(filled)*len(o.Formats))
		}
	}
	var files []bag.Paper
	var faults []casefile.Finding
	for _, s := range printer.PrintAll(ctx, filled, o.Formats, done) {
		if s.Err != nil && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if s.Err != nil {
			faults = append(faults, press.Unprintable(o.File, &s)...)
			continue
		}
		files = append(files, fileOf(&s))
	}
	if len(faults) > 0 {
		return nil, &FaultError{once(faults)}
	}
	return files, nil
}

// once keeps the first finding of each kind about each place.
func once(all []casefile.Finding) []casefile.Finding {
	var kept []casefile.Finding
	for _, f := range all {
		if !slices.ContainsFunc(kept, func(k casefile.Finding) bool {
			return k.ID == f.ID && k.Pointer == f.Pointer && k.Args["form"] == f.Args["form"]
		}) {
			kept = append(kept, f)
		}
	}
	return kept
}

func fileOf(s *press.Print) bag.Paper {
	d := s.Form.Definition
	tree := s.Form.Document.Digest()
	role := manifest.Form
	if d.ID == forms.IndexForm || d.ID == casefile.ReportForm {
		role = manifest.Index
	}
	return bag.Paper{Role: role, Form: d.ID, Title: d.Title.Ja, TitleConfirmed: d.Title.Confirmed, Clause: s.Form.Clause,
		MediaType: press.MediaTypes[s.Format], Tree: hex.EncodeToString(tree[:]), Source: bag.Bytes(s.Data)}
}

// info is what the manifest says about the package as a whole.
func (o *Order) info() (bag.Info, error) {
	c := o.File.Case
	stored, err := casefile.Encode(c)
	if err != nil {
		return bag.Info{}, err
	}
	day, err := o.Catalog.SubmissionDay(o.Kind, c)
	if err != nil {
		return bag.Info{}, err
	}
	if day == "" {
		return bag.Info{}, &FaultError{[]casefile.Finding{o.undated()}}
	}
	return bag.Info{Kind: o.Kind, Program: string(c.Program), Revision: string(c.Revision), Draft: o.Draft, Generator: o.Generator,
		Case:     manifest.Case{ID: string(c.ID), SHA256: storage.ContentOf(stored).Digest(), Date: string(day), Organization: string(c.Applicant.Name)},
		Findings: words(o.Findings)}, nil
}

// undated says that the case has no day for the package.
func (o *Order) undated() casefile.Finding {
	pointer := o.Catalog.SubmissionPointer(o.Kind)
	line, column := o.File.Position(pointer)
	return casefile.Finding{ID: "case:package-day", Severity: casefile.Error, File: o.File.Name, Line: line, Column: column,
		Pointer: pointer, Args: map[string]string{"kind": o.Kind}}
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
