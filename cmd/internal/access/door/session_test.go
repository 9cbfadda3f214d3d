package door_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
)

func TestSession(t *testing.T) {
	w := newWorld(t, door.Options{})
	c := w.session(t, "acme")
	if c.Name != "__Host-yoshiki" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.MaxAge != 12*3600 {
		t.Error(c)
	}
	a := got(w.Authenticate(request(http.MethodGet, c)))(t)
	if a.ID != w.sato || a.Name != "佐藤" || a.Tenant != "acme" || !a.May(access.CaseWrite) || a.May(access.LetterIssue) || a.Scopes != nil {
		t.Error(a)
	}
	// Signing in again is another session, and the former is over.
	next := w.session(t, "acme", c)
	if next.Value == c.Value {
		t.Error("the secret stayed")
	}
	_, err := w.Authenticate(request(http.MethodGet, c))
	is(t, err, access.ErrRefused)
	rec := httptest.NewRecorder()
	must(t, w.End(rec, request(http.MethodPost, next)))
	if back := rec.Result().Cookies(); len(back) != 1 || back[0].MaxAge >= 0 || back[0].Value != "" {
		t.Error(back)
	}
	_, err = w.Authenticate(request(http.MethodGet, next))
	is(t, err, access.ErrRefused)
	must(t, w.End(httptest.NewRecorder(), request(http.MethodPost, next)))
}

// TestSessionEnds: when it is idle, when it is old, and a second after a role, a person's
// sessions or the tenant are gone.
func TestSessionEnds(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *world){
		"idle": func(_ *testing.T, w *world) { w.after(time.Hour) },
		"old": func(t *testing.T, w *world) {
			c := w.session(t, "acme")
			for range 23 {
				w.after(30 * time.Minute)
				got(w.Authenticate(request(http.MethodGet, c)))(t)
			}
			w.after(30 * time.Minute)
			_, err := w.Authenticate(request(http.MethodGet, c))
			is(t, err, access.ErrRefused)
		},
		"role":   func(t *testing.T, w *world) { must(t, w.open(t).SetRoles(t.Context(), "acme", w.sato, nil)) },
		"tenant": func(t *testing.T, w *world) { must(t, w.open(t).CloseTenant(t.Context(), "acme", w.Now())) },
		"everywhere": func(t *testing.T, w *world) {
			got(w.open(t).RemoveSessionsOf(t.Context(), w.sato))(t)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, door.Options{})
			c := w.session(t, "acme")
			got(w.Authenticate(request(http.MethodGet, c)))(t)
			end(t, w)
			w.after(time.Second)
			a, err := w.Authenticate(request(http.MethodGet, c))
			if is(t, err, access.ErrRefused); a != nil {
				t.Error(a)
			}
		})
	}
}

func TestSessionTricks(t *testing.T) {
	w := newWorld(t, door.Options{})
	c := w.session(t, "acme")
	text, _ := w.token(t, door.Grant{})
	for name, value := range map[string]string{"empty": "", "truncated": c.Value[:58], "upper case": strings.ToUpper(c.Value), "longer": c.Value + "a", "flipped": flipped(c.Value, 0),
		"end flipped": flipped(c.Value, 58), "token": text, "token's body": strings.TrimPrefix(text, "yoshiki_"), "SQL": "' OR 1=1 --", "star": "*"} {
		a, err := w.Authenticate(request(http.MethodGet, &http.Cookie{Name: c.Name, Value: value}))
		if is(t, err, access.ErrRefused); a != nil {
			t.Error(name, a)
		}
	}
	_, err := w.Authenticate(request(http.MethodGet, c, c))
	is(t, err, access.ErrRefused)
	if a, err := w.Authenticate(request(http.MethodGet, &http.Cookie{Name: "yoshiki", Value: c.Value})); a != nil || err != nil {
		t.Error(a, err)
	}
}

func flipped(text string, i int) string {
	c := "a"
	if text[i] == 'a' {
		c = "b"
	}
	return text[:i] + c + text[i+1:]
}

// TestCSRF: a request that changes something and comes with a cookie has the proof of its own
// session, and no browser says that another site made it.
func TestCSRF(t *testing.T) {
	w := newWorld(t, door.Options{})
	c := w.session(t, "acme")
	other := w.session(t, "acme")
	proof, foreign := w.CSRF(request(http.MethodGet, c)), w.CSRF(request(http.MethodGet, other))
	if again := w.CSRF(request(http.MethodGet, c)); again == proof || w.CSRF(request(http.MethodGet)) != "" {
		t.Error("the proof is not masked, or there is one for nobody")
	}
	form := func(fields string) func(*http.Request) {
		return func(r *http.Request) {
			*r = *httptest.NewRequest(r.Method, "https://yoshiki.example/x", strings.NewReader(fields))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
			r.AddCookie(c)
		}
	}
	head := func(pairs ...string) func(*http.Request) {
		return func(r *http.Request) {
			for i := 0; i < len(pairs); i += 2 {
				r.Header.Set(pairs[i], pairs[i+1])
			}
		}
	}
	for name, s := range map[string]struct {
		method string
		change func(*http.Request)
		want   error
	}{
		"header": {"POST", head(door.Header, proof), nil},
		"form":   {"POST", form("csrf=" + url.QueryEscape(proof) + "&name=x"), nil},
		"files": {"POST", func(r *http.Request) {
			r.URL.RawQuery = "csrf=" + proof
			r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		}, nil},
		"same origin":        {"PUT", head(door.Header, proof, "Sec-Fetch-Site", "same-origin", "Origin", "https://yoshiki.example"), nil},
		"read":               {"GET", head(), nil},
		"none":               {"POST", head(), access.ErrForged},
		"none, same origin":  {"POST", head("Sec-Fetch-Site", "same-origin"), access.ErrForged},
		"other's":            {"POST", head(door.Header, foreign), access.ErrForged},
		"truncated":          {"DELETE", head(door.Header, proof[:len(proof)-1]), access.ErrForged},
		"flipped":            {"PATCH", head(door.Header, flipped(proof, 100)), access.ErrForged},
		"zeros":              {"POST", head(door.Header, strings.Repeat("A", len(proof))), access.ErrForged},
		"in the address":     {"POST", func(r *http.Request) { r.URL.RawQuery = "csrf=" + proof }, access.ErrForged},
		"form, in address":   {"POST", func(r *http.Request) { form("x=y")(r); r.URL.RawQuery = "csrf=" + proof }, access.ErrForged},
		"cross-site":         {"POST", head(door.Header, proof, "Sec-Fetch-Site", "cross-site"), access.ErrForged},
		"same site":          {"POST", head(door.Header, proof, "Sec-Fetch-Site", "same-site"), access.ErrForged},
		"other origin":       {"POST", head(door.Header, proof, "Origin", "https://evil.example"), access.ErrForged},
		"null origin":        {"POST", head(door.Header, proof, "Origin", "null"), access.ErrForged},
		"origin, other port": {"POST", head(door.Header, proof, "Origin", "https://yoshiki.example:8443"), access.ErrForged},
		"unknown method":     {"FROB", head(), access.ErrForged},
	} {
		r := request(s.method, c)
		s.change(r)
		a, err := w.Authenticate(r)
		if s.want == nil && (err != nil || a == nil) || s.want != nil && a != nil {
			t.Error(name, a, err)
		}
		if s.want != nil {
			is(t, err, s.want)
		}
	}
	// A program with a token is no browser.
	text, _ := w.token(t, door.Grant{})
	r := bearer("Bearer " + text)
	r.Method = "POST"
	got(w.Authenticate(r))(t)
}
