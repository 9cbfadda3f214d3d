package s3_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"yoshiki/storage"
	"yoshiki/storage/s3"
	"yoshiki/storage/storagetest"
)

func TestRetainer(t *testing.T) {
	t.Run("versitygw", func(t *testing.T) { locks(t, versitygw(t)) })
	if program := os.Getenv("YOSHIKI_MINIO"); program != "" {
		t.Run("minio", func(t *testing.T) { locks(t, server("http://"+storagetest.Minio(t, program))) })
	}
}

func locks(t *testing.T, s server) {
	c := s.bucket(t, "locked", true)
	for _, mode := range []string{"GOVERNANCE", "COMPLIANCE"} {
		c.ObjectLock = mode
		storagetest.RunRetainer(t, func(t *testing.T) storage.Retainer {
			c := c
			c.Prefix = strings.ToLower(mode + "/" + strings.ReplaceAll(t.Name()[strings.LastIndex(t.Name(), "/")+1:], "_", "-") + "/")
			return create(t, c)
		})
	}
	removers(t, s, c)
	admin, locked := s.admin(t), 0
	for o := range admin.Client.ListObjects(context.Background(), "locked", minio.ListObjectsOptions{Recursive: true, WithVersions: true}) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		if !strings.HasPrefix(o.Key, "compliance/") || !strings.HasSuffix(o.Key, "/key") {
			continue
		}
		refused(t, admin, o)
		locked++
	}
	if locked != 2 {
		t.Errorf("%d locked objects; want 2", locked)
	}
}

// refused fails the test if the server lets its administrator end a lock.
func refused(t *testing.T, admin *minio.Core, o minio.ObjectInfo) {
	t.Helper()
	ctx := context.Background()
	for _, bypass := range []bool{false, true} {
		if admin.RemoveObject(ctx, "locked", o.Key, minio.RemoveObjectOptions{VersionID: o.VersionID, GovernanceBypass: bypass}) == nil {
			t.Errorf("%s was deleted (bypass %v)", o.Key, bypass)
		}
		mode, soon := minio.Compliance, time.Now().Add(time.Minute).UTC()
		if admin.PutObjectRetention(ctx, "locked", o.Key, minio.PutObjectRetentionOptions{
			Mode: &mode, RetainUntilDate: &soon, VersionID: o.VersionID, GovernanceBypass: bypass}) == nil {
			t.Errorf("the lock of %s was shortened (bypass %v)", o.Key, bypass)
		}
	}
}

// TestNoLock: a lock that cannot be had is an error.
func TestNoLock(t *testing.T) {
	c := versitygw(t).bucket(t, "plain", false)
	s := create(t, c)
	if err := putText(s, "key", "text"); err != nil {
		t.Fatal(err)
	}
	if err := s.Retain(context.Background(), "key", time.Now().Add(time.Hour)); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("%v; want ErrUnsupported", err)
	}
	c.ObjectLock = "COMPLIANCE"
	if err := create(t, c).Retain(context.Background(), "key", time.Now().Add(time.Hour)); err == nil {
		t.Error("locked in a bucket without locks")
	}
}

// removers take objects away in buckets with and without versions, but none that is locked.
func removers(t *testing.T, s server, locked s3.Config) {
	t.Helper()
	for name, c := range map[string]s3.Config{"versions": locked, "plain": s.bucket(t, "removed", false)} {
		t.Run(name, func(t *testing.T) {
			storagetest.RunRemover(t, func(t *testing.T) storage.Remover {
				c := c
				c.Prefix = "remove/" + strings.ReplaceAll(t.Name()[strings.LastIndex(t.Name(), "/")+1:], "_", "-") + "/"
				return create(t, c)
			})
		})
	}
	locked.Prefix = "stays/"
	store := create(t, locked)
	if err := putText(store, "object", "locked"); err != nil {
		t.Fatal(err)
	}
	if err := store.Retain(context.Background(), "object", time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := store.Remove(context.Background(), "object"); err == nil {
		t.Error("a locked object was removed")
	}
	if text, err := get(store, "object"); err != nil || string(text) != "locked" {
		t.Errorf("%q, %v", text, err)
	}
}
