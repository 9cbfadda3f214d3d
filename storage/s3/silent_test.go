package s3_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
	"time"

	"github.com/minio/minio-go/v7/pkg/credentials"

	"yoshiki/storage/s3"
)

// silentServer takes connections and does with each what it is told.
func silentServer(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { l.Close(); <-done })
	go func() {
		defer close(done)
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { c.Close() })
			go answer(c)
		}
	}()
	return l.Addr().String()
}

// TestSilence: a server that never answers, that stops within an answer, or that sends a byte
// now and then, ends in an error after some patience.
func TestSilence(t *testing.T) {
	const patience = 300 * time.Millisecond
	head := func(c net.Conn) {
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\nETag: \"0123456789abcdef0123456789abcdef\"\r\nLast-Modified: Mon, 02 Jan 2006 15:04:05 GMT\r\n\r\n")
	}
	for name, answer := range map[string]func(net.Conn){
		"never":   func(net.Conn) {},
		"stalled": func(c net.Conn) { head(c); fmt.Fprint(c, "some") },
		"slow": func(c net.Conn) {
			for head(c); ; time.Sleep(20 * time.Millisecond) {
				if _, err := c.Write([]byte("x")); err != nil {
					return
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := s3.Config{Endpoint: "http://" + silentServer(t, answer), Region: "us-east-1", Bucket: "bucket",
				Credentials: credentials.NewStaticV4("a", "secretsecret", ""), Pause: time.Millisecond, Patience: patience}
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute) // sent byte by byte, the object takes hours
			defer cancel()
			store, err := s3.Open(ctx, c)
			if err == nil {
				err = readAll(ctx, store, "key")
			}
			if err == nil || ctx.Err() != nil {
				t.Error(err)
			}
		})
	}
}

func readAll(ctx context.Context, s *s3.Store, key string) error {
	r, err := s.Open(ctx, key)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return errors.Join(err, r.Close())
}
