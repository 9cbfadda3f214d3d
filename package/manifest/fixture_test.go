package manifest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const fixtures = "../../testdata/packages"

// TestFixtures: each fixture is a bag, or a recipe for one that git cannot hold, whose name
// begins with exactly the codes that it must be given. In good/ there is no fault, in warn/
// there are warnings alone, in bad/ there is an error. Every code has a fixture.
func TestFixtures(t *testing.T) {
	seen := make(map[string]bool)
	for _, class := range []string{"good", "warn", "bad"} {
		all, err := os.ReadDir(filepath.Join(fixtures, class))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			t.Run(class+"/"+f.Name(), func(t *testing.T) {
				want := codesOf(f.Name())
				r := verifyFixture(t, filepath.Join(fixtures, class, f.Name()))
				if diff := cmp.Diff(want, codes(r)); diff != "" {
					t.Errorf("codes (-want +got):\n%s%v", diff, r.Faults[:min(len(r.Faults), 20)])
				}
				if got := classOf(r); got != class {
					t.Errorf("is %s, belongs in %s: %v", got, class, r.Faults[:min(len(r.Faults), 20)])
				}
				for _, f := range r.Faults[:min(len(r.Faults), 20)] {
					if strings.Contains(f.MessageJA+f.MessageEN, "%!") {
						t.Errorf("message: %+v", f)
					}
				}
			})
			for _, code := range codesOf(f.Name()) {
				seen[code] = true
			}
		}
	}
	for code, w := range words {
		// Only a store has a commit record, only a store could list a name twice, and others are
		// asked for: tests of their own show those codes.
		if !seen[code] && !slices.Contains([]string{"bag-commit", "name-twice", "fetch-allowed", "fetch-open", "fetch-oxum"}, code) {
			t.Errorf("no fixture for %s", code)
		}
		if w.ja == "" || w.en == "" {
			t.Errorf("no words for %s", code)
		}
	}
}

// codesOf are the codes at the beginning of a fixture's name.
func codesOf(name string) []string {
	var all []string
	for word := range strings.SplitSeq(name, "_") {
		if _, ok := words[word]; !ok {
			break
		}
		all = append(all, word)
	}
	slices.Sort(all)
	return all
}

func classOf(r *Report) string {
	switch {
	case !r.Whole():
		return "bad"
	case len(r.Faults) > 0:
		return "warn"
	}
	return "good"
}

func verifyFixture(t *testing.T, path string) *Report {
	t.Helper()
	if strings.HasSuffix(path, ".recipe") {
		path = cook(t, path)
	}
	r, err := VerifyPath(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestZipOfFixtures: a zip of a bag has the faults of the folder.
func TestZipOfFixtures(t *testing.T) {
	for _, class := range []string{"good", "warn", "bad"} {
		folders, err := filepath.Glob(filepath.Join(fixtures, class, "*_*"))
		if err != nil || len(folders) == 0 {
			t.Fatal(err)
		}
		for _, folder := range folders {
			if strings.HasSuffix(folder, ".recipe") {
				continue
			}
			k, top := kitchen{dir: folder}, "bag/"
			if r, err := VerifyPath(context.Background(), folder); err == nil && r.Manifest != nil {
				top = r.Manifest.Package.ID + "/"
			}
			if err := k.zip(top); err != nil {
				t.Fatal(err)
			}
			r, err := VerifyPath(context.Background(), k.serve(t))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(codesOf(filepath.Base(folder)), codes(r)); diff != "" {
				t.Errorf("%s: codes (-want +got):\n%s", folder, diff)
			}
		}
	}
}
