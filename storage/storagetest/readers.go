package storagetest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"yoshiki/storage"
)

// strangeReaders give their bytes in every way that io.Reader allows.
func strangeReaders(t *testing.T, s storage.Store) {
	data := bytes.Repeat([]byte("様式"), 1000)
	for key, r := range map[string]io.Reader{
		"one-byte":     iotest.OneByteReader(bytes.NewReader(data)),
		"half":         iotest.HalfReader(bytes.NewReader(data)),
		"data-and-eof": iotest.DataErrReader(bytes.NewReader(data)),
		"nothing":      &hesitant{r: bytes.NewReader(data)},
		"no-seeker":    struct{ io.Reader }{bytes.NewReader(data)},
	} {
		if err := s.Put(context.Background(), key, storage.ContentOf(data), r); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		holds(t, s, key, data)
	}
}

// hesitant gives nothing every other time.
type hesitant struct {
	r    io.Reader
	wait bool
}

func (h *hesitant) Read(p []byte) (int, error) {
	if h.wait = !h.wait; h.wait {
		return 0, nil
	}
	return h.r.Read(p)
}

// readsNoMore: one byte too many is read, and nothing behind it.
func readsNoMore(t *testing.T, s storage.Store) {
	r := strings.NewReader("announced and more that is of no business here")
	err := s.Put(context.Background(), "key", storage.ContentOf([]byte("announced")), r)
	if !errors.Is(err, storage.ErrMismatch) {
		t.Errorf("%v; want storage.ErrMismatch", err)
	}
	if read := r.Size() - int64(r.Len()); read > int64(len("announced"))+1 {
		t.Errorf("%d bytes were read", read)
	}
	empty(t, s)
}

// notClosed: the reader belongs to the caller.
func notClosed(t *testing.T, s storage.Store) {
	r := &closer{Reader: strings.NewReader("open")}
	if err := s.Put(context.Background(), "key", storage.ContentOf([]byte("open")), r); err != nil {
		t.Fatal(err)
	}
	if r.closed {
		t.Error("Put has closed the reader")
	}
}

type closer struct {
	io.Reader
	closed bool
}

func (c *closer) Close() error {
	c.closed = true
	return nil
}

// closedEarly: a reader may be closed before its end.
func closedEarly(t *testing.T, s storage.Store) {
	data := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	mustPut(t, s, "key", data)
	for _, n := range []int{0, 1, 1000} {
		r, err := s.Open(context.Background(), "key")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(r, make([]byte, n)); err != nil {
			t.Error(err)
		}
		if err := r.Close(); err != nil {
			t.Errorf("closed after %d bytes: %v", n, err)
		}
	}
	holds(t, s, "key", data)
}

// manyReaders: readers of one object do not disturb each other.
func manyReaders(t *testing.T, s storage.Store) {
	data := bytes.Repeat([]byte("0123456789abcdef"), 1<<12)
	mustPut(t, s, "key", data)
	var all [20]io.ReadCloser
	for i := range all {
		r, err := s.Open(context.Background(), "key")
		if err != nil {
			t.Fatal(err)
		}
		all[i] = r
	}
	for at := 0; at < len(data); at += 1 << 12 {
		for i, r := range all {
			got := make([]byte, 1<<12)
			if _, err := io.ReadFull(r, got); err != nil || !bytes.Equal(got, data[at:at+1<<12]) {
				t.Fatalf("reader %d at %d: %v", i, at, err)
			}
		}
	}
	for _, r := range all {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// errorsName: whoever reads an error learns which key it is about.
func errorsName(t *testing.T, s storage.Store) {
	const key = "packages/one/COMMIT"
	mustPut(t, s, key, []byte("here"))
	failures := map[string]error{"taken": put(s, key, nil)}
	_, failures["missing, open"] = s.Open(context.Background(), key+"2")
	_, failures["missing, stat"] = s.Stat(context.Background(), key+"2")
	failures["mismatch"] = s.Put(context.Background(), key+"3", storage.Content{Size: 1}, strings.NewReader("x"))
	failures["reader"] = s.Put(context.Background(), key+"4", storage.Content{Size: 1}, errorReader{})
	for what, err := range failures {
		if err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
