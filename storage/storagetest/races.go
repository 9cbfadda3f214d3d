package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sync"
	"sync/atomic"
	"testing"

	"yoshiki/storage"
)

func oneWinner(t *testing.T, s storage.Store) {
	for round := range 5 {
		key := fmt.Sprintf("race/%d/key", round)
		var wins atomic.Int32
		var winner atomic.Int32
		parallel(50, func(i int) {
			err := put(s, key, content(i))
			switch {
			case err == nil:
				wins.Add(1)
				winner.Store(int32(i))
			case !errors.Is(err, fs.ErrExist):
				t.Errorf("writer %d: %v; want fs.ErrExist", i, err)
			}
		})
		if wins.Load() != 1 {
			t.Fatalf("%d writers won", wins.Load())
		}
		holds(t, s, key, content(int(winner.Load())))
	}
}

// content differs from writer to writer in bytes and length.
func content(i int) []byte { return bytes.Repeat([]byte{byte(i)}, 1000+i) }

func manyWriters(t *testing.T, s storage.Store) {
	key := func(i int) string { return fmt.Sprintf("many/%d/%d", i%3, i) }
	parallel(40, func(i int) {
		if err := put(s, key(i), content(i)); err != nil {
			t.Errorf("writer %d: %v", i, err)
		}
	})
	for i := range 40 {
		holds(t, s, key(i), content(i))
	}
}

// readersAndWriter looks for a reader that sees an object before all of it is there.
func readersAndWriter(t *testing.T, s storage.Store) {
	data := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	parallel(9, func(i int) {
		if i == 0 {
			if err := put(s, "shared/key", data); err != nil {
				t.Error(err)
			}
			return
		}
		for range 50 {
			got, err := get(s, "shared/key")
			if err == nil && !bytes.Equal(got, data) {
				t.Errorf("reader %d saw %d bytes of %d", i, len(got), len(data))
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("reader %d: %v", i, err)
			}
		}
	})
	holds(t, s, "shared/key", data)
}

func openReaderStays(t *testing.T, s storage.Store) {
	data := bytes.Repeat([]byte("0123456789abcdef"), 1<<14)
	mustPut(t, s, "key", data)
	r, err := s.Open(context.Background(), "key")
	if err != nil {
		t.Fatal(err)
	}
	head := make([]byte, 100)
	if _, err := io.ReadFull(r, head); err != nil {
		t.Fatal(err)
	}
	if err := put(s, "key", []byte("other")); !errors.Is(err, fs.ErrExist) {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(append(head, rest...), data) {
		t.Errorf("the reader's bytes changed: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

func parallel(n int, work func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { work(i) })
	}
	wg.Wait()
}

// oneWinnerOfEquals: even writers of the same bytes do not all hear that they won.
func oneWinnerOfEquals(t *testing.T, s storage.Store) {
	for round := range 20 {
		key := fmt.Sprintf("packages/%d/COMMIT", round)
		var wins atomic.Int32
		parallel(32, func(i int) {
			err := put(s, key, []byte("COMMIT\n"))
			if err == nil {
				wins.Add(1)
			} else if !errors.Is(err, fs.ErrExist) {
				t.Errorf("writer %d: %v; want fs.ErrExist", i, err)
			}
		})
		if wins.Load() != 1 {
			t.Fatalf("round %d: %d writers won", round, wins.Load())
		}
	}
}

// listingDuringWrites: a listing is sorted and has no doubles while others write, and has
// all that was there before.
func listingDuringWrites(t *testing.T, s storage.Store) {
	for i := range 30 {
		mustPut(t, s, fmt.Sprintf("k/%02d/old", i), nil)
	}
	parallel(4, func(writer int) {
		if writer > 0 {
			for i := range 30 {
				if err := put(s, fmt.Sprintf("k/%02d/new-%d", i, writer), nil); err != nil {
					t.Error(err)
				}
			}
			return
		}
		for range 10 {
			last, old := "", 0
			for o, err := range s.List(context.Background(), "k/") {
				if err != nil || o.Key <= last {
					t.Errorf("%q behind %q, %v", o.Key, last, err)
				}
				if last = o.Key; path.Base(o.Key) == "old" {
					old++
				}
			}
			if old != 30 {
				t.Errorf("%d old objects listed", old)
			}
		}
	})
}

// twoKeys: what happens to one key does not touch another.
func twoKeys(t *testing.T, s storage.Store) {
	mustPut(t, s, "a/kept", []byte("kept"))
	parallel(10, func(i int) {
		err := s.Put(context.Background(), "a/torn", storage.Content{Size: 1000}, bytes.NewReader(content(i)))
		if !errors.Is(err, storage.ErrMismatch) {
			t.Error(err)
		}
	})
	if got := keys(t, s, ""); len(got) != 1 {
		t.Errorf("objects: %q", got)
	}
	holds(t, s, "a/kept", []byte("kept"))
}
