package rerender_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/rerender"
	"yoshiki/storage/mem"
)

// texts are those of ISMAP-LIU, the last of them not confirmed.
var texts = []casefile.Date{"2022-11-01", "2023-07-03", "2023-09-22", "2023-11-10", "2025-04-01"}

// TestIncrementalIsWhole: moved with what was printed before and what manifests tell, a
// package is byte for byte what it is when all is read and printed anew, and so is what is
// said of it. What a rehearsal says, the run does.
func TestIncrementalIsWhole(t *testing.T) {
	names, err := filepath.Glob(samples + "/*.yaml")
	if err != nil || len(names) < 8 {
		t.Fatal(names, err)
	}
	tries := 6
	if os.Getenv("YOSHIKI_LONG") != "" {
		tries = 60
	}
	seen := rerender.Count{}
	for seed := range tries {
		r := rand.New(rand.NewPCG(uint64(seed), 14))
		i := r.IntN(len(texts) - 2)
		from, to := texts[i], texts[i+1+r.IntN(len(texts)-1-i)]
		file := read(t, filepath.Base(names[r.IntN(len(names))]), from)
		if file.Case.Program != "ismap-liu" {
			continue
		}
		if seed%3 > 0 { // as before anything was handed over
			to, file.Case.Application.Receipt, file.Case.Prior.Receipt = "2023-11-10", casefile.Receipt{}, casefile.Receipt{}
		}
		store, kinds := new(mem.Store), kindsOf(t, library, file.Case)
		for _, k := range r.Perm(len(kinds))[:min(2, len(kinds))] {
			pack(t, store, file, kinds[k])
		}
		for _, res := range sameBothWays(t, store, func() *rerender.Mover { return mover(store, to) }) {
			seen[res.Outcome]++
		}
	}
	t.Log(seen)
	if seen[rerender.Identical] == 0 || seen[rerender.Changed] == 0 || seen[rerender.Stays] == 0 || seen[rerender.Failed] > 0 {
		t.Error(seen)
	}
}

// sameBothWays moves all packages of a store in all ways. What differs comes of a difference of
// the texts.
func sameBothWays(t *testing.T, store *mem.Store, mover func() *rerender.Mover) []rerender.Result {
	t.Helper()
	whole, dry := mover(), mover()
	whole.Whole, whole.Dry, dry.Dry = true, true, true
	want, rehearsed := rehearse(t, whole), rehearse(t, dry)
	if diff := cmp.Diff(want, rehearsed); diff != "" {
		t.Fatalf("to %s: whole and incremental (-want +got):\n%s", dry.Target, diff)
	}
	before := ids(t, store)
	got := run(t, mover())
	if diff := cmp.Diff(rehearsed, got); diff != "" {
		t.Fatalf("to %s: rehearsal and run (-want +got):\n%s", dry.Target, diff)
	}
	for _, r := range got {
		if r.Stored() {
			before = append(before, r.New)
			checkStored(t, store, r)
		}
		for _, f := range r.Files {
			if len(f.Because) == 0 {
				t.Errorf("%s of %s: %s differs, and nothing is told of it", f.Path, r.Package, f.Differs)
			}
		}
	}
	slices.Sort(before)
	if diff := cmp.Diff(before, ids(t, store)); diff != "" {
		t.Errorf("to %s: packages that are told of and those that there are (-want +got):\n%s", dry.Target, diff)
	}
	return got
}

// ids are the packages of a store.
func ids(t *testing.T, store *mem.Store) []string {
	t.Helper()
	var all []string
	for id, err := range repository.Packages(t.Context(), store) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

func rehearse(t *testing.T, m *rerender.Mover) []rerender.Result {
	t.Helper()
	var all []rerender.Result
	if err := rerender.Rehearse(t.Context(), m, nil, func(r rerender.Result) error { all = append(all, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

// checkStored verifies a package that was made, that its case is found by its digest, and that
// just those papers are told of that differ from those of the package before.
func checkStored(t *testing.T, store *mem.Store, r rerender.Result) {
	t.Helper()
	report, err := repository.Verify(t.Context(), store, r.New)
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("%s: %v %v", r.New, report, err)
		return
	}
	if p := report.Manifest.Package; p.Replaces != r.Package || p.Revision != string(r.To) {
		t.Errorf("%+v for %+v", p, r)
	}
	was, err := repository.LoadManifest(t.Context(), store, r.Package)
	if err != nil {
		t.Fatal(err)
	}
	told := []string{}
	for _, f := range r.Files {
		told = append(told, f.Path)
	}
	slices.Sort(told)
	if diff := cmp.Diff(differing(was, report.Manifest), told); diff != "" {
		t.Errorf("%s for %s: what differs and what is told (-want +got):\n%s", r.New, r.Package, diff)
	}
	b, err := repository.Load(t.Context(), store, r.New)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := repository.CaseOf(t.Context(), store, b); err != nil {
		t.Error(err)
	}
}

// differing are the paths of files that are not the same in two packages.
func differing(was, is *manifest.Manifest) []string {
	count := map[manifest.File]int{}
	for _, f := range slices.Concat(was.Files, is.Files) {
		count[f]++
	}
	paths := []string{}
	for f, n := range count {
		if n == 1 {
			paths = append(paths, f.Path)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}
