package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"yoshiki/forms/judge"
)

// authorityScript makes a time stamping authority in the current folder.
const authorityScript = `set -e
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30 -subj '/C=JP/CN=TSA Root'
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out csr.pem -subj '/C=JP/CN=Time Stamper'
printf 'keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n' >ext
openssl x509 -req -in csr.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 10 -extfile ext -out cert.pem
printf '[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_digest=sha256\ness_cert_id_alg=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n' >ts.cnf
`

// timeStamper serves `openssl ts` as a time stamping authority (RFC 3161), if there is one.
func timeStamper(t *testing.T) (url, ca string) {
	t.Helper()
	if !judge.Has("openssl") {
		return "", ""
	}
	dir := t.TempDir()
	shell := func(command string) error {
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return err
	}
	if shell(authorityScript) != nil {
		t.FailNow()
	}
	var one sync.Mutex
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		one.Lock()
		defer one.Unlock()
		query, err := io.ReadAll(r.Body)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "query"), query, 0o600)
		}
		if err == nil {
			err = shell("openssl ts -reply -config ts.cnf -queryfile query -signer cert.pem -inkey key.pem -out reply")
		}
		reply, readErr := os.ReadFile(filepath.Join(dir, "reply"))
		if err != nil || readErr != nil {
			http.Error(w, "broken", http.StatusInternalServerError)
			return
		}
		_, _ = w.Write(reply)
	}))
	t.Cleanup(server.Close)
	return server.URL, filepath.Join(dir, "ca.pem")
}
