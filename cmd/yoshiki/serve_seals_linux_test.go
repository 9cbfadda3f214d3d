package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"yoshiki/cmd/internal/pages/pagestest"
)

// sealKey writes a key and its certificate as PEM, and gives the names of the files.
func sealKey(t *testing.T) (key, certificate string) {
	t.Helper()
	folder := t.TempDir()
	key, certificate = filepath.Join(folder, "key.pem"), filepath.Join(folder, "certificate.pem")
	k, c := pagestest.KeyPair(t, "Service", time.Now())
	for name, data := range map[string][]byte{key: k, certificate: c} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return key, certificate
}

// signers are the kinds of sound signatures of a package that was made.
func (h *host) signers(id string) []string {
	h.t.Helper()
	var v struct {
		Sound   bool
		Signers []string
	}
	if h.must(&v, "GET", "/v1/packages/"+id+"/verify", ""); !v.Sound {
		h.t.Errorf("%s is not sound", id)
	}
	return v.Signers
}

// TestServeSigns: with a key of its own a service signs what programs have it build, at once or by a
// job; what is signed already stays as it is; and without a key it signs nothing.
func TestServeSigns(t *testing.T) {
	const at, order = "/v1/cases/signed/packages", `{"for":"registration","formats":["pdf"],"draft":true}`
	key, certificate := sealKey(t)
	data := t.TempDir()
	h := newHost(t, true, "--data", data)
	h.must(nil, "POST", "/v1/cases", "id: signed"+bareCase, "Content-Type", "application/yaml")
	var bare, signed, again struct{ ID string }
	h.must(&bare, "POST", at, `{"for":"registration","formats":["docx"],"draft":true}`)
	if got := h.signers(bare.ID); len(got) != 0 {
		t.Errorf("without a key: %v", got)
	}
	if err := h.stop(); err != nil {
		t.Error(err)
	}
	h.args = append(h.args, "--sign", key, "--sign-cert", certificate)
	h.again()
	h.must(&signed, "POST", at, order)
	h.must(&again, "POST", at, order)
	if again != signed {
		t.Errorf("%v, then %v", signed, again)
	}
	var job struct {
		ID, State string
		Result    struct{ Location string }
	}
	h.must(&job, "POST", at, `{"for":"registration","formats":["xlsx"],"draft":true}`, "Prefer", "respond-async")
	for job.State != "done" && job.State != "failed" {
		time.Sleep(50 * time.Millisecond)
		h.must(&job, "GET", "/v1/jobs/"+job.ID, "")
	}
	for _, id := range []string{signed.ID, strings.TrimPrefix(job.Result.Location, "/v1/packages/")} {
		if got := h.signers(id); !slices.Equal(got, []string{"cms"}) {
			t.Errorf("%s: %v", id, got)
		}
	}
	if err := h.stop(); err != nil {
		t.Error(err)
	}
	wrong := filepath.Join(t.TempDir(), "wrong.pem")
	if err := os.WriteFile(wrong, []byte("canary-key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := call("serve", "--listen", "127.0.0.1:0", "--data", data, "--sign", wrong).CombinedOutput(); err == nil || !strings.Contains(string(out), "wrong.pem") || strings.Contains(string(out), "canary") {
		t.Errorf("%v: %s", err, out)
	}
}
