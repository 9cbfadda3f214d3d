package s3_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yoshiki/storage"
	"yoshiki/storage/s3"
)

// aged makes every journal of a folder a month old, and gives their names.
func aged(t *testing.T, journal string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(journal, "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%v, %v", names, err)
	}
	then := time.Now().AddDate(0, -1, 0)
	for _, name := range names {
		if err := os.Chtimes(name, then, then); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

func weekOld(t *testing.T, s *s3.Store, want int) {
	t.Helper()
	if n, err := s.Sweep(context.Background(), time.Now().AddDate(0, 0, -7)); n != want || err != nil {
		t.Errorf("%d uploads swept, %v; want %d", n, err, want)
	}
}

// waiting is a reader that tells when it is asked for bytes, and waits then.
type waiting struct{ asked, goOn chan struct{} }

func (w waiting) Read([]byte) (int, error) {
	close(w.asked)
	<-w.goOn
	return 0, io.EOF
}

// TestSweepBesidePut: an old upload that a Put has just gone on with is left alone, and
// keeps nobody waiting.
func TestSweepBesidePut(t *testing.T) {
	server, journal := versitygw(t), t.TempDir()
	s, sent := metered(t, server.bucket(t, "beside", false), journal)
	cutOnce(t, s)
	aged(t, journal)
	sent.Store(0)
	w, done := waiting{make(chan struct{}), make(chan struct{})}, make(chan error)
	go func() {
		r := io.MultiReader(bytes.NewReader(big[:part-1]), w, bytes.NewReader(big[part-1:]))
		done <- s.Put(context.Background(), "big", storage.ContentOf(big), r)
	}()
	<-w.asked
	aged(t, journal)
	weekOld(t, s, 0)
	close(w.goOn)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if sent.Load() > int64(len(big)-part)+1<<16 {
		t.Errorf("%d bytes were sent, of which the server had %d", sent.Load(), part)
	}
	nothingLeft(t, server, "beside", journal)
}

// TestSweepOfOthers: the journals of other buckets become no younger by a Sweep, and empty
// ones, of processes that were killed before they wrote, go.
func TestSweepOfOthers(t *testing.T) {
	server, journal := versitygw(t), t.TempDir()
	s, _ := metered(t, server.bucket(t, "ours", false), journal)
	other, _ := metered(t, server.bucket(t, "theirs", false), journal)
	cutOnce(t, other)
	if err := os.WriteFile(filepath.Join(journal, "empty.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	aged(t, journal)
	weekOld(t, s, 0)
	if names := aged(t, journal); len(names) != 1 {
		t.Errorf("journals: %v", names)
	}
	weekOld(t, other, 1)
	nothingLeft(t, server, "theirs", journal)
}

// TestManySweeps: processes that sweep at the same time do not disturb each other, nor a
// Put that takes the journal over.
func TestManySweeps(t *testing.T) {
	server, journal := versitygw(t), t.TempDir()
	s, _ := metered(t, server.bucket(t, "many", false), journal)
	for range 8 {
		cutOnce(t, s)
		aged(t, journal)
		errs := make(chan error)
		for range 3 {
			go func() {
				_, err := s.Sweep(context.Background(), time.Now().AddDate(0, 0, -7))
				errs <- err
			}()
		}
		go func() {
			r := io.MultiReader(bytes.NewReader(big[:part+1]), broken{})
			err := s.Put(context.Background(), "big", storage.ContentOf(big), r)
			if errors.Is(err, errCut) {
				err = nil
			}
			errs <- err
		}()
		for range 4 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		left, err := server.admin(t).ListMultipartUploads(context.Background(), "many", "", "", "", "", 1000)
		names, globErr := filepath.Glob(filepath.Join(journal, "*.json"))
		if err = errors.Join(err, globErr); err != nil || len(left.Uploads) != len(names) {
			t.Fatalf("%d uploads and %d journals are left, %v", len(left.Uploads), len(names), err)
		}
	}
}
