package dir_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestSweep: what a killed writer left is removed when it is old, and nothing else.
func TestSweep(t *testing.T) {
	name := t.TempDir()
	s := create(t, name)
	if err := put(s, "key", []byte("kept")); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(name, ".tmp", "left")
	if err := os.WriteFile(left, []byte("half"), 0o440); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		before time.Duration
		want   int
	}{{-time.Hour, 0}, {time.Hour, 1}, {time.Hour, 0}} {
		if n, err := s.Sweep(context.Background(), time.Now().Add(c.before)); n != c.want || err != nil {
			t.Errorf("before %v: %d, %v; want %d", c.before, n, err, c.want)
		}
	}
	noTemps(t, name)
	if size, err := s.Stat(context.Background(), "key"); size != 4 || err != nil {
		t.Errorf("%d, %v", size, err)
	}
	fresh := create(t, filepath.Join(name, "fresh"))
	if err := os.RemoveAll(filepath.Join(name, "fresh", ".tmp")); err != nil {
		t.Fatal(err)
	}
	if n, err := fresh.Sweep(context.Background(), time.Now()); n != 0 || err != nil {
		t.Errorf("without .tmp: %d, %v", n, err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if err := os.WriteFile(left, nil, 0o440); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Sweep(cancelled, time.Now().Add(time.Hour)); err == nil {
		t.Error("swept although cancelled")
	}
}

// TestManySweeps: processes that are started at the same time do not disturb each other.
func TestManySweeps(t *testing.T) {
	name := t.TempDir()
	s := create(t, name)
	for i := range 300 {
		if err := os.WriteFile(filepath.Join(name, ".tmp", strconv.Itoa(i)), nil, 0o440); err != nil {
			t.Fatal(err)
		}
	}
	var swept atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			n, err := s.Sweep(context.Background(), time.Now().Add(time.Hour))
			if swept.Add(int64(n)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if swept.Load() != 300 {
		t.Errorf("%d swept", swept.Load())
	}
	noTemps(t, name)
}
