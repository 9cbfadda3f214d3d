package s3_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/minio/minio-go/v7/pkg/signer"

	"yoshiki/storage/s3"
	"yoshiki/storage/storagetest"
)

func results(t *testing.T, c s3.Config) map[string]s3.Result {
	t.Helper()
	probes, err := s3.Examine(context.Background(), c, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]s3.Result{}
	for _, p := range probes {
		got[p.Name] = p.Result
		if (p.Err == nil) != (p.Result == s3.Supported) {
			t.Errorf("%s: %s, %v", p.Name, p.Result, p.Err)
		}
	}
	return got
}

func TestExamine(t *testing.T) {
	s := versitygw(t)
	want := map[string]s3.Result{"create-only": s3.Supported, "checksum": s3.Supported, "marks": s3.Supported,
		"complete-create-only": s3.Supported, "range": s3.Supported, "list": s3.Supported,
		"encryption": s3.Off, "versioning": s3.Off, "object-lock": s3.Off}
	plain := s.bucket(t, "plain", false)
	for range 2 {
		if diff := cmp.Diff(want, results(t, plain)); diff != "" {
			t.Error(diff)
		}
	}
	locked := s.bucket(t, "locked", true)
	locked.ObjectLock = "COMPLIANCE"
	want["versioning"], want["object-lock"] = s3.Supported, s3.Supported
	if diff := cmp.Diff(want, results(t, locked)); diff != "" {
		t.Error(diff)
	}
	plain.ObjectLock = "COMPLIANCE"
	if got := results(t, plain)["object-lock"]; got != s3.Broken {
		t.Errorf("a lock without a bucket for it: %s", got)
	}
}

// without is a server that does not know one header of a request.
type without struct {
	http.RoundTripper
	header string
}

func (w without) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Header.Get(w.header) != "" {
		req.Header.Del(w.header)
		req = signer.SignV4(*req, storagetest.AccessKey, storagetest.SecretKey, "", "us-east-1")
	}
	return w.RoundTripper.RoundTrip(req)
}

// TestCarelessServer: a server that takes a condition or a checksum for noise is found
// out, and nothing is written to one that replaces objects.
func TestCarelessServer(t *testing.T) {
	c := versitygw(t).bucket(t, "careless", false)
	for _, header := range []struct{ name, probe string }{
		{"If-None-Match", "create-only"}, {"If-None-Match", "complete-create-only"},
		{"X-Amz-Checksum-Sha256", "checksum"}, {"X-Amz-Meta-Yoshiki-Put", "marks"},
	} {
		c := c
		c.Prefix = strings.ToLower(header.name) + "/"
		c.Wrap = func(next http.RoundTripper) http.RoundTripper {
			return without{next, header.name}
		}
		if got := results(t, c)[header.probe]; got != s3.Ignored {
			t.Errorf("without %s: %s is %s", header.name, header.probe, got)
		}
		_, err := s3.Create(context.Background(), c)
		if replaces := header.name == "If-None-Match"; errors.Is(err, s3.ErrReplaces) != replaces {
			t.Errorf("without %s: create: %v", header.name, err)
		}
	}
}
