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
	"time"
)

// TestSignedInAndOut: who signs in, fails to, and signs out stands in the audit log, and the way
// out stands on every page.
func TestSignedInAndOut(t *testing.T) {
	data := t.TempDir()
	at, token, stop := served(t, data, true)
	ask := asking(t, at)
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
	http.DefaultClient.CloseIdleConnections()
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

// asking sends a form to a server, with the cookie of a session if there is one, and goes nowhere
// else.
func asking(t *testing.T, at string) func(method, path string, form url.Values, with *http.Cookie) (*http.Response, string) {
	t.Helper()
	someone := &http.Client{Transport: http.DefaultTransport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return func(method, path string, form url.Values, with *http.Cookie) (*http.Response, string) {
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
}

// TestOwnSessions: whoever is signed in sees where, whatever the role, and ends one of the other
// sessions or all of them; nobody sees or ends those of others that way.
func TestOwnSessions(t *testing.T) {
	at, token, stop := served(t, t.TempDir(), true)
	ask := asking(t, at)
	var sessions []*http.Cookie
	for range 4 {
		answer, _ := ask("POST", "/sign-in/token", url.Values{"token": {token}}, nil)
		sessions = append(sessions, answer.Cookies()...)
	}
	if answer, _ := ask("GET", "/access/mine", nil, nil); answer.StatusCode != http.StatusSeeOther || !strings.HasPrefix(answer.Header.Get("Location"), "/sign-in?to=") {
		t.Error(answer.Status)
	}
	_, page := ask("GET", "/access/mine", nil, sessions[0])
	ids := regexp.MustCompile(`name="session" value="([^"]+)"`).FindAllStringSubmatch(page, -1)
	proof := regexp.MustCompile(`name="csrf" value="([^"]+)"`).FindStringSubmatch(page)
	if len(ids) != 3 || proof == nil {
		t.Fatalf("%d sessions to end: %s", len(ids), page)
	}
	live := func() (n int) {
		for _, s := range sessions {
			if answer, _ := ask("GET", "/access", nil, s); answer.StatusCode == http.StatusOK {
				n++
			}
		}
		return n
	}
	for _, step := range []struct {
		session, proof string
		status, live   int
	}{
		{ids[0][1], "forged", http.StatusForbidden, 4},
		{"session-of-others", proof[1], http.StatusNotFound, 4},
		{ids[0][1], proof[1], http.StatusSeeOther, 3},
		{ids[0][1], proof[1], http.StatusNotFound, 3},
		{"", proof[1], http.StatusSeeOther, 1},
	} {
		answer, _ := ask("POST", "/access/mine", url.Values{"csrf": {step.proof}, "session": {step.session}}, sessions[0])
		time.Sleep(1100 * time.Millisecond) // for a second a door remembers whom it let in
		if n := live(); answer.StatusCode != step.status || n != step.live {
			t.Errorf("%q: %s, %d sessions live", step.session, answer.Status, n)
		}
	}
	if _, page := ask("GET", "/access/mine", nil, sessions[0]); strings.Contains(page, `name="session"`) {
		t.Error(page)
	}
	http.DefaultClient.CloseIdleConnections()
	stop()
}
