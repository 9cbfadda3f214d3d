package audit

import (
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"yoshiki/storage"
	"yoshiki/storage/mem"
	"yoshiki/storage/s3"
	"yoshiki/storage/storagetest"
)

// bucket is a store on a server of this test, with locks, that has a fault as long as armed says.
func bucket(t *testing.T, fault storagetest.Fault, armed func(n int64, req *http.Request) bool) storage.Retainer {
	t.Helper()
	address := storagetest.Versitygw(t)
	keys := credentials.NewStaticV4(storagetest.AccessKey, storagetest.SecretKey, "")
	admin, err := minio.New(address, &minio.Options{Creds: keys})
	if err != nil {
		t.Fatal(err)
	}
	if err := admin.MakeBucket(t.Context(), "log", minio.MakeBucketOptions{ObjectLocking: true}); err != nil {
		t.Fatal(err)
	}
	s, err := s3.Open(t.Context(), s3.Config{Bucket: "log", Endpoint: "http://" + address, Region: "us-east-1", ObjectLock: "COMPLIANCE", Credentials: keys, Pause: time.Millisecond,
		Wrap: func(next http.RoundTripper) http.RoundTripper {
			return &storagetest.Faulty{Next: next, Fault: fault, When: armed}
		}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestServersOnOneBucket: several servers log to object storage at once, with and without a
// journal, while answers get lost; all is there once and locked.
func TestServersOnOneBucket(t *testing.T) {
	s := bucket(t, storagetest.Lost, func(n int64, req *http.Request) bool { return n%5 == 0 && storagetest.Writes(n, req) })
	key := newKey(t)
	var servers sync.WaitGroup
	for i := range 4 {
		servers.Go(func() {
			o := Options{Store: s, Key: key, Keep: 24 * time.Hour, Every: 20 * time.Millisecond}
			if i%2 > 0 {
				o.Journal = filepath.Join(t.TempDir(), "journal")
			}
			l := open(t, o)
			for range 3 {
				add(t, l, 4, 40)
				time.Sleep(20 * time.Millisecond)
			}
			shut(t, l)
		})
	}
	servers.Wait()
	r := verified(t, s, Evidence{Keys: public(key)})
	if len(r.Findings) > 0 || r.Entries != 4*(3*40+2) || r.Chains != 4 {
		t.Errorf("%+v", r)
	}
	for _, name := range keysOf(t, s) {
		if until, err := s.Retained(t.Context(), name); err != nil || until.Before(time.Now().Add(23*time.Hour)) {
			t.Errorf("%s is kept until %v: %v", name, until, err)
		}
	}
}

// TestStoreAway: with a journal the log goes on while the store is away; without, who asks learns
// it, and nothing is out of order afterwards.
func TestStoreAway(t *testing.T) {
	var away atomic.Bool
	s := bucket(t, storagetest.Refused, func(int64, *http.Request) bool { return away.Load() })
	key := newKey(t)
	with := open(t, Options{Store: s, Key: key, Every: 10 * time.Millisecond, Journal: filepath.Join(t.TempDir(), "journal")})
	without := open(t, Options{Store: s, Key: key, Every: 10 * time.Millisecond})
	away.Store(true)
	entries := 0
	for n := 0; n < 2; n, _ = with.Behind() { // segments that wait
		add(t, with, 2, 10)
		entries += 10
	}
	soon, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := without.Append(soon, Entry{Object: "unsure", Outcome: Done}); err == nil {
		t.Error("an entry is durable while the store is away")
	}
	away.Store(false)
	add(t, without, 2, 10)
	shut(t, with)
	shut(t, without)
	if n, err := with.Behind(); n > 0 || err != nil {
		t.Errorf("%d segments wait: %v", n, err)
	}
	if r := verified(t, s, Evidence{Keys: public(key)}); len(r.Findings) > 0 || r.Entries != entries+10+1+4 {
		t.Errorf("%+v", r)
	}
}

// TestEveryCheckpointIsInTime: no entry waits longer than a second for its checkpoint, and none
// has a checkpoint of its own where others come within the second.
func TestEveryCheckpointIsInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := Options{Store: new(mem.Store), Key: newKey(t), Journal: filepath.Join(t.TempDir(), "journal")}
		l := open(t, o)
		for range 25 {
			add(t, l, 1, 1)
			time.Sleep(100 * time.Millisecond)
		}
		shut(t, l)
		segments := keysOf(t, o.Store)
		if len(segments) != 3 {
			t.Errorf("%d checkpoints in 2.5 s", len(segments))
		}
		for _, name := range segments {
			data := content(t, o.Store, name)
			_, point, _, err := reread(data, "")
			if err != nil {
				t.Fatal(err)
			}
			var first struct{ Time time.Time }
			if err := json.Unmarshal(split(data)[0], &first); err != nil {
				t.Fatal(err)
			}
			if waited := point.Time.Sub(first.Time); waited > time.Second || first.Time.IsZero() {
				t.Errorf("an entry waited for %v", waited)
			}
		}
	})
}
