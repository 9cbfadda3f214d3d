package custody

import (
	"context"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	"yoshiki/package/bag"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/vet"
)

// Reproduced says how a package compares with the one that this program makes of its case.
type Reproduced struct {
	Same    bool     // every byte that its lists name is the same
	Bytes   []string // papers with the same words in other bytes: another build of the program prints them
	Differs []string // papers, and "findings" or "case", that differ in their words
}

// Equal reports whether the words are the same, whatever the bytes.
func (r *Reproduced) Equal() bool { return len(r.Differs) == 0 }

// Reproduce makes a package again of the case that a store keeps of it, by the revision of
// the rules that it names, and compares. Nothing is stored. The package is one that was
// verified and is whole, of this store or from anywhere.
func Reproduce(ctx context.Context, a *app.App, s *app.Store, v *Verified, printed app.Progress) (*Reproduced, error) {
	m := v.Manifest
	stored, err := repository.CaseOf(ctx, s, bag.Assemble(m, nil, nil))
	if err != nil {
		return nil, &app.Error{Kind: app.AbsentIf(err), Code: "no-case-of", Args: map[string]string{"id": m.Case.ID, "name": m.Package.ID, "store": s.URL}, Err: err}
	}
	c := a.Decoded("case:"+m.Case.ID, stored.Data, nil)
	c.Stored = stored
	if c.File.Case.Revision != casefile.Date(m.Package.Revision) {
		return &Reproduced{Differs: []string{"case"}}, nil
	}
	built, err := again(ctx, a, s, c, m, printed)
	if err != nil {
		return nil, err
	}
	if built.TagDigest() == v.TagManifest {
		return &Reproduced{Same: true}, nil
	}
	return compareManifests(m, built.Manifest()), nil
}

// again makes the package of a case: as all are made, or as a letter is issued.
func again(ctx context.Context, a *app.App, s *app.Store, c *app.Case, m *manifest.Manifest, printed app.Progress) (*bag.Bag, error) {
	if m.Package.Kind == manifest.Letter {
		return letterAgain(ctx, a, s, c, m)
	}
	built, err := a.Build(ctx, c, app.PackageOrder{Kind: m.Package.Kind, Formats: formatsOf(m), Draft: m.Package.Draft, Replaces: m.Package.Replaces, Printed: printed})
	if err != nil {
		return nil, err
	}
	return built.Bag, nil
}

// letterAgain seals a letter as its record says that it was.
func letterAgain(ctx context.Context, a *app.App, s *app.Store, c *app.Case, m *manifest.Manifest) (*bag.Bag, error) {
	records, err := letters.Records(ctx, s, c.File.Case.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(records, func(r letters.Record) bool { return r.Package == m.Package.ID })
	if i < 0 {
		return nil, &app.Error{Kind: app.Absent, Code: "no-letter-record", Args: map[string]string{"name": m.Package.ID, "store": s.URL}}
	}
	was := &records[i]
	var corrected *letters.Record
	if j := slices.IndexFunc(records, func(r letters.Record) bool {
		return was.Corrects != "" && r.Form == was.Form && r.Number == was.Corrects
	}); j >= 0 {
		corrected = &records[j]
	}
	catalog, err := a.CatalogOf(c.File, "", "")
	if err != nil {
		return nil, err
	}
	d, err := catalog.Definition(was.Form)
	if err != nil {
		return nil, err
	}
	printer, err := a.Press()
	if err != nil {
		return nil, err
	}
	p := letters.Print{Catalog: catalog, Press: printer, Formats: formatsOf(m), Generator: a.Options.Generator}
	return p.Seal(ctx, &letters.Draft{Letter: &letters.Letter{Case: c.File.Case.ID, Form: was.Form, Date: was.Date}, Definition: d, Case: c.File.Case, Pointer: was.Pointer}, corrected)
}

// formatsOf are those in which the forms of a package are there.
func formatsOf(m *manifest.Manifest) []string {
	return slices.DeleteFunc(slices.Clone(press.Formats), func(format string) bool {
		return !slices.ContainsFunc(m.Files, func(f manifest.File) bool {
			return f.Role == manifest.Form && f.MediaType == vet.MediaType("."+format)
		})
	})
}

// compareManifests compares what two packages say of themselves. The index names the digests
// of the other papers, and is of other words for that alone.
func compareManifests(was, is *manifest.Manifest) *Reproduced {
	r := &Reproduced{}
	if was.Case != is.Case || !samePackage(was.Package, is.Package) {
		r.Differs = append(r.Differs, "case")
	}
	if !slices.Equal(was.Findings, is.Findings) {
		r.Differs = append(r.Differs, "findings")
	}
	made := map[string]manifest.File{}
	for _, f := range is.Files {
		made[f.Path] = f
	}
	for _, f := range was.Files {
		again, there := made[f.Path]
		delete(made, f.Path)
		r.compare(f, again, there)
	}
	for _, f := range is.Files {
		if _, more := made[f.Path]; more {
			r.Differs = append(r.Differs, f.Path)
		}
	}
	return r
}

// samePackage reports whether two packages are the same but for their ids.
func samePackage(a, b manifest.Package) bool {
	a.ID = b.ID
	return a == b
}

func (r *Reproduced) compare(was, is manifest.File, there bool) {
	words := was
	words.SHA256, words.Size = is.SHA256, is.Size
	if strings.HasPrefix(was.Path, manifest.Index.Folder()+"index.") {
		words.Tree = is.Tree
	}
	switch {
	case was == is:
	case there && words == is && is.Tree != "":
		r.Bytes = append(r.Bytes, was.Path)
	default:
		r.Differs = append(r.Differs, was.Path)
	}
}
