package door_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/state"
)

// realm is a service with a real identity provider, both over HTTP.
type realm struct {
	*world
	service  *httptest.Server
	provider string
	seen     []door.Event
}

// newRealm starts both. The users are sato (known to acme) and suzuki (known to nobody), and
// those that are given, by subject.
func newRealm(t *testing.T, users map[string]storage.User) *realm {
	t.Helper()
	l := got(net.Listen("tcp", "127.0.0.1:0"))(t)
	r := &realm{provider: "http://" + l.Addr().String()}
	all := map[string]storage.User{"sato": {ID: "sato", Username: "sato", Password: "p", FirstName: "花子", LastName: "佐藤", Email: "sato@example.jp"},
		"suzuki": {ID: "suzuki", Username: "suzuki", Password: "p", FirstName: "一郎", LastName: "鈴木"}}
	for id, u := range users {
		u.ID, u.Username, u.Password = id, id, "p"
		all[id] = u
	}
	file := filepath.Join(t.TempDir(), "users.json")
	must(t, os.WriteFile(file, got(json.Marshal(all))(t), 0o600))
	handler := http.NewServeMux()
	r.service = httptest.NewTLSServer(handler)
	t.Cleanup(r.service.Close)
	client := storage.WebClient("yoshiki", "client-secret", r.service.URL+door.CallbackPath)
	op := httptest.NewUnstartedServer(exampleop.SetupServer(r.provider, storage.NewStorageWithClients(got(storage.StoreFromFile(file))(t), map[string]*storage.Client{"yoshiki": client}), nil, false))
	must(t, op.Listener.Close())
	op.Listener = l
	op.Start()
	t.Cleanup(op.Close)
	outgoing := access.Outgoing(access.Outside{Plain: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	t.Cleanup(outgoing.CloseIdleConnections)
	r.world = newWorld(t, door.Options{
		Provider: &door.Provider{Issuer: r.provider, ID: "yoshiki", Secret: access.NewSecret("client-secret"), URL: r.service.URL, Client: outgoing},
		Told:     func(_ *http.Request, e door.Event) { r.seen = append(r.seen, e) },
	})
	id := got(r.db.PutPerson(t.Context(), state.Person{Issuer: r.provider, Subject: "sato", Name: "?"}, start))(t)
	must(t, r.db.SetRoles(t.Context(), "acme", id, []access.Role{access.Provider}))
	handler.Handle(door.SignInPath+"/", r.Handler())
	handler.Handle(door.SignInPath, r.Handler())
	handler.Handle(door.SignOutPath, r.Handler())
	handler.HandleFunc("/", func(w http.ResponseWriter, q *http.Request) {
		a, err := r.Authenticate(q)
		fmt.Fprintf(w, "%s %+v %v csrf=%s", q.URL.RequestURI(), a, err, r.CSRF(q))
	})
	return r
}

// browser is somebody with cookies.
func (r *realm) browser(t *testing.T) *http.Client {
	jar := got(cookiejar.New(nil))(t)
	return &http.Client{Jar: jar, Transport: r.service.Client().Transport}
}

// answer is what a browser gets in the end.
type answer struct {
	status int
	url    *url.URL
	body   string
	clear  string // what the browser is to forget
}

func get(t *testing.T, b *http.Client, address string) answer {
	t.Helper()
	return read(t)(b.Get(address))
}

func read(t *testing.T) func(*http.Response, error) answer {
	return func(a *http.Response, err error) answer {
		t.Helper()
		must(t, err)
		defer a.Body.Close()
		return answer{a.StatusCode, a.Request.URL, string(got(io.ReadAll(a.Body))(t)), a.Header.Get("Clear-Site-Data")}
	}
}

var loginID = regexp.MustCompile(`name="id" value="([^"]+)"`)

// login types a name and a password where the provider asks for them.
func (r *realm) login(t *testing.T, b *http.Client, at answer, name string) answer {
	t.Helper()
	id := loginID.FindStringSubmatch(at.body)
	if id == nil {
		t.Fatal(at)
	}
	return read(t)(b.PostForm(r.provider+"/login/username", url.Values{"id": {id[1]}, "username": {name}, "password": {"p"}}))
}

// stopAt has a browser stop before it comes back to the service, and gives the address.
func (r *realm) stopAt(t *testing.T, b *http.Client, name string) string {
	t.Helper()
	at := get(t, b, r.service.URL+door.SignInPath)
	b.CheckRedirect = func(q *http.Request, _ []*http.Request) error {
		if q.URL.Path == door.CallbackPath {
			return http.ErrUseLastResponse
		}
		return nil
	}
	defer func() { b.CheckRedirect = nil }()
	id := loginID.FindStringSubmatch(at.body)[1]
	a, err := b.PostForm(r.provider+"/login/username", url.Values{"id": {id}, "username": {name}, "password": {"p"}})
	must(t, err)
	must(t, a.Body.Close())
	return a.Header.Get("Location")
}

func TestSignIn(t *testing.T) {
	r := newRealm(t, nil)
	b := r.browser(t)
	at := get(t, b, r.service.URL+"/sign-in?to="+url.QueryEscape("/cases/1?x=あ"))
	if at = r.login(t, b, at, "sato"); at.status != 200 || at.url.Path != "/cases/1" || !strings.Contains(at.body, "Name:花子 佐藤 Tenant:acme Roles:[provider]") {
		t.Fatal(at)
	}
	if n := len(r.seen); n != 1 || r.seen[0].Action != "sign-in" || r.seen[0].Actor == nil {
		t.Error(r.seen)
	}
	if p := got(r.db.PersonOf(t.Context(), r.provider, "sato"))(t); p.Mail != "sato@example.jp" || !p.Seen.Equal(start) {
		t.Error(p)
	}
	for _, c := range b.Jar.Cookies(at.url) {
		if strings.Contains(c.Name, "sign-in") {
			t.Error("the cookie of the attempt is left")
		}
	}
	// Another tenant, in a new session.
	proof := at.body[strings.Index(at.body, "csrf=")+5:]
	post := func(path, csrf string, fields url.Values) answer {
		fields.Set("csrf", csrf)
		return read(t)(b.PostForm(r.service.URL+path, fields))
	}
	if a := post(door.TenantPath, proof, url.Values{"tenant": {"office"}}); a.status != http.StatusForbidden {
		t.Error("a tenant in which the person is nothing:", a)
	}
	id := got(r.db.PersonOf(t.Context(), r.provider, "sato"))(t).ID
	must(t, r.db.SetRoles(t.Context(), "office", id, []access.Role{access.Staff}))
	if a := post(door.TenantPath, "", url.Values{"tenant": {"office"}}); a.status != http.StatusForbidden {
		t.Error(a)
	}
	at = post(door.TenantPath, proof, url.Values{"tenant": {"office"}, "to": {"//evil.example/"}})
	if at.url.Host != strings.TrimPrefix(r.service.URL, "https://") || !strings.Contains(at.body, "Tenant:office Roles:[staff]") {
		t.Fatal(at)
	}
	proof = at.body[strings.Index(at.body, "csrf=")+5:]
	// Out: only when a page of ours asks.
	if a := get(t, b, r.service.URL+door.SignOutPath); a.status != 200 || !strings.Contains(a.body, `method="post"`) {
		t.Error(a)
	}
	if a := post(door.SignOutPath, "x", url.Values{}); a.status != http.StatusForbidden {
		t.Error(a)
	}
	if a := post(door.SignOutPath, proof, url.Values{}); a.status != 200 || !strings.Contains(a.body, "ログアウトしました") || a.clear != `"cache", "storage"` {
		t.Error(a)
	}
	if a := get(t, b, r.service.URL+"/"); !strings.Contains(a.body, "<nil> <nil>") {
		t.Error(a)
	}
}

// TestUnknown: whom the provider knows and no tenant does is told so, and gets no session.
func TestUnknown(t *testing.T) {
	r := newRealm(t, nil)
	must(t, r.db.SetRoles(t.Context(), "acme", got(r.db.PutPerson(t.Context(), state.Person{Issuer: "https://other.example", Subject: "suzuki"}, start))(t), []access.Role{access.Admin}))
	b := r.browser(t)
	at := r.login(t, b, get(t, b, r.service.URL+door.SignInPath), "suzuki")
	if at.status != http.StatusForbidden || !strings.Contains(at.body, "利用者として登録されていません") || !strings.Contains(at.body, "<bdi>suzuki</bdi>") || len(b.Jar.Cookies(at.url)) != 0 {
		t.Error(at, b.Jar.Cookies(at.url))
	}
	if _, err := r.db.PersonOf(t.Context(), r.provider, "suzuki"); err == nil {
		t.Error("the person was kept")
	}
}

// TestSignInTricks: nobody finishes what another has begun, twice, late, or with another's code.
func TestSignInTricks(t *testing.T) {
	r := newRealm(t, nil)
	refused := func(name string, b *http.Client, address string, status int) {
		t.Helper()
		a := get(t, b, address)
		for _, c := range b.Jar.Cookies(a.url) {
			if c.Name == door.Cookie {
				t.Errorf("%s: a session", name)
			}
		}
		if a.status != status {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	mine, yours := r.browser(t), r.browser(t)
	my, your := r.stopAt(t, mine, "sato"), r.stopAt(t, yours, "sato")
	with := func(address, name, value string) string {
		u := got(url.Parse(address))(t)
		q := u.Query()
		q.Set(name, value)
		u.RawQuery = q.Encode()
		return u.String()
	}
	code := func(address string) string { return got(url.Parse(address))(t).Query().Get("code") }
	refused("another browser", r.browser(t), my, 400)
	refused("my browser with your answer", mine, your, 400)
	refused("another state", mine, with(my, "state", "x"), 400)
	refused("a longer state", mine, with(my, "state", got(url.Parse(my))(t).Query().Get("state")+"x"), 400)
	refused("no state", mine, r.service.URL+door.CallbackPath+"?code=x", 400)
	mine = r.browser(t)
	refused("your code in my attempt", mine, with(r.stopAt(t, mine, "sato"), "code", code(your)), 502)
	refused("a code twice", mine, with(r.stopAt(t, mine, "sato"), "code", code(my)), 502)
	for name, change := range map[string][2]string{"error": {"error", "access_denied"}, "another provider": {"iss", "https://evil.example"}} {
		b := r.browser(t)
		refused(name, b, with(r.stopAt(t, b, "sato"), change[0], change[1]), 403)
	}
	b := r.browser(t)
	refused("two codes", b, r.stopAt(t, b, "sato")+"&code=x", 403)
	late := r.browser(t)
	at := r.stopAt(t, late, "sato")
	r.after(15 * time.Minute)
	refused("late", late, at, 400)
	forged := r.browser(t)
	at = r.stopAt(t, forged, "sato")
	for _, c := range forged.Jar.Cookies(got(url.Parse(r.service.URL))(t)) {
		c.Value, c.Path, c.Secure = flipped(c.Value, 20), "/", true
		forged.Jar.SetCookies(got(url.Parse(r.service.URL))(t), []*http.Cookie{c})
	}
	refused("a changed cookie", forged, at, 400)
	again := r.browser(t)
	at = r.stopAt(t, again, "sato")
	if a := get(t, again, at); a.status != 200 {
		t.Error(a)
	}
	if a := get(t, again, at); a.status != 400 {
		t.Error("twice:", a)
	}
}

// TestTo: after signing in nobody is led away.
func TestTo(t *testing.T) {
	r := newRealm(t, nil)
	for to, want := range map[string]string{"": "/", "/": "/", "/cases/1": "/cases/1", "//evil.example": "/", `/\evil.example`: "/", "https://evil.example/": "/", "javascript:alert(1)": "/", "/\t/evil.example": "/", "evil": "/",
		"/a\r\nSet-Cookie: x=y": "/", "///evil.example": "/", "/%2f/evil.example": "/%2f/evil.example", "/" + strings.Repeat("a", 3000): "/", "\\/evil.example": "/", "/x?to=//evil.example": "/x?to=//evil.example"} {
		b := r.browser(t)
		at := r.login(t, b, get(t, b, r.service.URL+door.SignInPath+"?to="+url.QueryEscape(to)), "sato")
		if "https://"+at.url.Host != r.service.URL || at.url.RequestURI() != want {
			t.Errorf("%q leads to %s", to, at.url)
		}
	}
}

// TestAway: while the provider does not answer that is told; when it does again, it works.
func TestAway(t *testing.T) {
	w := newWorld(t, door.Options{Provider: &door.Provider{Issuer: "http://127.0.0.1:1", URL: "https://yoshiki.example", Client: access.Outgoing(access.Outside{Plain: true})}})
	rec := httptest.NewRecorder()
	w.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/sign-in", nil))
	if rec.Code != http.StatusBadGateway || !strings.Contains(rec.Body.String(), "認証サービスが応答しません") || len(rec.Result().Cookies()) != 0 {
		t.Error(rec.Code, rec.Body)
	}
	none := newWorld(t, door.Options{})
	rec = httptest.NewRecorder()
	none.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, door.CallbackPath+"?code=x&state=y", nil))
	if rec.Code != http.StatusNotFound || rec.Header().Get("Content-Security-Policy") == "" {
		t.Error(rec.Code, rec.Body)
	}
}

// TestNaughtyNames: whatever name a provider tells, the person is let in, and pages show it as text.
func TestNaughtyNames(t *testing.T) {
	names := []string{"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{.CSRF}}", "a\r\nSet-Cookie: x=y", "\u202egnp.exe", "' OR 1=1 --", "\x00\x07", "👩‍👩‍👧‍👦", "𠮷野家", "=cmd|' /C calc'!A0",
		"${jndi:ldap://x}", "../../etc/passwd", "%s%n%x", strings.Repeat("長", 2000), "\u0300\u0300", "ﷺ", "İ", "\ufeff", " \t "}
	users := map[string]storage.User{}
	for i, name := range names {
		users[fmt.Sprintf("u%d", i)] = storage.User{FirstName: name, LastName: name, Email: name}
	}
	users["<b>&'\"x"] = storage.User{FirstName: "x"}
	r := newRealm(t, users)
	for i := range names {
		subject := fmt.Sprintf("u%d", i)
		must(t, r.db.SetRoles(t.Context(), "acme", got(r.db.PutPerson(t.Context(), state.Person{Issuer: r.provider, Subject: subject}, start))(t), []access.Role{access.Provider}))
		b := r.browser(t)
		if at := r.login(t, b, get(t, b, r.service.URL+door.SignInPath), subject); at.status != 200 || at.url.Path != "/" || !strings.Contains(at.body, "Tenant:acme") {
			t.Errorf("%.40q: %v", names[i], at)
		}
		if p := got(r.db.PersonOf(t.Context(), r.provider, subject))(t); strings.ContainsAny(p.Name+p.Mail, "\x00\r\n\t") || len(p.Name) > state.Longest {
			t.Errorf("%q", p.Name)
		}
	}
	b := r.browser(t)
	if at := r.login(t, b, get(t, b, r.service.URL+door.SignInPath), "<b>&'\"x"); at.status != 403 || strings.Contains(at.body, "<b>") || !strings.Contains(at.body, "&lt;b&gt;") {
		t.Error(at)
	}
}
