package bundle

import (
	"context"
	"errors"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
)

// Check finds everything for which [Build] would refuse the package of a kind, and what is to
// be said beside: what the rules ask, attachments that cannot be read or that vetting finds
// fault with, and characters that no font draws. Of kind "" it asks all rules and looks at all
// attachments and forms. Without a catalogue it looks at the attachments only. Findings come in
// the order of the forms.
func Check(ctx context.Context, printer *press.Press, o Order) ([]casefile.Finding, error) {
	b := &builder{Order: o, press: printer}
	err := b.look(ctx)
	return b.findings, err
}

// Memory is what a check found out, for the next of nearly the same case. It may be used by many
// at once.
type Memory struct {
	answers *forms.Answers
	drawn   bool // a font draws every text
}

// look finds what is to be said of the case and its attachments, which are looked at while the
// rules are asked.
func (b *builder) look(ctx context.Context) error {
	if err := b.gather(); err != nil {
		return err
	}
	var side sync.WaitGroup
	var faults []casefile.Finding
	var failed error
	side.Go(func() { faults, failed = b.attach(ctx) })
	doubtful := false
	side.Go(func() { doubtful = b.doubtful() })
	err := b.ask()
	if side.Wait(); err != nil || failed != nil {
		return errors.Join(err, failed)
	}
	if b.Keep != nil {
		b.Keep.drawn = !doubtful
	}
	if b.Catalog != nil && !b.File.Lost("/program") && !b.File.Lost("/revision") {
		undated, err := b.undated()
		if err != nil {
			return err
		}
		unprintable, err := b.unprintable(doubtful)
		if err != nil {
			return err
		}
		faults = slices.Concat(faults, undated, unprintable)
	}
	if b.Drawn {
		faults = append(faults, b.press.Drawn(b.File)...)
	}
	b.faulty = slices.ContainsFunc(faults, isError)
	if b.findings = append(b.findings, faults...); b.Catalog != nil {
		b.findings = b.Catalog.ByForm(b.File.Name, b.findings)
	}
	return nil
}

// gather gives the papers of the package and its day.
func (b *builder) gather() (err error) {
	if b.Catalog == nil {
		return nil
	}
	if b.sub, err = b.Catalog.Submission(b.Kind, b.File.Case); err != nil {
		return err
	}
	b.sub.Draft = b.Draft
	if b.Kind != "" {
		b.day, err = b.Catalog.SubmissionDay(b.Kind, b.File.Case)
	}
	return err
}

// ask puts the rules to the case.
func (b *builder) ask() (err error) {
	if b.Catalog == nil {
		return nil
	}
	if b.Keep == nil {
		b.findings, err = b.Catalog.Check(b.File, b.Kind, b.AsOf)
		return err
	}
	var was *forms.Answers
	if b.Before != nil {
		was = b.Before.answers
	}
	b.findings, b.Keep.answers, err = b.Catalog.CheckAgain(b.File, b.Kind, b.AsOf, was, b.Changed)
	return err
}

// stopped reports whether what was found keeps the package from being made.
func (b *builder) stopped() bool {
	return b.faulty || !b.Draft && slices.ContainsFunc(b.findings, isError)
}

func isError(f casefile.Finding) bool { return f.Severity == casefile.Error }

// undated says that the case has no day for the package.
func (b *builder) undated() ([]casefile.Finding, error) {
	if b.Kind == "" || b.day != "" {
		return nil, nil
	}
	if lost, err := b.Catalog.DayLost(b.File, b.Kind); lost || err != nil {
		return nil, err
	}
	pointer := b.Catalog.SubmissionPointer(b.Kind, b.File.Case)
	return []casefile.Finding{b.File.Locate(casefile.Finding{ID: "case:package-day", Severity: casefile.Error,
		Pointer: pointer, Args: map[string]string{"kind": b.Kind}})}, nil
}

// unprintable finds what no font draws in the forms, and what to look at in official sheets. They are filled only if the case is doubtful, or if words of one's own are printed.
func (b *builder) unprintable(doubtful bool) ([]casefile.Finding, error) {
	if !b.Catalog.Layered() && !doubtful {
		return nil, nil
	}
	filled, err := b.shown()
	if err != nil {
		return nil, err
	}
	var faults []casefile.Finding
	for _, f := range filled {
		if err := b.press.CheckForm(&f); err != nil {
			faults = append(faults, press.Unprintable(b.File, &press.Print{Form: f, Format: press.Formats[0], Err: err})...)
			continue
		}
		notes, err := b.press.Notes(b.File, &f)
		if err != nil {
			return nil, err
		}
		faults = append(faults, notes...)
	}
	return once(faults), nil
}

// doubtful reports whether a text of the case has something that no font draws, or that joins
// what is printed before it.
func (b *builder) doubtful() bool {
	if b.Before == nil || !b.Before.drawn {
		return b.undrawn(casefile.Of(b.File.Case))
	}
	for _, pointer := range b.Changed {
		if v, err := casefile.Get(b.File.Case, pointer); err == nil && v.Model != nil && b.undrawn(v) {
			return true
		}
	}
	return false
}

func (b *builder) undrawn(in casefile.Value) bool {
	for v := range in.All() {
		text := v.Text()
		first, _ := utf8.DecodeRuneInString(text)
		if unicode.Is(unicode.M, first) || text != "" && len(b.press.Missing(text)) > 0 {
			return true
		}
	}
	return false
}

// shown are the filled forms of the package with the papers that go with them; of no kind of
// package, all forms that the case has data for.
func (b *builder) shown() ([]forms.Filled, error) {
	if b.Kind == "" {
		return b.everyForm()
	}
	filled, err := b.fill()
	if err != nil {
		return nil, err
	}
	besides, err := b.besides()
	return append(filled, besides...), err
}

func (b *builder) everyForm() ([]forms.Filled, error) {
	var all []forms.Filled
	for _, id := range b.Catalog.IDs() {
		d, err := b.Catalog.Definition(id)
		if err != nil {
			return nil, err
		}
		sub, err := b.Catalog.Submission(d.Package, b.File.Case)
		if err != nil || id == forms.IndexForm || id == casefile.ReportForm {
			continue
		}
		filled, err := b.Catalog.Compose(id, b.File.Case, sub)
		if err != nil {
			return nil, err
		}
		all = append(all, filled...)
	}
	return all, nil
}

// besides are the index, of the attachments alone, and the list of findings.
func (b *builder) besides() ([]forms.Filled, error) {
	if b.day == "" {
		return nil, nil
	}
	sub := b.sub
	for _, p := range b.attached {
		sub.Files = append(sub.Files, casefile.PackagedFile{Title: casefile.Text(p.Title), Name: casefile.Text(p.OriginalName)})
	}
	filled, err := b.Catalog.Compose(forms.IndexForm, b.File.Case, sub)
	if err != nil {
		return nil, err
	}
	if sub.Report, err = b.reportOf(); err != nil {
		return nil, err
	}
	report, err := b.Catalog.Compose(casefile.ReportForm, b.File.Case, sub)
	return append(filled, report...), err
}
