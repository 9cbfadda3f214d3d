package storagetest

import (
	"bytes"
	"cmp"
	"net"
	"os"
	"os/exec"
	"testing"
	"time"
)

// Credentials of every server that Versitygw starts. They are worth nothing elsewhere.
const (
	AccessKey = "yoshiki-test"
	SecretKey = "a-canary-that-no-output-may-show"
)

// Versitygw starts an S3 server of its own on this machine, which keeps versions, with its
// files in a temporary folder, and ends it with the test. It gives the server's address.
// Arguments are put before those of the back end. The program is YOSHIKI_VERSITYGW, or
// versitygw on the PATH; without it the test is skipped, with a line that says so, or fails
// where YOSHIKI_JUDGES is "all".
func Versitygw(t testing.TB, args ...string) string {
	t.Helper()
	return VersitygwIn(t, t.TempDir(), t.TempDir(), args...)
}

// VersitygwIn is Versitygw with its files, and the versions that it keeps, in two folders.
func VersitygwIn(t testing.TB, files, versions string, args ...string) string {
	t.Helper()
	program, err := exec.LookPath(cmp.Or(os.Getenv("YOSHIKI_VERSITYGW"), "versitygw"))
	if err != nil {
		missing(t, "versitygw", err)
	}
	address := freeAddress(t)
	args = append(append([]string{"--port", address, "--quiet"}, args...), "posix", "--versioning-dir", versions, files)
	start(t, exec.Command(program, args...), "ROOT_ACCESS_KEY="+AccessKey, "ROOT_SECRET_KEY="+SecretKey)
	answers(t, address)
	return address
}

// missing skips the test, or fails it where .ci/test runs it.
func missing(t testing.TB, what string, err error) {
	t.Helper()
	if os.Getenv("YOSHIKI_JUDGES") == "all" {
		t.Fatalf("%s is not on this machine (%v); .ci/test has it", what, err)
	}
	t.Skipf("%s is not on this machine (%v); .ci/test has it", what, err)
}

// Minio is Versitygw for the server that program is.
func Minio(t testing.TB, program string) string {
	t.Helper()
	address := freeAddress(t)
	start(t, exec.Command(program, "server", "--quiet", "--address", address, t.TempDir()),
		"MINIO_ROOT_USER="+AccessKey, "MINIO_ROOT_PASSWORD="+SecretKey)
	answers(t, address)
	return address
}

// start runs a server until the test ends.
func start(t testing.TB, cmd *exec.Cmd, env ...string) {
	t.Helper()
	var out bytes.Buffer
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Kill(); err != nil {
			t.Errorf("%v\n%s", err, out.Bytes())
		}
		_ = cmd.Wait() // it was killed
	})
}

// freeAddress is one that nobody listens on.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// answers waits until somebody listens.
func answers(t testing.TB, address string) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(10 * time.Millisecond) {
		c, err := net.Dial("tcp", address)
		if err == nil {
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
			return
		}
		if time.Now().After(end) {
			t.Fatalf("the server does not answer: %v", err)
		}
	}
}
