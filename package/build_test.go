package bundle_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
)

// ids are those of the findings for which a package is refused.
func ids(t *testing.T, o bundle.Order) []string {
	t.Helper()
	_, err := bundle.Build(t.Context(), printer(t), o)
	var fault *bundle.FaultError
	if !errors.As(err, &fault) {
		t.Fatal(err)
	}
	var all []string
	for _, f := range fault.Findings {
		all = append(all, f.ID)
	}
	slices.Sort(all)
	return all
}

// TestBuildChecks: a package is not made of a case with errors, and everything that stops
// it is told at once; a draft is, unless papers of it cannot be had.
func TestBuildChecks(t *testing.T) {
	o := ordered(t, []byte("MZ\x00\x01"))
	o.File.Case.Applicant.CorporateNumber = ""
	attached := o.Open
	o.Open = func(path string) (bag.Source, error) {
		if path == string(o.File.Case.Attachments[1].File) {
			return bag.Source{}, fs.ErrNotExist
		}
		return attached(path)
	}
	for _, o.Draft = range []bool{false, true} {
		if diff := cmp.Diff([]string{"case:attachment", "liu:8.1(1)", "vet:file-executable"}, ids(t, o)); diff != "" {
			t.Errorf("draft %v: %s", o.Draft, diff)
		}
	}
	o.File.Case.Attachments = nil
	b, err := bundle.Build(t.Context(), printer(t), o)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(b.Findings, func(f casefile.Finding) bool { return f.Severity == casefile.Error }) || !b.Manifest().Package.Draft {
		t.Errorf("a draft without its errors: %+v", b.Findings)
	}
}

// TestUpgrade: another version of the program makes the same package.
func TestUpgrade(t *testing.T) {
	o, p := ordered(t, nil), printer(t)
	var all []string
	for _, o.Generator.Version = range []string{"1.0.0", "2.0.0"} {
		b, err := bundle.Build(t.Context(), p, o)
		if err != nil {
			t.Fatal(err)
		}
		made, err := manifest.ParseProvenance(tagFile(t, b.Bag, manifest.Software))
		if err != nil || made.Generator.Line() != "yoshiki "+o.Generator.Version || len(made.Forms) != 64 {
			t.Errorf("made by %v: %v", made, err)
		}
		all = append(all, b.ID()+" "+b.TagDigest())
	}
	if all[0] != all[1] {
		t.Error(all)
	}
}

// TestAttachedFromElsewhere: where attachments come from makes no difference.
func TestAttachedFromElsewhere(t *testing.T) {
	o, p := ordered(t, nil), printer(t)
	want, err := bundle.Build(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Open = func(path string) (bag.Source, error) {
		data, err := os.ReadFile(filepath.Join(cases, filepath.FromSlash(path)))
		return bag.Bytes(data), err
	}
	got, err := bundle.Build(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	if got.TagDigest() != want.TagDigest() {
		t.Error("another package")
	}
}
