package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/audit"
	"yoshiki/storage/dir"
)

// TestAnswersAreGuarded asks a service, as it is started, for every operation that it tells of, with
// and without a token: no answer may be kept, guessed, framed or traced back, and the audit log
// holds each operation that somebody known asked for, and no token.
func TestAnswersAreGuarded(t *testing.T) {
	data := t.TempDir()
	url, token, stop := served(t, data, true)
	asked := 0
	for path, verbs := range operationsOf(t, url) {
		for verb := range verbs {
			for _, key := range []string{"", token} {
				status := guarded(t, strings.ToUpper(verb), url+regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(path, "none"), key)
				if key != "" && status != http.StatusUnauthorized {
					asked++
				}
			}
		}
	}
	for _, path := range []string{"/", "/healthz", "/readyz", "/version", "/none"} {
		if status := guarded(t, "TRACE", url+path, token); status != http.StatusMethodNotAllowed && status != http.StatusNotFound {
			t.Errorf("TRACE %s: %d", path, status)
		}
	}
	stop()
	entries := auditedIn(t, data)
	for _, e := range entries {
		if strings.Contains(e, token) {
			t.Errorf("a token in %s", e)
		}
	}
	if asked < 20 || len(entries) < asked {
		t.Errorf("%d operations asked for, %d entries", asked, len(entries))
	}
}

// served starts a service with its data in a folder, and gives its address and, at the first
// start, its token.
func served(t *testing.T, data string, first bool) (url, token string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		code := run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--data", data, "--second", "dir:" + filepath.Join(data, "second"), "--json"}, strings.NewReader(""), in, io.Discard)
		_ = in.Close()
		ended <- code
	}()
	for lines := bufio.NewScanner(out); (url == "" || first && token == "") && lines.Scan(); {
		var said struct{ URL, Token string }
		if err := json.Unmarshal(lines.Bytes(), &said); err != nil {
			t.Error(err)
		}
		url, token = url+said.URL, token+said.Token
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return url, token, func() {
		cancel()
		if code := <-ended; code != exitDone && code != exitStopped {
			t.Errorf("it ended with %d", code)
		}
	}
}

func operationsOf(t *testing.T, url string) map[string]map[string]any {
	t.Helper()
	answer, err := http.Get(url + "/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var api struct{ Paths map[string]map[string]any }
	if err := json.NewDecoder(answer.Body).Decode(&api); err != nil {
		t.Fatal(err)
	}
	return api.Paths
}

// guarded asks once, and holds what every answer has to tell a browser.
func guarded(t *testing.T, verb, url, token string) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, verb, url, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	h := answer.Header
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"} {
		if h.Get(name) != want {
			t.Errorf("%s %s: %s is %q", verb, url, name, h.Get(name))
		}
	}
	if p := h.Get("Referrer-Policy"); p != "no-referrer" && p != "same-origin" {
		t.Errorf("%s %s: Referrer-Policy is %q", verb, url, p)
	}
	if p := h.Get("Content-Security-Policy"); !strings.Contains(p, "frame-ancestors 'none'") && !strings.Contains(p, "sandbox") {
		t.Errorf("%s %s: policy %q", verb, url, p)
	}
	if p := h.Get("Content-Security-Policy"); !strings.Contains(p, "sandbox") && !(strings.Contains(p, "default-src 'none'") && strings.Contains(p, "base-uri 'none'")) || strings.Contains(p, "object-src") {
		t.Errorf("%s %s: policy %q", verb, url, p)
	}
	if answer.StatusCode >= 500 {
		t.Errorf("%s %s: %d", verb, url, answer.StatusCode)
	}
	return answer.StatusCode
}

// auditedIn are the entries of a service that has ended, whose log must verify.
func auditedIn(t *testing.T, data string) []string {
	t.Helper()
	s, err := dir.Open(filepath.Join(data, "store"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var b strings.Builder
	if _, err := audit.Export(t.Context(), s, "", audit.Range{}, &b); err != nil {
		t.Fatal(err)
	}
	keys := filepath.Join(t.TempDir(), "public.pem")
	var out strings.Builder
	if code := run(t.Context(), []string{"audit", "key", filepath.Join(data, "audit.key")}, nil, &out, io.Discard); code != exitDone {
		t.Fatal(code)
	}
	if err := os.WriteFile(keys, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if code := run(t.Context(), []string{"audit", "verify", "--store", "dir:" + filepath.Join(data, "store"), "--second", "dir:" + filepath.Join(data, "second"), "--audit-key", keys}, nil, &out, io.Discard); code != exitDone {
		t.Errorf("the log does not verify: %d %s", code, out.String())
	}
	return regexp.MustCompile(`(?m)^.*"action":.*$`).FindAllString(b.String(), -1)
}
