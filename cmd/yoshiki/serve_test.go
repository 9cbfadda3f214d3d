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
	ctx, stop := context.WithCancel(t.Context())
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
	text, err := os.ReadFile("../../testdata/cases/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		method, path, token, body string
		status                    int
	}{
		{"GET", "/readyz", "", "", 200}, {"GET", "/openapi.json", "", "", 200}, {"POST", "/v1/cases", "", string(text), 401}, {"POST", "/v1/cases", told.Token, string(text), 201},
		{"GET", "/v1/cases/small-saas/check?no-files=true", told.Token, "", 200}, {"GET", "/v1/cases/small-saas/forms/2-4", told.Token, "", 200},
	} {
		r, err := http.NewRequestWithContext(ctx, want.method, told.URL+want.path, strings.NewReader(want.body))
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
	stop()
	if code := <-ended; code != exitDone {
		t.Errorf("exit %d", code)
	}
}
