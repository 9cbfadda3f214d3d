package main

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/rogpeppe/go-internal/testscript"

	"yoshiki/storage/storagetest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"yoshiki": main})
}

// TestScripts runs the command line as users meet it: testdata/*.txtar. $CASES holds the
// sample cases, $S3 is the end of an address in object storage (a server of this test with
// the buckets plain and locked), for which there are credentials; $TSA is a time stamping
// authority, whose certificate is the file $TSA_CA. A script whose tools are not there is
// skipped, and names them.
func TestScripts(t *testing.T) {
	cases, err := filepath.Abs("../../testdata/cases")
	if err != nil {
		t.Fatal(err)
	}
	var s3, tsa, tsaCA string
	if there(versitygw()) {
		s3 = objectStorage(t)
	}
	if there("openssl") {
		tsa, tsaCA = timeStamper(t)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("CASES", cases)
			env.Setenv("TSA", tsa)
			env.Setenv("TSA_CA", tsaCA)
			env.Setenv("YOSHIKI_LANG", "en")
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(env.WorkDir, "config"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache"))
			env.Setenv("S3", "endpoint=http://"+s3+"&region=us-east-1")
			env.Setenv("AWS_ACCESS_KEY_ID", storagetest.AccessKey)
			env.Setenv("AWS_SECRET_ACCESS_KEY", storagetest.SecretKey)
			return nil
		},
		Condition:     condition,
		UpdateScripts: os.Getenv("UPDATE") != "",
	})
}

// condition says what scripts may do here: with "s3" there is a server, with "small-disks"
// one may be mounted.
func condition(name string) (bool, error) {
	switch name {
	case "s3":
		return there(versitygw()), nil
	case "small-disks":
		return exec.Command("unshare", "-rm", "mount", "-t", "tmpfs", "none", os.TempDir()).Run() == nil, nil
	}
	return false, fmt.Errorf("condition %q", name)
}

func versitygw() string { return cmp.Or(os.Getenv("YOSHIKI_VERSITYGW"), "versitygw") }

func there(tool string) bool {
	_, err := exec.LookPath(tool)
	return err == nil
}

// objectStorage starts a server with two buckets and gives its address.
func objectStorage(t *testing.T) string {
	t.Helper()
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
