package rerender

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/compare"
	"yoshiki/forms/findings"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/vet"
)

// job is one package on its way to another text.
type job struct {
	*Mover
	*Result
	texts    *Texts
	was      *bag.Bag
	old      *repository.Case
	file     *decode.File // the case under the other text
	patience patience     // with a store that refuses the package
}

// move reads the case of a package and makes the package under the other text.
func (m *Mover) move(ctx context.Context, one *manifest.Manifest, r *Result, p patience) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicError{p}
		}
	}()
	j := &job{Mover: m, Result: r, patience: p}
	if j.texts, err = m.compared(r); err != nil {
		return err
	}
	if j.was, err = repository.Load(ctx, m.Store, r.Package); err != nil {
		return err
	}
	if j.old, err = repository.CaseOf(ctx, m.Store, j.was); err != nil {
		return err
	}
	filed, err := repository.Filed(ctx, m.Store, r.Package)
	if err != nil {
		return err
	}
	moved := j.old.Under(r.To)
	file, found := m.Decode("case:"+r.Case, moved.Data)
	j.file = file
	handed := r.From != r.To && (filed != nil || receipt(file.Case, j.texts.To.SubmissionPointer(r.Kind, file.Case)))
	if handed && !m.Filed && j.texts.touches(one) {
		r.Outcome, r.Reason = Stays, "receipt"
		return nil
	}
	if casefile.Failed(found) {
		j.reject(found)
		return nil
	}
	return j.make(ctx, moved, one.Package.Draft || handed && m.Filed)
}

// make builds the package, compares and stores it.
func (j *job) make(ctx context.Context, moved *repository.Case, draft bool) error {
	o := bundle.Order{Catalog: j.texts.To, File: j.file, Kind: j.Kind, Open: moved.Open, Formats: j.formats(), Draft: draft,
		Replaces: j.replaces(), Generator: j.Generator, Vet: j.Vet}
	same, err := j.sameProgram(ctx)
	if err != nil {
		return err
	}
	same = same && !j.Whole
	if same {
		o.Kept = j.kept()
		if o.Vetted, err = j.was.Vetted(ctx); err != nil {
			return err
		}
	}
	prepared, err := bundle.Prepare(ctx, j.Press, o)
	if err == nil && same {
		var stands bool
		if stands, err = j.stands(prepared, draft); stands {
			j.Outcome = Identical
			return nil
		}
	}
	var built *bundle.Built
	if err == nil {
		built, err = prepared.Build(ctx)
	}
	var fault *bundle.FaultError
	switch {
	case errors.As(err, &fault):
		j.reject(fault.Findings)
		return nil
	case errors.Is(err, casefile.ErrNoKind):
		j.Outcome, j.Reason = Rejected, "kind"
		return nil
	case err != nil:
		return err
	}
	if err := j.judge(built); err != nil {
		return err
	}
	return j.keep(ctx, built, draft)
}

// replaces is the package that the new one names as the one before it. Made again under its
// own text, a package is what it was.
func (j *job) replaces() string {
	if j.From == j.To {
		return j.was.Manifest().Package.Replaces
	}
	return j.Package
}

// keep stores a package that differs; nothing is kept of one that only proves something.
func (j *job) keep(ctx context.Context, built *bundle.Built, draft bool) error {
	if j.Outcome == Identical || j.From == j.To {
		return nil
	}
	j.New, j.Draft = built.ID(), draft
	j.Signed = slices.ContainsFunc(j.was.Files(), func(f bag.File) bool { return manifest.IsSignature(f.Path) })
	if j.Dry {
		return nil
	}
	return j.patience.again(ctx, func() error { return repository.Save(ctx, j.Store, built.Bag) })
}

// reject tells why the other text refuses the case: all errors, and of them which are new.
func (j *job) reject(found []casefile.Finding) {
	j.Outcome = Rejected
	before := map[string]bool{}
	for _, f := range j.was.Manifest().Findings {
		before[f.Code+f.Path] = true
	}
	for _, f := range told(found) {
		if f.Severity == string(casefile.Error) {
			how := compare.Added
			if before[f.Code+f.Path] {
				how = compare.Changed
			}
			j.Verdicts = append(j.Verdicts, j.verdict(how, f))
		}
	}
}

// told are findings as a manifest keeps them.
func told(all []casefile.Finding) []manifest.Finding {
	out := make([]manifest.Finding, len(all))
	for i := range all {
		f, message := &all[i], findings.Message(&all[i])
		out[i] = manifest.Finding{Code: f.ID, Severity: string(f.Severity), Path: f.Pointer, MessageJA: message.Ja, MessageEN: message.En}
	}
	return out
}

// formats are those in which the forms of the package are there.
func (j *job) formats() []string {
	has := map[string]bool{}
	for _, f := range j.was.Manifest().Files {
		has[f.MediaType] = has[f.MediaType] || f.Role == manifest.Form
	}
	return slices.DeleteFunc(slices.Clone(press.Formats), func(format string) bool { return !has[vet.MediaType("."+format)] })
}

// sameProgram reports whether this version of the program made the package.
func (j *job) sameProgram(ctx context.Context) (bool, error) {
	for _, f := range j.was.Files() {
		if !manifest.IsMadeBy(f.Path) {
			continue
		}
		r, err := f.Open(ctx)
		if err != nil {
			return false, err
		}
		data, err := io.ReadAll(r)
		return manifest.Maker(manifest.TagFile{Path: f.Path, Data: data}) == j.Generator.Line(), errors.Join(err, r.Close())
	}
	return false, nil
}

// kept gives the papers of the package by their trees.
func (j *job) kept() bundle.Kept {
	type print struct{ tree, mediaType string }
	there := map[print]bag.Source{}
	digests := map[string]bag.File{}
	for _, f := range j.was.Files() {
		digests[f.Path] = f
	}
	for _, f := range j.was.Manifest().Files {
		if f.Tree != "" {
			paper := digests[f.Path]
			there[print{f.Tree, f.MediaType}] = bag.Source{Size: f.Size, Open: paper.Open, Known: &paper.Content}
		}
	}
	return func(tree, format string) (bag.Source, bool) {
		source, ok := there[print{tree, vet.MediaType("." + format)}]
		return source, ok
	}
}

// verdict is a finding with the differences of the texts that it comes of.
func (j *job) verdict(how compare.How, f manifest.Finding) Verdict {
	return Verdict{how, f, j.texts.because(func(c *compare.Change) bool {
		return c.Of == compare.Rule && (c.ID == f.Code || strings.HasSuffix(f.Code, ":"+c.Name)) ||
			strings.HasPrefix(f.Code, "case:") && c.Of == compare.Field && generic(f.Path) == c.Name
	})}
}

// generic is a pointer with "*" for each index.
func generic(pointer string) string {
	tokens := strings.Split(pointer, "/")
	for i, token := range tokens {
		if token != "" && strings.Trim(token, "0123456789") == "" {
			tokens[i] = "*"
		}
	}
	return strings.Join(tokens, "/")
}
