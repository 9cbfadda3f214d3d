package bundle

import (
	"context"
	"slices"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/vet"
)

// fill composes the forms that the package holds.
func (b *builder) fill() ([]forms.Filled, error) {
	return fill(b.Catalog, b.File.Case, b.sub)
}

func fill(catalog *forms.Catalog, c *casefile.Case, sub casefile.Submission) ([]forms.Filled, error) {
	var all []forms.Filled
	for _, d := range sub.Papers {
		for _, part := range d.Parts {
			filled, err := catalog.Compose(part, c, sub)
			if err != nil {
				return nil, err
			}
			for _, f := range filled {
				if slices.Contains(d.Drawn, f.Name) {
					f.Clause = string(d.Clause)
					all = append(all, f)
				}
			}
		}
	}
	return all, nil
}

// print prints the forms.
func (b *builder) print(ctx context.Context, filled []Drawn) ([]bag.Paper, error) {
	return b.printAs(ctx, filled, b.Formats, func(s *press.Print) {
		if b.Printed != nil {
			b.Printed(s, len(filled)*len(b.Formats))
		}
	})
}

// besideFormats are those of the papers that go with the forms: index and list of findings.
var besideFormats = []string{"pdf", "xlsx"}

// printBeside prints a paper that goes with the forms.
func (b *builder) printBeside(ctx context.Context, form string, sub casefile.Submission) ([]bag.Paper, error) {
	filled, err := b.Catalog.Compose(form, b.File.Case, sub)
	if err != nil {
		return nil, err
	}
	return b.printAs(ctx, drawn(filled), besideFormats, func(*press.Print) {})
}

// printAs prints in formats. Every form that cannot be printed is named.
func (b *builder) printAs(ctx context.Context, filled []Drawn, formats []string, done func(*press.Print)) ([]bag.Paper, error) {
	var faults []casefile.Finding
	fresh, papers := b.split(filled, formats)
	at := 0
	for _, s := range b.press.PrintAll(ctx, fresh, formats, done) {
		if s.Err != nil && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if s.Err != nil {
			faults = append(faults, press.Unprintable(b.File, &s)...)
			continue
		}
		for papers[at].Source.Open != nil {
			at++
		}
		papers[at] = PaperOf(&s, papers[at].Tree)
	}
	if len(faults) > 0 {
		return nil, &FaultError{b.Catalog.ByForm(b.File.Name, append(b.findings, once(faults)...))}
	}
	return papers, nil
}

// once keeps the first finding of each kind about each place.
func once(all []casefile.Finding) []casefile.Finding {
	type about struct{ id, pointer, form string }
	seen := map[about]bool{}
	return slices.DeleteFunc(all, func(f casefile.Finding) bool {
		key := about{f.ID, f.Pointer, f.Args["form"]}
		twice := seen[key]
		seen[key] = true
		return twice
	})
}

// PaperOf is a printed form, of which the digest of its tree is known, as a paper of a package.
func PaperOf(s *press.Print, tree string) bag.Paper {
	d := s.Form.Definition
	role := manifest.Form
	if d.ID == forms.IndexForm || d.ID == casefile.ReportForm {
		role = manifest.Index
	}
	return bag.Paper{Role: role, Form: d.ID, Title: d.Title.Ja, TitleConfirmed: d.Title.Confirmed, Clause: s.Form.Clause,
		MediaType: vet.MediaType("." + s.Format), Tree: tree, Source: bag.Bytes(s.Data)}
}
