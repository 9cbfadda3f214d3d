package repository_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/package/repository"
	"yoshiki/storage/mem"
)

// TestSaveCase: a case has a version for each change, the newest is given, and a package
// finds the one that it was made from; many who save the same make one version.
func TestSaveCase(t *testing.T) {
	ctx, store := context.Background(), new(mem.Store)
	if _, err := repository.LoadCase(ctx, store, "case-001"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v; want fs.ErrNotExist", err)
	}
	var versions [][]byte
	for _, program := range []casefile.Program{"ismap-liu", "ismap"} {
		c := &casefile.Case{ID: "case-001", Program: program}
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if err := repository.SaveCase(ctx, store, c); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		want, err := casefile.Encode(c)
		if err != nil {
			t.Fatal(err)
		}
		versions = append(versions, want)
		got, err := repository.LoadCase(ctx, store, "case-001")
		if err != nil || !bytes.Equal(got, want) || objects(store) != len(versions) {
			t.Errorf("%s: %d versions, %v:\n%s", program, objects(store), err, got)
		}
	}
	in := info()
	for i, digest := range []string{fmt.Sprintf("%x", sha256.Sum256(versions[0])), in.Case.SHA256} {
		in.Case.SHA256 = digest
		got, err := repository.CaseOf(ctx, store, seal(t, in, few()))
		if missing := i == 1; missing != errors.Is(err, fs.ErrNotExist) || !missing && !bytes.Equal(got, versions[0]) {
			t.Errorf("%s: %v:\n%s", digest, err, got)
		}
	}
}
