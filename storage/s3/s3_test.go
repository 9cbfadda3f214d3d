package s3_test

import (
	"context"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"go.uber.org/goleak"

	"yoshiki/storage"
	"yoshiki/storage/s3"
	"yoshiki/storage/storagetest"
)

func TestMain(m *testing.M) {
	minio.DefaultRetryUnit = time.Millisecond
	goleak.VerifyTestMain(m)
}

// server is the address of an S3 server that this test has started.
type server string

func versitygw(t testing.TB) server {
	t.Helper()
	return server("http://" + storagetest.Versitygw(t))
}

// admin is a client for what a store never does.
func (s server) admin(t testing.TB) *minio.Core {
	t.Helper()
	u, err := url.Parse(string(s))
	if err != nil {
		t.Fatal(err)
	}
	transport, err := minio.DefaultTransport(false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(transport.CloseIdleConnections)
	c, err := minio.NewCore(u.Host, &minio.Options{Creds: secrets(), Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func secrets() *credentials.Credentials {
	return credentials.NewStaticV4(storagetest.AccessKey, storagetest.SecretKey, "")
}

// bucket makes an empty bucket.
func (s server) bucket(t testing.TB, name string, locked bool) s3.Config {
	t.Helper()
	if err := s.admin(t).MakeBucket(context.Background(), name, minio.MakeBucketOptions{ObjectLocking: locked}); err != nil {
		t.Fatal(err)
	}
	return s3.Config{Bucket: name, Endpoint: string(s), Region: "us-east-1", Credentials: secrets(), PartSize: part}
}

func create(t testing.TB, c s3.Config) *s3.Store {
	t.Helper()
	s, err := s3.Create(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) {
	s := versitygw(t)
	t.Run("versitygw", func(t *testing.T) { suite(t, s) })
	if program := os.Getenv("YOSHIKI_MINIO"); program != "" {
		t.Run("minio", func(t *testing.T) { suite(t, server("http://"+storagetest.Minio(t, program))) })
	}
}

// suite gives each test of the suite a prefix of its own in one bucket.
func suite(t *testing.T, s server) {
	c := s.bucket(t, "suite", false)
	n := 0
	storagetest.Run(t, func(t *testing.T) storage.Store {
		n++
		c := c
		c.Prefix = "part-" + string(rune('a'+n/26)) + string(rune('a'+n%26)) + "/"
		return create(t, c)
	})
}

func putText(s storage.Store, key, text string) error {
	return s.Put(context.Background(), key, storage.ContentOf([]byte(text)), strings.NewReader(text))
}
