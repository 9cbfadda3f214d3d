package s3_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"yoshiki/storage"
	"yoshiki/storage/s3"
	"yoshiki/storage/storagetest"
)

// completing lets a test see and change the requests that complete an upload in parts.
type completing struct {
	http.RoundTripper
	do func(req *http.Request, next http.RoundTripper) (*http.Response, error)
}

func (c completing) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method == http.MethodPost && req.URL.Query().Has("uploadId") {
		return c.do(req, c.RoundTripper)
	}
	return c.RoundTripper.RoundTrip(req)
}

func completed(t *testing.T, c s3.Config, do func(*http.Request, http.RoundTripper) (*http.Response, error)) *s3.Store {
	t.Helper()
	c.Pause = time.Millisecond
	c.Wrap = func(next http.RoundTripper) http.RoundTripper { return completing{next, do} }
	return create(t, c)
}

// TestErrorInside200: a server may begin to answer the completion of an upload with 200
// before it knows how it will end. The error that stands in the body then means what it
// does elsewhere.
func TestErrorInside200(t *testing.T) {
	c := versitygw(t).bucket(t, "inside", false)
	rival := create(t, c)
	taken := completed(t, c, func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
		if err := put(rival, "taken", []byte("by a rival")); err != nil {
			t.Error(err)
		}
		answer, err := next.RoundTrip(req)
		if err == nil {
			answer.StatusCode, answer.Status = http.StatusOK, "200 OK"
		}
		return answer, err
	})
	if err := put(taken, "taken", big); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v; want fs.ErrExist", err)
	}
	for _, done := range []bool{false, true} {
		var tries atomic.Int32
		s := completed(t, c, func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
			if tries.Add(1) > 1 {
				return next.RoundTrip(req)
			}
			if done {
				answer, err := next.RoundTrip(req)
				if err == nil {
					err = answer.Body.Close()
				}
				if err != nil {
					return nil, err
				}
			}
			body := "<Error><Code>InternalError</Code><Message>we encountered an error</Message></Error>"
			return &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
				Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: req}, nil
		})
		key := fmt.Sprintf("done-%v", done)
		if err := put(s, key, big); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// TestCompletedMeanwhile: the process before this one was killed while it completed the
// upload, and the server does so only now.
func TestCompletedMeanwhile(t *testing.T) {
	c := versitygw(t).bucket(t, "meanwhile", false)
	c.Journal = t.TempDir()
	s := completed(t, c, func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
		earlier, err := http.NewRequest(req.Method, req.URL.String(), nil)
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		earlier.Header, earlier.ContentLength, earlier.Body = req.Header, req.ContentLength, io.NopCloser(bytes.NewReader(body))
		answer, err := next.RoundTrip(earlier)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Errorf("%v, %v", answer, err)
		}
		if err := answer.Body.Close(); err != nil {
			t.Error(err)
		}
		req.Header = req.Header.Clone()
		req.Body = io.NopCloser(bytes.NewReader(body))
		answer, err = next.RoundTrip(req)
		if err == nil { // as a server that looks for the upload before it looks for the object
			err = answer.Body.Close()
			text := "<Error><Code>NoSuchUpload</Code></Error>"
			answer.StatusCode, answer.Status, answer.Body, answer.ContentLength = http.StatusNotFound, "404 Not Found", io.NopCloser(strings.NewReader(text)), int64(len(text))
		}
		return answer, err
	})
	if err := put(s, "big", big); err != nil && !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	if got, err := get(s, "big"); err != nil || !bytes.Equal(got, big) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

// TestTimeToComplete: a server that puts the parts of a large object together may take
// longer than for a small one.
func TestTimeToComplete(t *testing.T) {
	var left atomic.Int64
	s := completed(t, versitygw(t).bucket(t, "slow", false), func(req *http.Request, next http.RoundTripper) (*http.Response, error) {
		if end, ok := req.Context().Deadline(); ok {
			left.Store(int64(time.Until(end)))
		}
		return next.RoundTrip(req)
	})
	if err := put(s, "big", big); err != nil {
		t.Fatal(err)
	}
	if left := time.Duration(left.Load()); left < time.Minute {
		t.Errorf("%v for %d MiB", left, len(big)>>20)
	}
}

// TestForgetfulServer: a part that the journal knows is gone at the server: the Put fails,
// and its repetition sends everything.
func TestForgetfulServer(t *testing.T) {
	server := versitygw(t)
	c := server.bucket(t, "forgetful", false)
	c.Journal = t.TempDir()
	s := create(t, c)
	cutOnce(t, s)
	names, err := filepath.Glob(filepath.Join(c.Journal, "*.json"))
	if err != nil || len(names) != 1 {
		t.Fatalf("%v, %v", names, err)
	}
	second := storage.ContentOf(big[part:]).SHA256
	change(t, names[0], func(b []byte) []byte {
		return fmt.Appendf(b, "{\"part\":2,\"etag\":\"0123456789abcdef0123456789abcdef\",\"sha256\":%q}\n", base64.StdEncoding.EncodeToString(second[:]))
	})
	if err := put(s, "big", big); err == nil {
		t.Error("completed without a part")
	}
	if err := put(s, "big", big); err != nil {
		t.Errorf("again: %v", err)
	}
	nothingLeft(t, server, "forgetful", c.Journal)
}

// TestLostBeginning: the answer to the request that begins an upload is lost, and with it
// the upload's id: the upload is taken away all the same.
func TestLostBeginning(t *testing.T) {
	server := versitygw(t)
	c := server.bucket(t, "beginning", false)
	c.Journal = t.TempDir()
	s, f := faulty(t, c, storagetest.Lost, func(_ int64, req *http.Request) bool { return req.URL.Query().Has("uploads") })
	if err := put(s, "big", big); err == nil || f.Hits() == 0 {
		t.Errorf("%v, %d answers lost", err, f.Hits())
	}
	clean := create(t, c)
	if err := put(clean, "big", big); err != nil {
		t.Error(err)
	}
	if err := put(clean, "big", big); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	if n, err := clean.Sweep(context.Background(), time.Now().Add(time.Hour)); int64(n) != f.Hits() || err != nil {
		t.Errorf("%d uploads swept of %d, %v", n, f.Hits(), err)
	}
	nothingLeft(t, server, "beginning", c.Journal)
}

// TestSweepForbidden: an upload whose id was lost is left to the bucket's rule if the
// credentials may not look for it, and is not looked for again.
func TestSweepForbidden(t *testing.T) {
	c := versitygw(t).bucket(t, "forbidden", false)
	c.Journal = t.TempDir()
	s, _ := faulty(t, c, storagetest.Lost, func(_ int64, req *http.Request) bool { return req.URL.Query().Has("uploads") })
	if err := put(s, "big", big); err == nil {
		t.Error("put without an id")
	}
	blind, f := faulty(t, c, storagetest.Forbidden, storagetest.OnFrom(1))
	if n, err := blind.Sweep(context.Background(), time.Now().Add(time.Hour)); n != 0 || err != nil || f.Hits() != 1 {
		t.Errorf("%d uploads swept, %v, %d requests", n, err, f.Hits())
	}
	if names, err := filepath.Glob(filepath.Join(c.Journal, "*")); err != nil || len(names) > 0 {
		t.Errorf("in the journal: %v, %v", names, err)
	}
}
