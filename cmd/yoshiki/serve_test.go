package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestServe starts the service in an empty folder, with one command, and puts a case in with
// the token that it has told.
func TestServe(t *testing.T) {
	url, token, stop := serving(t)
	text, err := os.ReadFile("../../testdata/cases/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		method, path, token, body string
		status                    int
	}{
		{"GET", "/readyz", "", "", 200}, {"GET", "/openapi.json", "", "", 200}, {"POST", "/v1/cases", "", string(text), 401}, {"POST", "/v1/cases", token, string(text), 201},
		{"GET", "/v1/cases/small-saas/check?no-files=true", token, "", 200}, {"GET", "/v1/cases/small-saas/forms/2-4", token, "", 200},
	} {
		r, err := http.NewRequestWithContext(t.Context(), want.method, url+want.path, strings.NewReader(want.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/yaml")
		if want.token != "" {
			r.Header.Set("Authorization", "Bearer "+want.token)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		said, err := io.ReadAll(answer.Body)
		if answer.StatusCode != want.status || err != nil || len(said) == 0 {
			t.Errorf("%s %s: %d %v %.300s", want.method, want.path, answer.StatusCode, err, said)
		}
		if whole := `{"status":"up","parts":{"audit":{"status":"up"},"database":{"status":"up"},"jobs":{"status":"up"},"store":{"status":"up"}}}`; want.path == "/readyz" && regexp.MustCompile(`,"waiting":\d+`).ReplaceAllString(string(said), "") != whole {
			t.Errorf("%s", said)
		}
		_ = answer.Body.Close()
	}
	http.DefaultClient.CloseIdleConnections()
	if code := stop(); code != exitDone {
		t.Errorf("exit %d", code)
	}
}

// serving is the service in an empty folder: where it listens, the token that it has told, and
// what ends it and gives its exit code.
func serving(t *testing.T) (url, token string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--json", "--listen", "127.0.0.1:0", "--data", t.TempDir()}, nil, in, io.Discard)
	}()
	told := struct{ URL, Token string }{}
	lines := bufio.NewScanner(out)
	for told.URL == "" || told.Token == "" {
		if !lines.Scan() || json.Unmarshal(lines.Bytes(), &told) != nil {
			t.Fatal(lines.Text())
		}
	}
	return told.URL, told.Token, func() int {
		cancel()
		return <-ended
	}
}
