package repository_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"sync/atomic"
	"testing"

	"yoshiki/package/bag"
	"yoshiki/storage"
)

// These make this test the process that will be killed.
const (
	saveTo = "YOSHIKI_TEST_SAVE_TO"
	writes = "YOSHIKI_TEST_WRITES"
	done   = "YOSHIKI_TEST_DONE" // "" to be killed before the effect of the last write
)

// TestKilled kills a process that saves a package, before each of its writes in turn and
// after each: the store then has no such package or all of it, and a repetition completes
// it. With YOSHIKI_KILLS it does so as many times.
func TestKilled(t *testing.T) {
	b := seal(t, info(), files())
	if where := os.Getenv(saveTo); where != "" {
		most, err := strconv.Atoi(os.Getenv(writes))
		if err != nil {
			t.Fatal(err)
		}
		save(t, &telling{Store: openWhere(t, where), most: int32(most), done: os.Getenv(done) != ""}, b)
		return
	}
	c, _ := bucket(t)
	for name, where := range map[string]func(n int) string{
		"dir": func(int) string { return t.TempDir() },
		"s3":  func(n int) string { return c.Endpoint + "/killed-" + strconv.Itoa(n) },
	} {
		t.Run(name, func(t *testing.T) {
			for n := range times(t, "YOSHIKI_KILLS", 1) * 2 * allWrites {
				killedOnce(t, where(n), n%allWrites+1, n/allWrites%2 == 1, b)
			}
		})
	}
}

// allWrites is how many a Save has: 8 papers, 7 tag files, provenance.json, COMMIT.
const allWrites = 17

func killedOnce(t *testing.T, where string, n int, after bool, b *bag.Bag) {
	t.Helper()
	killDuring(t, where, n, after)
	store := openWhere(t, where)
	if committed := there(t, store, b); committed && n < allWrites || !committed && n == allWrites && after {
		t.Errorf("killed at write %d (after it: %v): committed %v", n, after, committed)
	}
	save(t, store, b)
	whole(t, store, b)
}

// killDuring runs a process that saves, and kills it as soon as it has told of n writes.
func killDuring(t *testing.T, where string, n int, after bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), saveTo+"="+where, writes+"="+strconv.Itoa(n))
	if after {
		cmd.Env = append(cmd.Env, done+"=1")
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, n)); err != nil {
		t.Error(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	var killed *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &killed) {
		t.Error(err)
	}
}

// telling writes one byte to the standard output at the beginning of each write, or at its
// end, and begins no more than most.
type telling struct {
	storage.Store
	begun atomic.Int32
	most  int32
	done  bool
}

func (s *telling) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if s.begun.Add(1) > s.most {
		select {}
	}
	var err error
	if s.done {
		err = s.Store.Put(ctx, key, want, r)
	}
	if _, err := os.Stdout.WriteString("."); err != nil {
		return err
	}
	if !s.done {
		err = s.Store.Put(ctx, key, want, r)
	}
	return err
}
