package repository_test

import (
	"context"
	"errors"
	"io/fs"
	"testing"
	"time"

	"yoshiki/package/repository"
	"yoshiki/storage/mem"
)

// TestRetain: every object of a package is kept, those of another only if they are shared.
func TestRetain(t *testing.T) {
	ctx, store := context.Background(), new(mem.Store)
	b := seal(t, info(), files())
	save(t, store, b)
	until := time.Date(2029, 12, 22, 0, 0, 0, 0, time.UTC)
	for _, days := range []int{0, 0, -100} { // never shorter
		if kept, err := repository.Retain(ctx, store, b.ID(), until.AddDate(0, 0, days)); err != nil || !kept.Equal(until) {
			t.Fatal(kept, err)
		}
	}
	in := info()
	in.Case.ID = "case-002"
	other := seal(t, in, append(files(), paper("attachment", "", "more", "of the other alone")))
	save(t, store, other)
	kept, free := 0, 0
	for o := range store.List(ctx, "") {
		switch got, err := store.Retained(ctx, o.Key); {
		case err != nil:
			t.Error(err)
		case got.Equal(until):
			kept++
		case got.IsZero():
			free++
		default:
			t.Errorf("%s is kept until %v", o.Key, got)
		}
	}
	if kept != 7+8+1 || free != 1+8+1 { // papers, tag files, COMMIT
		t.Errorf("%d objects kept, %d not", kept, free)
	}
	if _, err := repository.Retain(ctx, store, "pkg-missing", until); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no such package: %v", err)
	}
	if _, err := repository.Retain(ctx, openDir(t, t.TempDir()), b.ID(), until); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("a folder: %v; want ErrUnsupported", err)
	}
}
