package repository_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/s3"
)

// These say where the process that is killed stops: at which request of an upload in
// parts, and when.
const (
	uploads = "YOSHIKI_TEST_UPLOADS" // folder of the journal
	request = "YOSHIKI_TEST_REQUEST"
	moment  = "YOSHIKI_TEST_MOMENT"
)

// moments of a request: it has not left, half of its body has, the server has answered.
var moments = []string{"before", "half", "answered"}

// The upload of the large paper: one request begins it, three bring parts, one completes it.
const (
	partSize       = 5 << 20 // the least that S3 allows
	uploadRequests = 5
)

var largePaper = strings.Repeat("0123456789abcdef", (2*partSize+1<<20)/16)

func largeBag(t *testing.T, id string) *bag.Bag {
	t.Helper()
	in := info()
	in.Case.ID = id
	return seal(t, in, append(few(), paper(manifest.Attachment, "", "large", largePaper+id)))
}

// TestKilledUpload kills a process that saves a package with a paper in parts, at every
// request of the upload in turn, and at any time: nothing is there by half, what was told
// to be saved is there, the next process goes on with what was sent, and in the end nothing
// is there twice and no upload is left. With YOSHIKI_KILLS it does so as many times.
func TestKilledUpload(t *testing.T) {
	if where := os.Getenv(saveTo); where != "" {
		saveUntilKilled(t, where)
		return
	}
	c, admin := bucket(t)
	for n := range times(t, "YOSHIKI_KILLS", 1) {
		for at := range uploadRequests {
			for _, when := range moments {
				if at == 0 && when == "half" {
					continue // it has no body
				}
				k := uploadKill{c: c, admin: admin, journal: t.TempDir(), id: strings.Join([]string{"upload", strconv.Itoa(n), strconv.Itoa(at), when}, "-")}
				k.run(t, at+1, when, 0)
			}
		}
		for i := range 3 {
			k := uploadKill{c: c, admin: admin, journal: t.TempDir(), id: "upload-" + strconv.Itoa(n) + "-any-" + strconv.Itoa(i)}
			k.run(t, 1, "any", time.Duration(rand.Int64N(int64(200*time.Millisecond))))
		}
	}
	left, err := minio.Core{Client: admin}.ListMultipartUploads(context.Background(), "packages", "", "", "", "", 1000)
	if err != nil || len(left.Uploads) > 0 {
		t.Errorf("unfinished uploads: %v, %v", left.Uploads, err)
	}
}

// openUploads opens a prefix of a bucket with parts and a journal.
func openUploads(t *testing.T, where, journal string, wrap func(http.RoundTripper) http.RoundTripper) *s3.Store {
	t.Helper()
	c := configAt(t, where)
	c.PartSize, c.Journal, c.Wrap = partSize, journal, wrap
	return openS3(t, c)
}

// saveUntilKilled tells with "." that the moment has come, and with "S" that it has saved.
func saveUntilKilled(t *testing.T, where string) {
	n, err := strconv.ParseInt(os.Getenv(request), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	d := &deadly{at: n, moment: os.Getenv(moment)}
	store := openUploads(t, where, os.Getenv(uploads), func(next http.RoundTripper) http.RoundTripper { d.RoundTripper = next; return d })
	save(t, store, largeBag(t, filepath.Base(where)))
	tell("S")
	select {}
}

func tell(what string) {
	if _, err := os.Stdout.WriteString(what); err != nil {
		os.Exit(1)
	}
}

// deadly stops at a moment of one request that belongs to an upload.
type deadly struct {
	http.RoundTripper
	at     int64
	moment string
	seen   atomic.Int64
}

func (d *deadly) RoundTrip(req *http.Request) (*http.Response, error) {
	if q := req.URL.Query(); !q.Has("uploads") && !q.Has("uploadId") || d.seen.Add(1) != d.at {
		return d.RoundTripper.RoundTrip(req)
	}
	switch {
	case d.moment == "any":
		tell(".")
	case d.moment == "half":
		req.Body = &halfBody{req.Body, req.ContentLength / 2}
	case d.moment != "answered":
		tell(".")
		select {}
	}
	answer, err := d.RoundTripper.RoundTrip(req)
	if d.moment == "answered" {
		tell(".")
		select {}
	}
	return answer, err
}

// halfBody stops behind some bytes.
type halfBody struct {
	io.ReadCloser
	left int64
}

func (h *halfBody) Read(p []byte) (int, error) {
	if h.left == 0 {
		tell(".")
		select {}
	}
	n, err := h.ReadCloser.Read(p[:min(int64(len(p)), h.left)])
	h.left -= int64(n)
	return n, err
}

// uploadKill is one process that is killed, and what follows.
type uploadKill struct {
	c           s3.Config
	admin       *minio.Client
	journal, id string
}

func (k uploadKill) run(t *testing.T, at int, when string, wait time.Duration) {
	t.Helper()
	where := k.c.Endpoint + "/" + k.id
	told := k.kill(t, where, at, when, wait)
	b := largeBag(t, k.id)
	sent := new(atomic.Int64)
	store := openUploads(t, where, k.journal, func(next http.RoundTripper) http.RoundTripper { return metered{next, sent} })
	if committed := there(t, store, b); committed != strings.HasSuffix(told, "S") && when != "any" || !committed && strings.HasSuffix(told, "S") {
		t.Errorf("%s: told %q, committed %v", k.id, told, committed)
	}
	k.largeIsWhole(t, store)
	sent.Store(0)
	save(t, store, b)
	whole(t, store, b)
	if at == uploadRequests && sent.Load() > 1<<20 {
		t.Errorf("%s: all parts were there, and %d bytes were sent again", k.id, sent.Load())
	}
	k.nothingTwice(t)
	if _, err := store.Sweep(context.Background(), time.Now().Add(time.Hour)); err != nil {
		t.Error(err)
	}
	if _, err := repository.Collect(context.Background(), store, time.Now()); err != nil {
		t.Error(err)
	}
	if names, err := filepath.Glob(filepath.Join(k.journal, "*")); err != nil || len(names) > 0 {
		t.Errorf("%s: in the journal: %v, %v", k.id, names, err)
	}
}

// kill gives what the process has told before it died.
func (k uploadKill) kill(t *testing.T, where string, at int, when string, wait time.Duration) string {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledUpload$")
	cmd.Env = append(os.Environ(), saveTo+"="+where, uploads+"="+k.journal, request+"="+strconv.Itoa(at), moment+"="+when)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 1)
	if _, err := io.ReadFull(out, first); err != nil || first[0] != '.' {
		t.Errorf("%s: told %q, %v", k.id, first, err)
	}
	time.Sleep(wait)
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	rest, err := io.ReadAll(out)
	if err != nil {
		t.Error(err)
	}
	var killed *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &killed) {
		t.Error(err)
	}
	return string(append(first, rest...))
}

// largeIsWhole fails the test if the large paper is there by half.
func (k uploadKill) largeIsWhole(t *testing.T, store storage.Store) {
	t.Helper()
	want := storage.ContentOf([]byte(largePaper + k.id))
	r, err := store.Open(context.Background(), blobOf(want))
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := storage.Measure(context.Background(), r)
	if err = errors.Join(err, r.Close()); err != nil || got != want {
		t.Errorf("%s: %d bytes of the large paper are there, %v", k.id, got.Size, err)
	}
}

// nothingTwice fails the test if any object of the package has two versions.
func (k uploadKill) nothingTwice(t *testing.T) {
	t.Helper()
	versions := map[string]string{}
	for o := range k.admin.ListObjects(context.Background(), "packages", minio.ListObjectsOptions{Prefix: k.id + "/", Recursive: true, WithVersions: true}) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		if other, ok := versions[o.Key]; ok && other != o.VersionID {
			t.Errorf("%s has two versions", o.Key)
		}
		versions[o.Key] = o.VersionID
	}
	if len(versions) != 3+8+1 {
		t.Errorf("%s: %d objects", k.id, len(versions))
	}
}

// metered counts the bytes of bodies that were sent.
type metered struct {
	http.RoundTripper
	sent *atomic.Int64
}

func (m metered) RoundTrip(req *http.Request) (*http.Response, error) {
	m.sent.Add(max(req.ContentLength, 0))
	return m.RoundTripper.RoundTrip(req)
}
