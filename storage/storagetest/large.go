package storagetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"strconv"
	"sync/atomic"
	"testing"

	"yoshiki/storage"
)

// large is what a store may treat otherwise than small objects: more than 16 MiB, no two
// mebibytes the same.
func large() []byte {
	data := make([]byte, 0, 18<<20+1)
	for i := 0; len(data) < cap(data); i++ {
		data = append(data, byte(i), byte(i>>8), byte(i>>16))
	}
	return data
}

func largeObject(t *testing.T, s storage.Store) {
	data := large()
	mustPut(t, s, "large", data)
	holds(t, s, "large", data)
}

func largeCreateOnly(t *testing.T, s storage.Store) {
	data := large()
	mustPut(t, s, "large", []byte("first"))
	if err := put(s, "large", data); !errors.Is(err, fs.ErrExist) {
		t.Errorf("put: %v; want fs.ErrExist", err)
	}
	holds(t, s, "large", []byte("first"))
}

func largeMismatch(t *testing.T, s storage.Store) {
	data := large()
	right := storage.ContentOf(data)
	for name, want := range map[string]storage.Content{
		"longer":       {Size: right.Size + 1, SHA256: right.SHA256},
		"shorter":      {Size: right.Size - 1, SHA256: right.SHA256},
		"other digest": {Size: right.Size},
	} {
		if err := s.Put(context.Background(), "large", want, bytes.NewReader(data)); !errors.Is(err, storage.ErrMismatch) {
			t.Errorf("%s: %v; want storage.ErrMismatch", name, err)
		}
	}
	empty(t, s)
}

func largeFailure(t *testing.T, s storage.Store) {
	data := large()
	for _, n := range []int{1, 17 << 20, len(data)} {
		r := io.MultiReader(bytes.NewReader(data[:n]), errorReader{})
		if err := s.Put(context.Background(), "large", storage.ContentOf(data), r); !errors.Is(err, errReader) {
			t.Errorf("after %d bytes: %v; want the reader's error", n, err)
		}
		empty(t, s)
	}
	mustPut(t, s, "large", data)
	holds(t, s, "large", data)
}

func largeCancelled(t *testing.T, s storage.Store) {
	data := large()
	ctx, cancel := context.WithCancel(context.Background())
	r := io.MultiReader(bytes.NewReader(data[:17<<20]), cancelReader{cancel}, bytes.NewReader(data[17<<20:]))
	if err := s.Put(ctx, "large", storage.ContentOf(data), r); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want context.Canceled", err)
	}
	empty(t, s)
	mustPut(t, s, "large", data)
}

func largeWinner(t *testing.T, s storage.Store) {
	data := large()
	var wins, winner atomic.Int32
	parallel(4, func(i int) {
		mine := append(bytes.Clone(data), byte(i))
		switch err := put(s, "large", mine); {
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
	holds(t, s, "large", append(data, byte(winner.Load())))
}

// edges are the sizes at which buffers and parts begin and end.
func edges(t *testing.T, s storage.Store) {
	data := large()
	for _, size := range []int{0, 1, 4095, 4096, 4097, 1 << 20, 1<<20 + 1, 16<<20 - 1, 16 << 20, 16<<20 + 1} {
		mustPut(t, s, "size/"+strconv.Itoa(size), data[:size])
		holds(t, s, "size/"+strconv.Itoa(size), data[:size])
	}
}
