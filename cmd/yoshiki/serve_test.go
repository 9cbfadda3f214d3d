package main

import (
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
	url, token, stop := served(t, t.TempDir(), true)
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
	stop()
}
