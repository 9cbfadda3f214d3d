package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/jobs/pgtest"
	"yoshiki/package/manifest"
	"yoshiki/storage"
	"yoshiki/storage/storagetest"
)

// batch is a store with packages of an older text, and the same store after a run that nobody
// disturbed.
type batch struct {
	n, kills  int
	life      time.Duration // of a process, at most, before it is killed
	filled    string
	undamaged string
}

// long reports whether the figures of the whole are wanted, which take an hour.
func long() bool { return os.Getenv("YOSHIKI_LONG") != "" }

// newBatch fills a store with small packages of as many cases, and moves a copy of it.
func newBatch(t *testing.T) *batch {
	t.Helper()
	b := &batch{n: 12, kills: 2, life: time.Second, filled: filepath.Join(t.TempDir(), "filled"), undamaged: filepath.Join(t.TempDir(), "undamaged")}
	if long() {
		b.n, b.kills, b.life = 5000, 20, 15*time.Second
	}
	if n := os.Getenv("YOSHIKI_CASES"); n != "" {
		if _, err := fmt.Sscan(n, &b.n); err != nil {
			t.Fatal(err)
		}
	}
	fillStore(t, "dir:"+b.filled, 0, b.n)
	b.copyTo(t, b.undamaged)
	wall, cpu := timed(t, call("rerender", "--to", "2023-11-10", "--store", "dir:"+b.undamaged))
	t.Logf("undisturbed: %d packages in %.1f s, %.1f a second, %.0f ms of processor each", b.n, wall.Seconds(), float64(b.n)/wall.Seconds(), float64(cpu.Milliseconds())/float64(b.n))
	return b
}

// fillStore stores drafts of registrations, each of a case of its own, that the older text made:
// those from one number on to another.
func fillStore(t *testing.T, url string, from, to int) {
	t.Helper()
	a := app.New(app.Options{Generator: manifest.Generator{Name: "yoshiki", Version: version()}})
	s, err := a.CreateStore(t.Context(), url, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	err = storage.Each(t.Context(), to-from, func(ctx context.Context, i int) error {
		i += from
		text := fmt.Sprintf("id: case-%05d\nprogram: ismap-liu\nrevision: 2023-07-03\napplicant: {name: 例示クラウド%d株式会社}\napplication: {date: 2026-04-15}\nrepresentation: {date: 2026-04-01}\n", i, i%100)
		c, err := a.ReadCase("case.yaml", strings.NewReader(text), nil)
		if err == nil {
			_, err = a.Package(ctx, c, app.PackageOrder{Kind: "registration", Formats: []string{"pdf"}, Draft: true, Store: func(context.Context) (*app.Store, error) { return s, nil }})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (b *batch) copyTo(t *testing.T, root string) {
	t.Helper()
	if err := os.CopyFS(root, os.DirFS(b.filled)); err != nil {
		t.Fatal(err)
	}
}

// call is a call of this program.
func call(args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(self, append(args, "--progress", "none", "--lang", "en")...)
	cmd.Args[0] = "yoshiki"
	return cmd
}

// timed runs a command and gives the time on the clock and on the processor.
func timed(t *testing.T, cmd *exec.Cmd) (wall, cpu time.Duration) {
	t.Helper()
	begun := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v: %.2000s", cmd.Args, err, out)
	}
	return time.Since(begun), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// killed is how many groups may be begun again: those that each process had in hand.
func (b *batch) killed() int { return b.kills*workers() + 2 }

// same compares a store, file by file, with that of the undisturbed run, and counts the groups
// that were begun again, of which there may be so many of a long run.
func (b *batch) same(t *testing.T, root string, again int) {
	t.Helper()
	want, got := filesOf(t, b.undamaged), filesOf(t, root)
	tries, results, told := 0, 0, 0 // of what differs, a few
	for name := range got {
		switch {
		case strings.Contains(name, "/tries/") && !strings.HasSuffix(name, "-ended"):
			tries++
		case strings.Contains(name, "/results/"):
			results++
		case !want[name] && !strings.Contains(name, "/tries/") && told < 5:
			told++
			t.Errorf("%s is too much", name)
		}
	}
	for name := range want {
		if strings.Contains(name, "/tries/") || told == 5 {
			continue
		}
		is, err := os.ReadFile(filepath.Join(root, name))
		was, wasErr := os.ReadFile(filepath.Join(b.undamaged, name))
		if err != nil || wasErr != nil || !bytes.Equal(is, was) {
			told++
			t.Errorf("%s differs: %v %v", name, err, wasErr)
		}
	}
	t.Logf("%d of %d groups were begun again: %.2f %%", tries-results, results, 100*float64(tries-results)/float64(max(1, results)))
	if results < b.n || long() && tries-results > again {
		t.Errorf("%d tries of %d groups", tries, results)
	}
}

func filesOf(t *testing.T, root string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && !strings.HasPrefix(name, ".") {
			all[name] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// disturb runs commands side by side, kills one or the other at random and starts it anew, and
// ends when the first of them has done its work; the others are then told to stop.
func (b *batch) disturb(t *testing.T, root string, commands ...[]string) {
	t.Helper()
	begun, dice := time.Now(), rand.New(rand.NewPCG(14, uint64(b.n)))
	run := make([]*exec.Cmd, len(commands))
	outs := make([]bytes.Buffer, len(commands))
	start := func(i int) {
		run[i] = call(commands[i]...)
		run[i].Stderr = &outs[i]
		if err := run[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	for i := range commands {
		start(i)
	}
	kills := 0
	for ; kills < b.kills && !over(root); kills++ {
		time.Sleep(time.Duration(dice.Int64N(int64(b.life))))
		i := dice.IntN(len(commands))
		_ = run[i].Process.Kill()
		_ = run[i].Wait()
		if run[i] = nil; !over(root) { // or else it would begin another batch
			start(i)
		}
	}
	for i, cmd := range run {
		if cmd == nil {
			continue
		}
		if commands[i][0] == "worker" {
			_ = cmd.Process.Signal(os.Interrupt)
		}
		err := cmd.Wait()
		for tries := 0; err != nil && !over(root) && tries < 100; tries++ { // whoever supervises it begins again
			time.Sleep(300 * time.Millisecond)
			start(i)
			err = run[i].Wait()
		}
		if err != nil && !over(root) {
			t.Errorf("%v: %v: %.3000s", commands[i], err, outs[i].String())
		}
	}
	t.Logf("%d packages by %d processes with %d kills in %.1f s", b.n, len(commands), kills, time.Since(begun).Seconds())
}

// over reports whether the batch is done.
func over(root string) bool {
	_, err := os.Stat(filepath.Join(root, "rerender/000001/DONE"))
	return err == nil
}

// shards are three processes without a database.
func shards(store string) (all [][]string) {
	for i := range 3 {
		all = append(all, []string{"rerender", "--to", "2023-11-10", "--store", store, "--shard", fmt.Sprintf("%d/3", i+1)})
	}
	return all
}

// queued are a process that begins a batch and two that help.
func queued(store, jobs string) [][]string {
	return [][]string{{"rerender", "--to", "2023-11-10", "--store", store, "--jobs", jobs}, {"worker", "--store", store, "--jobs", jobs}, {"worker", "--store", store, "--jobs", jobs}}
}

// TestDisturbed: whatever is killed, full or away, the store is in the end byte for byte that of a
// run that nobody disturbed, and hardly anything was done twice.
func TestDisturbed(t *testing.T) {
	b := newBatch(t)
	if long() {
		t.Run("shards", func(t *testing.T) {
			root := filepath.Join(t.TempDir(), "store")
			b.copyTo(t, root)
			b.disturb(t, root, shards("dir:"+root)...)
			b.same(t, root, b.killed())
		})
		t.Run("sqlite", func(t *testing.T) {
			root := filepath.Join(t.TempDir(), "store")
			b.copyTo(t, root)
			b.disturb(t, root, queued("dir:"+root, "sqlite:"+filepath.Join(t.TempDir(), "jobs.db"))...)
			b.same(t, root, b.killed())
		})
		t.Run("postgres", func(t *testing.T) {
			root, url := filepath.Join(t.TempDir(), "store"), database(t)
			b.copyTo(t, root)
			b.disturb(t, root, queued("dir:"+root, url)...)
			b.same(t, root, b.killed())
		})
		t.Run("postgres-away", b.withoutPostgres)
	}
	t.Run("s3", b.inObjectStorage)
	t.Run("disk", b.onFullDisk)
}

// inObjectStorage has versitygw go away once, beside the kills.
func (b *batch) inObjectStorage(t *testing.T) {
	files := t.TempDir()
	address := storagetest.VersitygwIn(t, files, t.TempDir())
	t.Setenv("AWS_ACCESS_KEY_ID", storagetest.AccessKey)
	t.Setenv("AWS_SECRET_ACCESS_KEY", storagetest.SecretKey)
	root := filepath.Join(files, "batch")
	b.copyTo(t, root)
	door := openDoor(t, address)
	away := 2 * time.Second
	if long() {
		away = 30 * time.Second
	}
	closed := time.AfterFunc(b.life, func() { door.shut(away) })
	defer closed.Stop()
	b.disturb(t, root, shards("s3://batch?region=us-east-1&endpoint=http://"+door.address)...)
	b.same(t, root, b.killed()+3*workers()) // and those in hand when the store went away
}

// onFullDisk gives a disk room for the batch only after it was full for a while.
func (b *batch) onFullDisk(t *testing.T) {
	root := storagetest.Mount(t, fmt.Sprintf("size=%dm", 64+b.n/4))
	store := filepath.Join(root, "store")
	b.copyTo(t, store)
	filler := filepath.Join(root, "filler")
	fillDisk(t, root, filler, int64(b.n)<<10)
	full := 3 * time.Second
	if long() {
		full = 20 * time.Second
	}
	begun := time.Now()
	freed := time.AfterFunc(full, func() { _ = os.Remove(filler) })
	defer freed.Stop()
	b.disturb(t, store, shards("dir:"+store)...)
	if time.Since(begun) < full {
		t.Error("the disk was never full")
	}
	b.same(t, store, b.killed()+3*workers()) // and those in hand when the disk was full
}

// fillDisk leaves so many bytes of a disk.
func fillDisk(t *testing.T, root, filler string, left int64) {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(root, &s); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filler, make([]byte, int64(s.Bavail)*s.Bsize-left), 0o600); err != nil {
		t.Fatal(err)
	}
}

// withoutPostgres kills the database in the middle, for a while.
func (b *batch) withoutPostgres(t *testing.T) {
	root := filepath.Join(t.TempDir(), "store")
	b.copyTo(t, root)
	server := pgtest.Start(t)
	defer server.Stop()
	calm := *b
	calm.kills = 0
	gone := time.AfterFunc(10*time.Second, func() {
		server.Kill()
		time.Sleep(20 * time.Second)
		server.Run(t)
	})
	defer gone.Stop()
	calm.disturb(t, root, queued("dir:"+root, server.URL)...)
	calm.same(t, root, 6)
}

// TestOverhead: a batch that a queue hands out to one process ends as one without; what the queue
// takes of this process's time on the processor is told for each package, however large that is.
func TestOverhead(t *testing.T) {
	b := newBatch(t)
	queues := []string{"", "sqlite:" + filepath.Join(t.TempDir(), "jobs.db")}
	if long() {
		queues = append(queues, database(t))
	}
	var without time.Duration
	for _, jobs := range queues {
		root := filepath.Join(t.TempDir(), "store")
		b.copyTo(t, root)
		wall, cpu := timed(t, call("rerender", "--to", "2023-11-10", "--store", "dir:"+root, "--jobs", jobs))
		if jobs == "" {
			without = cpu
		}
		each := (cpu - without).Seconds() * 1000 / float64(b.n)
		t.Logf("%.8s: %.1f s, %.1f s of processor, %+.1f ms for each package", jobs, wall.Seconds(), cpu.Seconds(), each)
		if long() && each > 10 {
			t.Errorf("%.8s takes %.1f ms more of the processor for each package", jobs, each)
		}
		b.same(t, root, 0)
		if err := os.RemoveAll(root); err != nil {
			t.Fatal(err)
		}
	}
}

// TestScale: however many cases there are, memory stays as it is, and, of many, the processor's time
// for each.
func TestScale(t *testing.T) {
	sizes := []int{8, 40}
	if long() {
		sizes = []int{1000, 5000, 20_000}
	}
	filled, before := &batch{filled: filepath.Join(t.TempDir(), "filled")}, 0
	var least int64
	var each time.Duration
	for _, n := range sizes {
		fillStore(t, "dir:"+filled.filled, before, n)
		root := filepath.Join(t.TempDir(), "store")
		filled.copyTo(t, root)
		cmd := call("rerender", "--to", "2023-11-10", "--store", "dir:"+root)
		cmd.Env = append(os.Environ(), "GOMAXPROCS=2") // as many groups at once, however few there are
		wall, cpu := timed(t, cmd)
		held := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
		t.Logf("%d packages: %.1f s, %.1f ms of processor each, %d MB at most", n, wall.Seconds(), float64(cpu.Microseconds())/1000/float64(n), held)
		if before == 0 {
			least, each = held, cpu/time.Duration(n)
		}
		if before = n; held > least+256 {
			t.Errorf("%d MB for %d packages, %d MB for %d", held, n, least, sizes[0])
		}
		if long() && cpu/time.Duration(n) > each*3/2 {
			t.Errorf("%s of processor for each of %d packages, %s for each of %d", cpu/time.Duration(n), n, each, sizes[0])
		}
		if err := os.RemoveAll(root); err != nil {
			t.Fatal(err)
		}
	}
}
