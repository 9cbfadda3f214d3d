package bundle_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"sync/atomic"
	"testing"

	bundle "yoshiki/package"
	"yoshiki/storage"
)

// These make this test the process that will be killed.
const (
	saveTo = "YOSHIKI_TEST_SAVE_TO"
	writes = "YOSHIKI_TEST_WRITES"
)

// TestKilled kills a process that saves a package, during each of its writes in turn: the
// store then has no such package or all of it, and a repetition completes it.
func TestKilled(t *testing.T) {
	b := seal(t, info(), files())
	if name := os.Getenv(saveTo); name != "" {
		most, err := strconv.Atoi(os.Getenv(writes))
		if err != nil {
			t.Fatal(err)
		}
		save(t, &telling{Store: openDir(t, name), most: int32(most)}, b)
		return
	}
	const all = 15 // 8 papers, 6 tag files, COMMIT
	for n := 1; n <= all; n++ {
		name := t.TempDir()
		killDuring(t, name, n)
		store := openDir(t, name)
		_, err := bundle.Load(context.Background(), store, b.ID())
		if n < all && !errors.Is(err, fs.ErrNotExist) || err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("killed during write %d: %v", n, err)
		}
		if err == nil {
			whole(t, store, b)
		}
		save(t, store, b)
		whole(t, store, b)
	}
}

// killDuring runs a process that saves into the store name, and kills it as soon as it
// has begun its n-th write.
func killDuring(t *testing.T, name string, n int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), saveTo+"="+name, writes+"="+strconv.Itoa(n))
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

// telling writes one byte to the standard output at the beginning of each write, and
// begins no more than most.
type telling struct {
	storage.Store
	begun atomic.Int32
	most  int32
}

func (s *telling) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if s.begun.Add(1) > s.most {
		select {}
	}
	if _, err := os.Stdout.WriteString("."); err != nil {
		return err
	}
	return s.Store.Put(ctx, key, want, r)
}
