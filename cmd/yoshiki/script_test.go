package main

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/rogpeppe/go-internal/testscript"

	"yoshiki/cmd/internal/jobs/pgtest"
	"yoshiki/forms/judge"
	"yoshiki/storage/storagetest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"yoshiki": main, "auditlog": auditLog})
}

// TestScripts runs the command line as users meet it: testdata/*.txtar. $CASES holds the
// sample cases, $S3 is the end of an address in object storage (a server of this test with
// the buckets plain and locked), for which there are credentials; $TSA is a time stamping
// authority, whose certificate is the file $TSA_CA; $POSTGRES is an empty database; foreign.db and
// newer.db are databases of another program, and of a newer one. A step that asks a program which may be
// missing has the condition [judge:PROGRAM], one that mounts a disk [small-disks].
func TestScripts(t *testing.T) {
	cases, err := filepath.Abs("../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	s3 := objectStorage(t)
	tsa, tsaCA := timeStamper(t)
	postgres := database(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("CASES", cases)
			env.Setenv("TSA", tsa)
			env.Setenv("POSTGRES", postgres)
			env.Setenv("TSA_CA", tsaCA)
			env.Setenv("YOSHIKI_LANG", "en")
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache"))
			env.Setenv("S3", "endpoint=http://"+s3+"&region=us-east-1")
			env.Setenv("AWS_ACCESS_KEY_ID", storagetest.AccessKey)
			env.Setenv("AWS_SECRET_ACCESS_KEY", storagetest.SecretKey)
			return unfit(t, env.WorkDir)
		},
		Condition: func(name string) (bool, error) {
			program, ok := strings.CutPrefix(name, "judge:")
			switch {
			case name == "judge:postgres":
				return pgtest.Has(), nil
			case name == "small-disks":
				return judge.Works("unshare", "-rm", "mount", "-t", "tmpfs", "none", os.TempDir()), nil
			case !ok:
				return false, fmt.Errorf("condition %q", name)
			}
			return judge.Has(program), nil
		},
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}

// unfit makes databases that are of no use for jobs.
func unfit(t *testing.T, folder string) error {
	t.Helper()
	for name, made := range map[string]string{
		"foreign.db": "CREATE TABLE customers (id int)",
		"newer.db":   "CREATE TABLE river_migration (line text, version int, created_at timestamp); INSERT INTO river_migration VALUES ('main', 999, CURRENT_TIMESTAMP)",
	} {
		db, err := sql.Open("sqlite", "file:"+filepath.Join(folder, name))
		if err == nil {
			_, err = db.ExecContext(t.Context(), made)
			err = errors.Join(err, db.Close())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// database starts a PostgreSQL and gives its address; "" if there can be none.
func database(t *testing.T) string {
	t.Helper()
	if !pgtest.Has() {
		return ""
	}
	url, stop := pgtest.Postgres(t)
	t.Cleanup(stop)
	return url
}

// objectStorage starts a server with two buckets and gives its address; "" if there can be none.
func objectStorage(t *testing.T) string {
	t.Helper()
	if !judge.Has("versitygw") {
		return ""
	}
	address := storagetest.Versitygw(t)
	admin, err := minio.New(address, &minio.Options{Creds: credentials.NewStaticV4(storagetest.AccessKey, storagetest.SecretKey, "")})
	if err != nil {
		t.Fatal(err)
	}
	for _, bucket := range []string{"plain", "locked"} {
		if err := admin.MakeBucket(t.Context(), bucket, minio.MakeBucketOptions{ObjectLocking: bucket == "locked"}); err != nil {
			t.Fatal(err)
		}
	}
	return address
}
