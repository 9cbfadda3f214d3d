package bundle_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/vet"
	"yoshiki/package/vet/vettest"
)

// TestNoFalseRefusal vets every form of every sample in every format: what this program
// writes it must take. That a PDF carries a file, the part of the case that it shows, is noted.
func TestNoFalseRefusal(t *testing.T) {
	p, seen := printer(t), 0
	for name, file := range samples(t) {
		filled := all(t, catalog(t, file.Case), file.Case)
		for _, s := range p.PrintAll(t.Context(), filled, press.Formats, func(*press.Print) {}) {
			if s.Err != nil {
				t.Fatal(s.Err)
			}
			v := vet.Look(bytes.NewReader(s.Data), int64(len(s.Data)), s.Name())
			for _, m := range v.Marks {
				if m.Class.Policy() != vet.Record && m.Class != vet.PDFEmbedded {
					t.Errorf("%s: %s: %v", name, s.Name(), m)
				}
			}
			seen++
		}
	}
	if seen < 300 {
		t.Errorf("only %d files", seen)
	}
}

// ordered is that of the small sample with other bytes as its first attachment.
func ordered(t *testing.T, first []byte) bundle.Order {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(cases)); err != nil {
		t.Fatal(err)
	}
	file := open(t, filepath.Join(dir, "small-saas.yaml"))
	if first != nil {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(string(file.Case.Attachments[0].File))), first, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return bundle.Order{Catalog: catalog(t, file.Case), File: file, Kind: "registration", Open: beside(t, dir), Formats: []string{"pdf"},
		Generator: manifest.Generator{Name: "yoshiki", Version: "1"}, Vet: vettest.Child()}
}

// beside opens the attachments of a folder.
func beside(t testing.TB, dir string) func(string) (bag.Source, error) {
	t.Helper()
	folder, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = folder.Close() })
	return func(path string) (bag.Source, error) { return bag.Attach(folder, path) }
}

// TestVetting holds that what is noted goes along, is said to the caller, and stands in
// the manifest, on the list of findings and in meta/vetting.json, which the tag manifest lists.
func TestVetting(t *testing.T) {
	o, p := ordered(t, []byte("\x00\x01\x02")), printer(t)
	b, err := bundle.Build(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	if noted := b.Findings; len(noted) != 1 || noted[0].ID != "vet:file-unknown" || noted[0].Pointer != "/attachments/0/file" || noted[0].Severity != casefile.Warning || noted[0].Line == 0 {
		t.Errorf("%+v", noted)
	}
	if f := b.Manifest().Findings; len(f) != 1 || f[0].Code != "vet:file-unknown" || !strings.Contains(f[0].MessageJA, "実施結果報告書.pdf") {
		t.Errorf("%+v", f)
	}
	var v struct {
		Files []struct {
			Path, MediaType, Policy string
			Marks                   []vet.Mark
		}
	}
	if err := json.Unmarshal(tagFile(t, b.Bag, "meta/vetting.json"), &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Files) != 2 || v.Files[0].Path != "data/20-attachments/A-0001.pdf" || v.Files[0].Policy != "note" || v.Files[0].Marks[0].Class != vet.FileUnknown {
		t.Errorf("%+v", v)
	}
	if !strings.Contains(string(tagFile(t, b.Bag, manifest.Tags)), "  meta/vetting.json\n") {
		t.Error("not in the tag manifest")
	}
	again, err := bundle.Build(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.TagDigest(), again.TagDigest()); diff != "" {
		t.Error(diff)
	}
	check(t, textOf(t, b.Bag, "data/00-index/findings.pdf"), []string{"vet:file-unknown"})
}

func tagFile(t *testing.T, b *bag.Bag, path string) []byte {
	t.Helper()
	for _, e := range b.Entries() {
		if e.Path == path {
			r, err := e.Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var data bytes.Buffer
			if _, err := data.ReadFrom(r); err != nil {
				t.Fatal(err)
			}
			return data.Bytes()
		}
	}
	t.Fatalf("no %s", path)
	return nil
}

// TestRefused holds that what is refused is in no package, a draft neither, and that all
// reasons are named.
func TestRefused(t *testing.T) {
	for _, draft := range []bool{false, true} {
		o := ordered(t, []byte("MZ\x00\x01"))
		o.Draft = draft
		_, err := bundle.Build(t.Context(), printer(t), o)
		var fault *bundle.FaultError
		if !errors.As(err, &fault) || len(fault.Findings) != 1 || fault.Findings[0].ID != "vet:file-executable" || fault.Findings[0].Severity != casefile.Error {
			t.Errorf("%v", err)
		}
	}
	o := ordered(t, nil)
	o.Vet = vet.Child{}
	if _, err := bundle.Build(t.Context(), printer(t), o); err == nil {
		t.Error("a package without vetting")
	}
}
