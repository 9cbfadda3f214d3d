package s3_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"yoshiki/storage"
	"yoshiki/storage/s3"
)

// part is the least that S3 allows.
const part = 5 << 20

// meter counts the bytes of bodies that were sent.
type meter struct {
	http.RoundTripper
	sent *atomic.Int64
}

func (m meter) RoundTrip(req *http.Request) (*http.Response, error) {
	m.sent.Add(max(req.ContentLength, 0))
	return m.RoundTripper.RoundTrip(req)
}

// metered opens a store with a journal.
func metered(t *testing.T, c s3.Config, journal string) (*s3.Store, *atomic.Int64) {
	t.Helper()
	sent := new(atomic.Int64)
	c.Journal, c.PartSize = journal, part
	c.Wrap = func(next http.RoundTripper) http.RoundTripper { return meter{next, sent} }
	return create(t, c), sent
}

// noise is the same bytes each time: those of an object of so many.
func noise(size int64) io.Reader {
	return io.LimitReader(rand.NewChaCha8([32]byte{byte(size)}), size)
}

func contentOf(t *testing.T, r io.Reader) storage.Content {
	t.Helper()
	c, err := storage.Measure(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// nothingLeft fails the test if an upload or its journal is there.
func nothingLeft(t *testing.T, server server, bucket, journal string) {
	t.Helper()
	left, err := server.admin(t).ListMultipartUploads(context.Background(), bucket, "", "", "", "", 1000)
	if err != nil || len(left.Uploads) > 0 {
		t.Errorf("unfinished uploads: %v, %v", left.Uploads, err)
	}
	if names, err := filepath.Glob(filepath.Join(journal, "*")); err != nil || len(names) > 0 {
		t.Errorf("in the journal: %v, %v", names, err)
	}
}

var errCut = errors.New("the line was cut")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errCut }

// largeSize is 24 MiB, or YOSHIKI_LARGE MiB.
func largeSize(t *testing.T) int64 {
	t.Helper()
	text := os.Getenv("YOSHIKI_LARGE")
	if text == "" {
		return 24 << 20
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n << 20
}

// TestResume: an upload that was cut ten times is finished, and each cut costs at most one
// part that is sent again.
func TestResume(t *testing.T) {
	server, journal, size := versitygw(t), t.TempDir(), largeSize(t)
	c := server.bucket(t, "resume", false)
	want := contentOf(t, noise(size))
	total := int64(0)
	for cut := int64(1); cut <= 10; cut++ {
		s, sent := metered(t, c, journal)
		r := io.MultiReader(io.LimitReader(noise(size), size*cut/11), broken{})
		if err := s.Put(context.Background(), "large", want, r); !errors.Is(err, errCut) {
			t.Fatalf("cut %d: %v", cut, err)
		}
		if _, err := s.Stat(context.Background(), "large"); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("cut %d: half an object is there: %v", cut, err)
		}
		total += sent.Load()
	}
	s, sent := metered(t, c, journal)
	if err := s.Put(context.Background(), "large", want, noise(size)); err != nil {
		t.Fatal(err)
	}
	if total += sent.Load(); total > size+10*part {
		t.Errorf("%d bytes sent for %d", total, size)
	}
	t.Logf("%d MiB sent for %d MiB", total>>20, size>>20)
	r, err := s.Open(context.Background(), "large")
	if err != nil {
		t.Fatal(err)
	}
	if got := contentOf(t, r); got != want {
		t.Errorf("other bytes: %v", got)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	nothingLeft(t, server, "resume", journal)
}

// cutOnce leaves an unfinished upload of big with one part.
func cutOnce(t *testing.T, s *s3.Store) {
	t.Helper()
	r := io.MultiReader(bytes.NewReader(big[:part+1]), broken{})
	if err := s.Put(context.Background(), "big", storage.ContentOf(big), r); !errors.Is(err, errCut) {
		t.Fatal(err)
	}
}

// TestDamagedJournal: an upload goes on with what of its journal can be read, and begins
// anew when the server has forgotten it.
func TestDamagedJournal(t *testing.T) {
	server := versitygw(t)
	for i, damage := range []func(t *testing.T, file string){
		func(t *testing.T, file string) { change(t, file, func(b []byte) []byte { return b[:len(b)-10] }) },
		func(t *testing.T, file string) { change(t, file, func(b []byte) []byte { return b[:10] }) },
		func(t *testing.T, file string) {
			change(t, file, func(b []byte) []byte { return append(b, "{\"part\":2,"...) })
		},
		func(t *testing.T, file string) { change(t, file, func([]byte) []byte { return nil }) },
		func(t *testing.T, file string) {
			change(t, file, func(b []byte) []byte { return bytes.Replace(b, []byte(`"id":"`), []byte(`"id":"0`), 1) })
		},
	} {
		journal := t.TempDir()
		s, _ := metered(t, server.bucket(t, "journal-"+strconv.Itoa(i), false), journal)
		cutOnce(t, s)
		names, err := filepath.Glob(filepath.Join(journal, "*.json"))
		if err != nil || len(names) != 1 {
			t.Fatalf("%v, %v", names, err)
		}
		damage(t, names[0])
		if err := put(s, "big", big); err != nil {
			t.Errorf("damage %d: %v", i, err)
		}
		if got, err := get(s, "big"); err != nil || !bytes.Equal(got, big) {
			t.Errorf("damage %d: %d bytes, %v", i, len(got), err)
		}
	}
}

func change(t *testing.T, file string, edit func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, edit(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestOneUpload: writers of one large object with one journal wait for each other: one
// makes it, and it is sent once.
func TestOneUpload(t *testing.T) {
	server, journal := versitygw(t), t.TempDir()
	s, sent := metered(t, server.bucket(t, "one", false), journal)
	var wins atomic.Int32
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			switch err := put(s, "big", big); {
			case err == nil:
				wins.Add(1)
			case !errors.Is(err, fs.ErrExist):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if wins.Load() != 1 || sent.Load() > int64(len(big))+4096 {
		t.Errorf("%d winners, %d bytes sent for %d", wins.Load(), sent.Load(), len(big))
	}
	nothingLeft(t, server, "one", journal)
}

// TestLargeMismatch: nothing is left of large objects that are not what was announced.
func TestLargeMismatch(t *testing.T) {
	server := versitygw(t)
	c := server.bucket(t, "mismatch", false)
	for _, journal := range []string{"", t.TempDir()} {
		s, _ := metered(t, c, journal)
		for name, want := range map[string]storage.Content{
			"longer":  {Size: int64(len(big)) + 1, SHA256: storage.ContentOf(big).SHA256},
			"shorter": {Size: int64(len(big)) - 1, SHA256: storage.ContentOf(big).SHA256},
			"other":   {Size: int64(len(big))},
		} {
			if err := s.Put(context.Background(), "big", want, bytes.NewReader(big)); !errors.Is(err, storage.ErrMismatch) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := s.Stat(context.Background(), "big"); !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
		if journal != "" {
			nothingLeft(t, server, "mismatch", journal)
		}
	}
	s, _ := metered(t, c, "")
	r := io.MultiReader(bytes.NewReader(big[:part+1]), broken{})
	if err := s.Put(context.Background(), "big", storage.ContentOf(big), r); !errors.Is(err, errCut) {
		t.Error(err)
	}
	nothingLeft(t, server, "mismatch", t.TempDir())
}

// TestTooLarge: what has more than 10,000 parts is refused before anything is read.
func TestTooLarge(t *testing.T) {
	s := create(t, versitygw(t).bucket(t, "huge", false))
	err := s.Put(context.Background(), "huge", storage.Content{Size: 10_000*part + 1}, broken{})
	if err == nil || errors.Is(err, errCut) || !strings.Contains(err.Error(), "huge") {
		t.Errorf("%v", err)
	}
}

// TestMemoryIsBounded: a Put that would be the ninth object or part in memory waits, and
// gives up with its context.
func TestMemoryIsBounded(t *testing.T) {
	s := create(t, versitygw(t).bucket(t, "memory", false))
	goOn := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 8 {
		w := waiting{make(chan struct{}), goOn}
		wg.Go(func() {
			if err := s.Put(context.Background(), strconv.Itoa(i), storage.ContentOf(nil), w); err != nil {
				t.Error(err)
			}
		})
		<-w.asked
	}
	for _, data := range [][]byte{[]byte("small"), big} {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		if err := s.Put(ctx, "ninth", storage.ContentOf(data), bytes.NewReader(data)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%d bytes: %v; want context.DeadlineExceeded", len(data), err)
		}
		cancel()
	}
	close(goOn)
	wg.Wait()
	if err := put(s, "ninth", big); err != nil {
		t.Error(err)
	}
}

// TestSweep: unfinished uploads are taken away when they are old, and only then.
func TestSweep(t *testing.T) {
	server, journal := versitygw(t), t.TempDir()
	s, _ := metered(t, server.bucket(t, "sweep", false), journal)
	other, _ := metered(t, server.bucket(t, "other", false), journal)
	cutOnce(t, s)
	cutOnce(t, other)
	if n, err := s.Sweep(context.Background(), time.Now().Add(-time.Hour)); n != 0 || err != nil {
		t.Errorf("%d young ones swept, %v", n, err)
	}
	for _, s := range []*s3.Store{s, other} {
		if n, err := s.Sweep(context.Background(), time.Now().Add(time.Hour)); n != 1 || err != nil {
			t.Errorf("%d swept, %v", n, err)
		}
	}
	nothingLeft(t, server, "sweep", journal)
	nothingLeft(t, server, "other", journal)
	if err := put(s, "big", big); err != nil {
		t.Error(err)
	}
}
