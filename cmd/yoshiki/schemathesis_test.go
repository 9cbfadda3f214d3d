package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yoshiki/forms/judge"
)

// TestSchemathesis has a tester of other people ask what the OpenAPI document describes: every
// operation, with values that it allows and values that it does not. No answer is a failure of
// the server, and none is one that the document does not describe. YOSHIKI_LONG asks longer, and
// operations one after the other with what was answered before.
func TestSchemathesis(t *testing.T) {
	judge.Need(t, "schemathesis")
	url, token, stop := served(t, t.TempDir(), true)
	defer stop()
	text, err := os.ReadFile("../../testdata/cases/small-saas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), "POST", url+"/v1/cases", strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/yaml")
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil || answer.StatusCode != http.StatusCreated {
		t.Fatal(answer, err)
	}
	_ = answer.Body.Close()
	settings := filepath.Join(t.TempDir(), "schemathesis.toml")
	if err := os.WriteFile(settings, []byte("[parameters]\n\"path.id\" = \"small-saas\"\n\"path.form\" = \"2-4\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	phases, examples := "examples,coverage", "3"
	if os.Getenv("YOSHIKI_LONG") != "" {
		phases, examples = "examples,coverage,fuzzing,stateful", "100"
	}
	cmd := judge.Command(t, "schemathesis", "--config-file", settings, "run", url+"/openapi.json", "--header", "Authorization: Bearer "+token,
		"--phases", phases, "--max-examples", examples, "--seed", "8", "--workers", "2", "--request-timeout", "120", "--suppress-health-check", "all", "--continue-on-failure",
		"--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance")
	cmd.Dir = filepath.Dir(settings)
	out, err := cmd.CombinedOutput()
	said := string(out)
	t.Logf("%s", said[max(0, len(said)-300):])
	if err != nil {
		t.Errorf("%v\n%s", err, said)
	}
	if n := counts.FindStringSubmatch(said); n == nil || n[1] != n[2] || n[1] != n[3] {
		t.Errorf("not every operation was asked: %q", n)
	}
}

// counts are how many operations were chosen, of how many, and how many were asked.
var counts = regexp.MustCompile(`Selected: (\d+)/(\d+)\s+Tested: (\d+)`)
