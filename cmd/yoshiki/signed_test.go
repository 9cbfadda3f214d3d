package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestSignedInAndOut: who signs in, fails to, and signs out stands in the audit log, and the way
// out stands on every page.
func TestSignedInAndOut(t *testing.T) {
	data := t.TempDir()
	at, token, stop := served(t, data, true)
	someone := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask := func(method, path string, form url.Values, with *http.Cookie) (*http.Response, string) {
		r, err := http.NewRequestWithContext(t.Context(), method, at+path, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if with != nil {
			r.AddCookie(with)
		}
		answer, err := someone.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		page, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer, string(page)
	}
	if answer, _ := ask("POST", "/sign-in/token", url.Values{"token": {"canary"}}, nil); answer.StatusCode != http.StatusForbidden {
		t.Error(answer.Status)
	}
	answer, _ := ask("POST", "/sign-in/token", url.Values{"token": {token}}, nil)
	if answer.StatusCode != http.StatusSeeOther || len(answer.Cookies()) != 1 {
		t.Fatal(answer.Status)
	}
	session := answer.Cookies()[0]
	var proof string
	for _, path := range []string{"/", "/access", "/verify"} {
		_, page := ask("GET", path, nil, session)
		form := regexp.MustCompile(`action="/sign-out"><input type="hidden" name="csrf" value="([^"]+)"`).FindStringSubmatch(page)
		if form == nil {
			t.Fatalf("no way out of %s: %.1000s", path, page)
		}
		proof = form[1]
	}
	if answer, _ := ask("POST", "/sign-out", url.Values{"csrf": {proof}}, session); answer.StatusCode != http.StatusOK || answer.Header.Get("Clear-Site-Data") == "" {
		t.Error(answer.Status)
	}
	if answer, _ := ask("GET", "/access", nil, session); answer.StatusCode == http.StatusOK {
		t.Error("a session that has ended opens a page")
	}
	someone.CloseIdleConnections()
	stop()
	var told []string
	for _, line := range auditedIn(t, data) {
		var e struct{ Actor, Tenant, Action, Outcome, Address string }
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(e.Action, "session:") {
			continue
		}
		told = append(told, e.Action+" "+e.Outcome)
		if (e.Actor != "" && e.Tenant == "main") != (e.Outcome == "done") || e.Address == "" {
			t.Error(line)
		}
		for _, secret := range []string{"canary", token, session.Value, proof} {
			if strings.Contains(line, secret) {
				t.Errorf("a secret in %s", line)
			}
		}
	}
	if want := []string{"session:begin refused", "session:begin done", "session:end done"}; !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}
