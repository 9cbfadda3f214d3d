package repository_test

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/s3"
	"yoshiki/storage/storagetest"
)

// bucket makes a bucket that keeps versions on a server of this test.
func bucket(t testing.TB) (s3.Config, *minio.Client) {
	t.Helper()
	address := storagetest.Versitygw(t)
	admin, err := minio.New(address, &minio.Options{Creds: secrets()})
	if err != nil {
		t.Fatal(err)
	}
	if err := admin.MakeBucket(context.Background(), "packages", minio.MakeBucketOptions{ObjectLocking: true}); err != nil {
		t.Fatal(err)
	}
	return remote(address), admin
}

func remote(address string) s3.Config {
	return s3.Config{Bucket: "packages", Endpoint: "http://" + address, Region: "us-east-1", Credentials: secrets(), Pause: time.Millisecond}
}

func secrets() *credentials.Credentials {
	return credentials.NewStaticV4(storagetest.AccessKey, storagetest.SecretKey, "")
}

func openS3(t testing.TB, c s3.Config) *s3.Store {
	t.Helper()
	s, err := s3.Open(context.Background(), c)
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

// there fails the test unless the store has the package whole or has none; it tells which.
func there(t testing.TB, store storage.Store, b *bag.Bag) bool {
	t.Helper()
	_, err := repository.Load(context.Background(), store, b.ID())
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	whole(t, store, b)
	return true
}

// TestEveryRequestFails: whichever request of Save fails, and however, alone or with all
// that follow, the package is whole or not there, is there after success, and a repetition
// completes it.
func TestEveryRequestFails(t *testing.T) {
	c, _ := bucket(t)
	b, failed, requests := seal(t, info(), few()), 0, 0
	for i, fault := range storagetest.Faults {
		for j, when := range []func(int64) func(int64, *http.Request) bool{storagetest.Nth, storagetest.OnFrom} {
			for n := int64(1); ; n++ {
				c := c
				c.Prefix = path.Join("faults", strconv.Itoa(i), strconv.Itoa(j), strconv.FormatInt(n, 10)) + "/"
				f := &storagetest.Faulty{Fault: fault, When: when(n + 1)} // the first asks for the bucket
				clean := openS3(t, c)
				c.Wrap = func(next http.RoundTripper) http.RoundTripper { f.Next = next; return f }
				err := repository.Save(context.Background(), openS3(t, c), b)
				if f.Hits() == 0 {
					break
				}
				requests++
				if err != nil {
					failed++
				}
				if committed := there(t, clean, b); err == nil && !committed {
					t.Errorf("%s in request %d: saved, but not there", fault, n)
				}
				save(t, clean, b)
				if !there(t, clean, b) {
					t.Errorf("%s in request %d: repeated, but not there", fault, n)
				}
			}
		}
	}
	t.Logf("%d saves with a fault, %d of them failed", requests, failed)
	if failed < 50 {
		t.Errorf("only %d saves failed", failed)
	}
}

// TestLostAnswers: the answer to every write is lost, and Save succeeds.
func TestLostAnswers(t *testing.T) {
	c, admin := bucket(t)
	b := seal(t, info(), few())
	f := &storagetest.Faulty{Fault: storagetest.Lost, When: storagetest.Writes}
	c.Wrap = func(next http.RoundTripper) http.RoundTripper { f.Next = next; return f }
	save(t, openS3(t, c), b)
	if f.Hits() < 9 {
		t.Errorf("%d answers lost", f.Hits())
	}
	oneCommit(t, admin, b)
}

// oneCommit fails the test unless COMMIT has one version.
func oneCommit(t testing.TB, admin *minio.Client, b *bag.Bag) {
	t.Helper()
	n := 0
	for o := range admin.ListObjects(context.Background(), "packages", minio.ListObjectsOptions{Prefix: "packages/" + b.ID() + "/v0001/COMMIT", Recursive: true, WithVersions: true}) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		n++
	}
	if n != 1 {
		t.Errorf("COMMIT has %d versions", n)
	}
}

// times is how often something is tried: the number in the environment, or few.
func times(t *testing.T, env string, few int) int {
	t.Helper()
	text := os.Getenv(env)
	if text == "" {
		return few
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestManySavers: of 32 savers, of whom every third request, if it writes, loses its
// answer, all succeed, and the package has one COMMIT.
func TestManySavers(t *testing.T) {
	c, admin := bucket(t)
	f := &storagetest.Faulty{Fault: storagetest.Lost, When: func(n int64, req *http.Request) bool { return n%3 == 0 && storagetest.Writes(n, req) }}
	c.Wrap = func(next http.RoundTripper) http.RoundTripper { f.Next = next; return f }
	store := openS3(t, c)
	for round := range times(t, "YOSHIKI_ROUNDS", 3) {
		in := info()
		in.Case.ID = "round-" + strconv.Itoa(round)
		b := seal(t, in, few())
		var wg sync.WaitGroup
		for range 32 {
			wg.Go(func() {
				if err := repository.Save(context.Background(), store, b); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		oneCommit(t, admin, b)
	}
}

// TestKilledAnyTime kills a process that saves packages one after the other, at any time:
// no package is there in part, none that was told to be saved is missing, and saving it
// again completes it.
func TestKilledAnyTime(t *testing.T) {
	if where := os.Getenv(saveTo); where != "" {
		saveMany(t, openWhere(t, where))
		return
	}
	address := func() string {
		c, _ := bucket(t)
		return c.Endpoint
	}()
	for name, where := range map[string]string{"dir": t.TempDir(), "s3": address} {
		t.Run(name, func(t *testing.T) {
			store := openWhere(t, where)
			for round := range times(t, "YOSHIKI_KILLS", 10) {
				told := killAfter(t, where, round, time.Duration(rand.Int64N(int64(60*time.Millisecond))))
				for i := range told + 2 {
					b := numbered(t, round, i)
					if !there(t, store, b) && i < told {
						t.Errorf("round %d: package %d was saved and is gone", round, i)
					}
					if i >= told {
						save(t, store, b)
						whole(t, store, b)
					}
				}
			}
		})
	}
}

// openWhere opens the store in a folder, or at http://SERVER/PREFIX.
func openWhere(t *testing.T, where string) storage.Store {
	t.Helper()
	if path.IsAbs(where) {
		return openDir(t, where)
	}
	return openS3(t, configAt(t, where))
}

func configAt(t *testing.T, where string) s3.Config {
	t.Helper()
	u, err := url.Parse(where)
	if err != nil {
		t.Fatal(err)
	}
	c := remote(u.Host)
	if u.Path != "" {
		c.Prefix = u.Path[1:] + "/"
	}
	return c
}

// numbered is package i of a round.
func numbered(t *testing.T, round, i int) *bag.Bag {
	t.Helper()
	in := info()
	in.Case.ID = "round-" + strconv.Itoa(round) + "-" + strconv.Itoa(i)
	return seal(t, in, append(few(), paper(manifest.Attachment, "", "own", in.Case.ID)))
}

const round = "YOSHIKI_TEST_ROUND"

// saveMany saves packages until it is killed, and tells each one with a byte.
func saveMany(t *testing.T, store storage.Store) {
	n, err := strconv.Atoi(os.Getenv(round))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; ; i++ {
		save(t, store, numbered(t, n, i))
		if _, err := os.Stdout.WriteString("."); err != nil {
			t.Fatal(err)
		}
	}
}

// killAfter lets a process save packages, kills it a while after the first, and gives how
// many it has told.
func killAfter(t *testing.T, where string, n int, wait time.Duration) int {
	t.Helper()
	var told counter
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledAnyTime$")
	cmd.Env = append(os.Environ(), saveTo+"="+where, round+"="+strconv.Itoa(n))
	cmd.Stdout = &told
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(5 * time.Minute); told.n.Load() == 0; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the process saves nothing")
		}
	}
	time.Sleep(wait)
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	var killed *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &killed) {
		t.Error(err)
	}
	return int(told.n.Load())
}

type counter struct{ n atomic.Int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n.Add(int64(len(p)))
	return len(p), nil
}
