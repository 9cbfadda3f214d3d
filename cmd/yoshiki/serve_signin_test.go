package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
)

// TestServeSignIn: serve sends people to the identity provider that it was given, in their
// language, and does not show its secret.
func TestServeSignIn(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	issuer := "http://" + l.Addr().String()
	client := storage.WebClient("yoshiki", "client-secret", "https://yoshiki.example/sign-in/callback")
	op := httptest.NewUnstartedServer(exampleop.SetupServer(issuer, storage.NewStorageWithClients(storage.NewUserStore(issuer), map[string]*storage.Client{"yoshiki": client}), nil, false))
	_ = op.Listener.Close()
	op.Listener = l
	op.Start()
	defer op.Close()
	data := t.TempDir()
	secret := filepath.Join(data, "secret")
	if err := os.WriteFile(secret, []byte("client-secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var errs strings.Builder
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--json", "--listen", "127.0.0.1:0", "--data", data, "--url", "https://yoshiki.example", "--oidc-issuer", issuer, "--oidc-client", "yoshiki",
			"--oidc-secret-file", secret, "--allow-address", "127.0.0.0/8"}, nil, in, &errs)
	}()
	told := struct{ URL string }{}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &told) != nil {
		t.Fatal(lines.Text())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := browser.Get(told.URL + "/sign-in?to=/cases/1")
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	to, err := url.Parse(answer.Header.Get("Location"))
	if err != nil || answer.StatusCode != http.StatusSeeOther || "http://"+to.Host != issuer || to.Query().Get("code_challenge_method") != "S256" || to.Query().Get("nonce") == "" ||
		to.Query().Get("redirect_uri") != "https://yoshiki.example/sign-in/callback" {
		t.Error(answer.Status, to, err)
	}
	request, _ := http.NewRequestWithContext(ctx, http.MethodGet, told.URL+"/sign-in/callback?state=x&code=y", nil)
	request.Header.Set("Accept-Language", "en-GB,en;q=0.9,ja;q=0.5")
	answer, err = browser.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	page, _ := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusBadRequest || !strings.Contains(string(page), "Please sign in again") {
		t.Errorf("%s %s", answer.Status, page)
	}
	browser.CloseIdleConnections()
	stop()
	if code := <-ended; code != exitDone {
		t.Errorf("exit %d", code)
	}
	if strings.Contains(errs.String(), "client-secret") {
		t.Error(errs.String())
	}
}

// TestSignInFlags: what cannot work together is told before anything is served.
func TestSignInFlags(t *testing.T) {
	for _, f := range []signInFlags{
		{issuer: "https://idp.example"},
		{issuer: "https://idp.example", client: "x"},
		{issuer: "https://idp.example", client: "x", url: "http://yoshiki.example"},
		{issuer: "https://idp.example", audience: "x"},
		{issuer: "https://idp.example", keys: "https://idp.example/keys"},
		{issuer: "https://idp.example", client: "x", url: "https://yoshiki.example", audience: "x", keys: "https://idp.example/keys"},
		{issuer: "https://idp.example", client: "x", url: "https://yoshiki.example", secretFile: "none"},
		{issuer: "https://idp.example", client: "x", url: "https://yoshiki.example", allow: []string{"10.0.0.1"}},
	} {
		if p, i, err := f.parties(); err == nil {
			t.Error(f, p, i)
		}
	}
	p, i, err := signInFlags{issuer: "https://idp.example", client: "x", url: "https://yoshiki.example", audience: "https://yoshiki.example", keys: "https://idp.example/keys", allow: []string{"10.0.0.0/8"}}.parties()
	if p == nil || i == nil || err != nil {
		t.Error(p, i, err)
	}
	if p, i, err := (signInFlags{}).parties(); p != nil || i != nil || err != nil {
		t.Error(p, i, err)
	}
}
