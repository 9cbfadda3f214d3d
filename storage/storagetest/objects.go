package storagetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"yoshiki/storage"
)

func roundTrip(t *testing.T, s storage.Store) {
	for key, data := range map[string][]byte{
		"empty": nil,
		"small": []byte("様式2-4\n"),
		"blobs/sha256/ab/cd/" + strings.Repeat("ab", 32): bytes.Repeat([]byte("0123456789abcdef"), 20<<20/16),
	} {
		mustPut(t, s, key, data)
		holds(t, s, key, data)
	}
}

func everyByte(t *testing.T, s storage.Store) {
	data := make([]byte, 0, 256*256)
	for i := range 256 * 256 {
		data = append(data, byte(i), byte(i>>8))
	}
	mustPut(t, s, "bytes", data)
	holds(t, s, "bytes", data)
}

func createOnly(t *testing.T, s storage.Store) {
	first := []byte("first")
	mustPut(t, s, "a/b", first)
	for _, again := range [][]byte{first, []byte("other"), nil} {
		if err := put(s, "a/b", again); !errors.Is(err, fs.ErrExist) {
			t.Fatalf("put %q again: %v; want fs.ErrExist", again, err)
		}
		holds(t, s, "a/b", first)
	}
	medium := bytes.Repeat([]byte("0123456789abcdef"), 2<<20/16)
	mustPut(t, s, "medium", medium)
	if err := put(s, "medium", medium); !errors.Is(err, fs.ErrExist) {
		t.Errorf("put again: %v; want fs.ErrExist", err)
	}
}

func missingKey(t *testing.T, s storage.Store) {
	mustPut(t, s, "dir/object", []byte("x"))
	for _, key := range []string{"missing", "dir", "dir/objec", "dir/object2", "dir/other/deep", "dir/object/below", "dir/object/far/below"} {
		if _, err := get(s, key); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open %s: %v; want fs.ErrNotExist", key, err)
		}
		if _, err := s.Stat(context.Background(), key); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("stat %s: %v; want fs.ErrNotExist", key, err)
		}
	}
}

func wrongAnnouncement(t *testing.T, s storage.Store) {
	data := []byte("the bytes that arrive")
	right := storage.ContentOf(data)
	for name, want := range map[string]storage.Content{
		"longer":       {Size: right.Size + 1, SHA256: right.SHA256},
		"shorter":      {Size: right.Size - 1, SHA256: right.SHA256},
		"none":         {Size: 0, SHA256: right.SHA256},
		"negative":     {Size: -1, SHA256: right.SHA256},
		"other digest": storage.ContentOf([]byte("the bytes that arrivE")),
		"zero digest":  {Size: right.Size},
	} {
		err := s.Put(context.Background(), "wrong", want, bytes.NewReader(data))
		if !errors.Is(err, storage.ErrMismatch) {
			t.Errorf("%s: %v; want storage.ErrMismatch", name, err)
		}
	}
	empty(t, s)
}

// endlessReader would never return if a store read more than it must.
func endlessReader(t *testing.T, s storage.Store) {
	err := s.Put(context.Background(), "endless", storage.ContentOf(make([]byte, 100_000)), zeros{})
	if !errors.Is(err, storage.ErrMismatch) {
		t.Errorf("%v; want storage.ErrMismatch", err)
	}
	empty(t, s)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

var errReader = errors.New("the reader broke")

func failingReader(t *testing.T, s storage.Store) {
	data := bytes.Repeat([]byte("x"), 3<<20)
	for _, n := range []int{0, 1, 32 << 10, 1<<20 + 1, len(data)} {
		r := io.MultiReader(bytes.NewReader(data[:n]), errorReader{})
		if err := s.Put(context.Background(), "torn", storage.ContentOf(data), r); !errors.Is(err, errReader) {
			t.Errorf("after %d bytes: %v; want the reader's error", n, err)
		}
	}
	empty(t, s)
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errReader }

func failureThenSuccess(t *testing.T, s storage.Store) {
	data := []byte("second try")
	if err := s.Put(context.Background(), "again", storage.ContentOf(data), errorReader{}); err == nil {
		t.Fatal("a failing reader was accepted")
	}
	mustPut(t, s, "again", data)
	holds(t, s, "again", data)
}

func cancelledContext(t *testing.T, s storage.Store) {
	mustPut(t, s, "here", []byte("here"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Put(ctx, "new", storage.ContentOf([]byte("new")), strings.NewReader("new")); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	if _, err := s.Open(ctx, "here"); !errors.Is(err, context.Canceled) {
		t.Errorf("open: %v", err)
	}
	if _, err := s.Stat(ctx, "here"); !errors.Is(err, context.Canceled) {
		t.Errorf("stat: %v", err)
	}
	for o, err := range s.List(ctx, "") {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("list: %v, %v", o, err)
		}
	}
	if got := keys(t, s, ""); len(got) != 1 {
		t.Errorf("objects: %q", got)
	}
}

func cancelledMidway(t *testing.T, s storage.Store) {
	ctx, cancel := context.WithCancel(context.Background())
	data := bytes.Repeat([]byte("x"), 3<<20)
	r := io.MultiReader(bytes.NewReader(data[:1<<20]), cancelReader{cancel}, bytes.NewReader(data[1<<20:]))
	if err := s.Put(ctx, "torn", storage.ContentOf(data), r); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want context.Canceled", err)
	}
	empty(t, s)
}

// cancelReader gives nothing; who reads it has just been cancelled.
type cancelReader struct{ cancel context.CancelFunc }

func (r cancelReader) Read([]byte) (int, error) {
	r.cancel()
	return 0, io.EOF
}
