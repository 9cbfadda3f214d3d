package s3_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
	"yoshiki/storage/s3"
	"yoshiki/storage/storagetest"
)

// faulty opens a store whose requests meet a fault from now on.
func faulty(t testing.TB, c s3.Config, fault storagetest.Fault, when func(int64, *http.Request) bool) (*s3.Store, *storagetest.Faulty) {
	t.Helper()
	var armed atomic.Bool
	f := &storagetest.Faulty{Fault: fault}
	f.When = func(n int64, req *http.Request) bool { return armed.Load() && when(n, req) }
	c.Pause = time.Millisecond
	c.Wrap = func(next http.RoundTripper) http.RoundTripper {
		f.Next = next
		return gate{f, &armed}
	}
	s := create(t, c)
	armed.Store(true)
	return s, f
}

// gate leaves the requests before it is opened uncounted.
type gate struct {
	f     *storagetest.Faulty
	armed *atomic.Bool
}

func (g gate) RoundTrip(req *http.Request) (*http.Response, error) {
	if !g.armed.Load() {
		return g.f.Next.RoundTrip(req)
	}
	return g.f.RoundTrip(req)
}

// big is an object in two parts.
var big = bytes.Repeat([]byte("0123456789abcdef"), (part+1<<20)/16)

func put(s storage.Store, key string, data []byte) error {
	return s.Put(context.Background(), key, storage.ContentOf(data), bytes.NewReader(data))
}

func get(s storage.Store, key string) ([]byte, error) {
	r, err := s.Open(context.Background(), key)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}

// TestEveryRequestFails: whichever request of a Put fails, and however, the object is
// there whole or not at all, never lost after success, and a repetition of the Put ends it.
func TestEveryRequestFails(t *testing.T) {
	c := versitygw(t).bucket(t, "faults", false)
	clean := create(t, c)
	for _, size := range []struct {
		data     []byte
		requests int64
	}{{[]byte("small"), 1}, {big, 5}} {
		for i, fault := range storagetest.Faults {
			n := int64(1)
			for ; everyRequest(t, c, clean, fault, n, fmt.Sprintf("%d/%d/%d", len(size.data), i, n), size.data); n++ {
			}
			if n != size.requests+1 {
				t.Errorf("%s: %d requests", fault, n-1)
			}
		}
	}
}

// everyRequest lets request n of a Put fail; false if it has no so many.
func everyRequest(t *testing.T, c s3.Config, clean *s3.Store, fault storagetest.Fault, n int64, key string, data []byte) bool {
	t.Helper()
	s, f := faulty(t, c, fault, storagetest.Nth(n))
	err := put(s, key, data)
	if f.Hits() == 0 {
		return false
	}
	if err != nil && fault != storagetest.Forbidden {
		t.Errorf("%s in request %d: %v", fault, n, err)
	}
	got, getErr := get(clean, key)
	if err == nil && getErr != nil || getErr == nil && !bytes.Equal(got, data) {
		t.Errorf("%s in request %d: put %v, %d bytes, %v", fault, n, err, len(got), getErr)
	}
	if err := put(clean, key, data); err != nil && !errors.Is(err, fs.ErrExist) {
		t.Errorf("%s in request %d, repeated: %v", fault, n, err)
	}
	return true
}

// TestNoAnswerEver: when every answer to a write is lost, reading tells the outcome: each
// Put still ends in success, and a second one in fs.ErrExist.
func TestNoAnswerEver(t *testing.T) {
	c := versitygw(t).bucket(t, "silent", false)
	for _, fault := range []storagetest.Fault{storagetest.Lost, storagetest.Late} {
		s, _ := faulty(t, c, fault, storagetest.Writes)
		key := "key-" + strconv.Itoa(len(fault))
		if err := put(s, key, []byte("the same")); err != nil {
			t.Errorf("%s: %v", fault, err)
		}
		if err := put(s, key, []byte("the same")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: again: %v; want fs.ErrExist", fault, err)
		}
	}
}

// TestLostCompletion: the answer to the completion of an upload is lost, and with it what
// the upload was called.
func TestLostCompletion(t *testing.T) {
	c := versitygw(t).bucket(t, "completion", false)
	s, f := faulty(t, c, storagetest.Lost, func(_ int64, req *http.Request) bool {
		return req.Method == http.MethodPost && req.URL.Query().Has("uploadId")
	})
	if err := put(s, "big", big); err != nil || f.Hits() == 0 {
		t.Errorf("%v, %d answers lost", err, f.Hits())
	}
	if err := put(s, "big", big); !errors.Is(err, fs.ErrExist) {
		t.Errorf("again: %v; want fs.ErrExist", err)
	}
}

// TestBrokenDownload: a reader whose connection breaks again and again gets every byte.
func TestBrokenDownload(t *testing.T) {
	c := versitygw(t).bucket(t, "broken", false)
	if err := put(create(t, c), "big", big); err != nil {
		t.Fatal(err)
	}
	s, f := faulty(t, c, storagetest.Truncated, func(n int64, _ *http.Request) bool { return n <= 10 })
	got, err := get(s, "big")
	if err != nil || !bytes.Equal(got, big) || f.Hits() != 10 {
		t.Errorf("%d bytes, %v, broken %d times", len(got), err, f.Hits())
	}
	s, _ = faulty(t, c, storagetest.Refused, storagetest.OnFrom(2))
	r, err := s.Open(context.Background(), "big")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, big) {
		t.Errorf("one connection: %d bytes, %v", len(got), err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

// brittle breaks off every answer to a GET behind some bytes, and refuses all but the first.
type brittle struct {
	http.RoundTripper
	calls atomic.Int32
}

func (b *brittle) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method == http.MethodGet && req.URL.Query().Get("list-type") == "" && b.calls.Add(1) > 1 {
		return nil, syscall.ECONNRESET
	}
	answer, err := b.RoundTripper.RoundTrip(req)
	if err == nil && req.Method == http.MethodGet {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(io.LimitReader(answer.Body, 1000), broken{}), answer.Body}
	}
	return answer, err
}

// TestReaderGivesUp: a reader whose connection is broken for good, or whose context is
// cancelled, ends with an error that names the object, behind the bytes that it got.
func TestReaderGivesUp(t *testing.T) {
	c := versitygw(t).bucket(t, "gives-up", false)
	if err := put(create(t, c), "big", big); err != nil {
		t.Fatal(err)
	}
	c.Pause = time.Millisecond
	c.Wrap = func(next http.RoundTripper) http.RoundTripper { return &brittle{RoundTripper: next} }
	if got, err := get(create(t, c), "big"); !errors.Is(err, syscall.ECONNRESET) || !strings.Contains(err.Error(), "big") || !bytes.Equal(got, big[:1000]) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r, err := create(t, c).Open(ctx, "big")
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := io.ReadAll(r); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "big") {
		t.Errorf("%v; want context.Canceled", err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

// TestBrokenListing: a listing goes on where it broke off, without doubles.
func TestBrokenListing(t *testing.T) {
	c := versitygw(t).bucket(t, "listing", false)
	clean := create(t, c)
	for i := range 30 {
		if err := put(clean, fmt.Sprintf("k/%02d", i), nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, fault := range []storagetest.Fault{storagetest.Busy, storagetest.Truncated, storagetest.Refused} {
		s, f := faulty(t, c, fault, storagetest.Nth(1))
		n := 0
		for o, err := range s.List(context.Background(), "k/") {
			if want := fmt.Sprintf("k/%02d", n); err != nil || o.Key != want {
				t.Fatalf("%s: %v, %v; want %s", fault, o, err, want)
			}
			n++
		}
		if n != 30 || f.Hits() != 1 {
			t.Errorf("%s: %d objects, %d faults", fault, n, f.Hits())
		}
	}
}

// rounds is how often a race is run: 15 times, or YOSHIKI_ROUNDS.
func rounds(t *testing.T) int {
	t.Helper()
	text := os.Getenv("YOSHIKI_ROUNDS")
	if text == "" {
		return 15
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestLostAnswersInOrder: when every third request, if it writes, loses its answer, what
// racing writers and readers see is still what they could have seen one after the other.
func TestLostAnswersInOrder(t *testing.T) {
	s, f := faulty(t, versitygw(t).bucket(t, "order", false), storagetest.Lost, func(n int64, req *http.Request) bool {
		return n%3 == 0 && storagetest.Writes(n, req)
	})
	storagetest.Linearizable(t, s, 10)
	if f.Hits() == 0 {
		t.Error("no answer was lost")
	}
}

// TestOneWinner: of 32 writers of the same bytes, of whom every third request, if it
// writes, loses its answer, exactly one hears that it has made the object, and there is
// one version of it.
func TestOneWinner(t *testing.T) {
	server := versitygw(t)
	c := server.bucket(t, "winner", true)
	s, f := faulty(t, c, storagetest.Lost, func(n int64, req *http.Request) bool {
		return n%3 == 0 && storagetest.Writes(n, req)
	})
	for round := range rounds(t) {
		key := fmt.Sprintf("packages/p%04d/v0001/COMMIT", round)
		var wins atomic.Int32
		var wg sync.WaitGroup
		for i := range 32 {
			wg.Go(func() {
				switch err := put(s, key, []byte("COMMIT\n")); {
				case err == nil:
					wins.Add(1)
				case !errors.Is(err, fs.ErrExist):
					t.Errorf("writer %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		if wins.Load() != 1 {
			t.Errorf("round %d: %d writers won", round, wins.Load())
		}
	}
	if f.Hits() == 0 {
		t.Error("no answer was lost")
	}
	versions := map[string]map[string]bool{} // a server may list one twice, at the end of a page and at the start of the next
	for o := range server.admin(t).Client.ListObjects(context.Background(), "winner", minio.ListObjectsOptions{Prefix: "packages/", Recursive: true, WithVersions: true}) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		if versions[o.Key] == nil {
			versions[o.Key] = map[string]bool{}
		}
		versions[o.Key][o.VersionID] = true
	}
	for key, ids := range versions {
		if len(ids) != 1 {
			t.Errorf("%s has %d versions", key, len(ids))
		}
	}
	if len(versions) != rounds(t) {
		t.Errorf("%d objects of %d", len(versions), rounds(t))
	}
}
