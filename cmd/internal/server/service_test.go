package server_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/server"
	"yoshiki/package/manifest"
	"yoshiki/package/vet/vettest"
)

func TestMain(m *testing.M) {
	vettest.Serve()
	os.Exit(m.Run())
}

// samples are the cases of the repository.
const samples = "../../../testdata/cases"

// now is the clock of the tests.
var now = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)

// people are who asks, by token.
var people = map[string]*access.Actor{
	"provider": {ID: "p1", Tenant: "tsumugi", Roles: []access.Role{access.Provider}},
	"other":    {ID: "p2", Tenant: "other", Roles: []access.Role{access.Provider, access.Staff, access.Operator, access.Auditor, access.Admin}},
	"staff":    {ID: "s1", Tenant: "tsumugi", Roles: []access.Role{access.Staff}},
	"deputy":   {ID: "s2", Tenant: "tsumugi", Roles: []access.Role{access.Staff}},
	"clerk":    {ID: "c1", Tenant: "office", Roles: []access.Role{access.Staff}},
	"operator": {ID: "o1", Tenant: "tsumugi", Roles: []access.Role{access.Operator}},
	"auditor":  {ID: "a1", Tenant: "tsumugi", Roles: []access.Role{access.Auditor}},
	"admin":    {ID: "m1", Tenant: "tsumugi", Roles: []access.Role{access.Admin}},
	"narrow":   {ID: "n1", Tenant: "tsumugi", Roles: []access.Role{access.Provider, access.Staff, access.Operator, access.Auditor, access.Admin}, Scopes: []access.Scope{}},
}

func authenticate(r *http.Request) (*access.Actor, error) {
	return people[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")], nil
}

// service is a server on loopback over a folder, with the sample case in it.
type service struct {
	*httptest.Server
	service *server.Server
	store   *app.Store
}

func start(t testing.TB, with func(*server.Options)) *service {
	t.Helper()
	a := app.New(app.Options{Generator: manifest.Generator{Name: "yoshiki", Version: "test", Go: "go"}, Vet: vettest.Child()})
	store, err := a.CreateStore(t.Context(), "dir:"+t.TempDir(), now)
	if err != nil {
		t.Fatal(err)
	}
	o := server.Options{App: a, Store: store, Authenticate: authenticate, Now: func() time.Time { return now }, Log: slog.New(slog.NewJSONHandler(io.Discard, nil)), Version: "test",
		Limits: server.Limits{Rate: 1e6, Burst: 1e6, Strangers: 1e6}}
	if with != nil {
		with(&o)
	}
	log := &answers{Handler: o.Log.Handler()}
	o.Log = slog.New(log)
	s := server.New(o)
	h := httptest.NewServer(s)
	t.Cleanup(func() {
		h.Close()
		log.documented(t, s.API())
	})
	return &service{h, s, store}
}

// reply is an answer, read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// ask sends a request.
func (s *service) ask(t testing.TB, who, method, path, body string, headers ...string) reply {
	t.Helper()
	if body != "" {
		headers = append([]string{"Content-Type", "application/json"}, headers...)
	}
	return s.asking(t, who, method, path, strings.NewReader(body), headers...)
}

// asking sends a request whose body comes from anywhere.
func (s *service) asking(t testing.TB, who, method, path string, body io.Reader, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	if who != "" {
		r.Header.Set("Authorization", "Bearer "+who)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header, data}
}

// into reads the answer, whose status must be as wanted.
func (r reply) into(t testing.TB, status int, v any) reply {
	t.Helper()
	if r.status != status {
		t.Fatalf("%d, want %d: %.2000s", r.status, status, r.body)
	}
	if v != nil {
		if err := json.Unmarshal(r.body, v); err != nil {
			t.Fatalf("%v: %.300s", err, r.body)
		}
	}
	return r
}

// sample is the text of a sample case.
func sample(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(samples + "/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// put keeps a sample case.
func (s *service) put(t testing.TB, who, name string) reply {
	t.Helper()
	return s.ask(t, who, "POST", "/v1/cases", sample(t, name), "Content-Type", "application/yaml").into(t, 201, nil)
}

// attach uploads the files of a sample case.
func (s *service) attach(t testing.TB, name string) {
	t.Helper()
	entries, err := os.ReadDir(samples + "/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(samples + "/" + name + "/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		s.ask(t, "provider", "PUT", "/v1/cases/"+name+"/attachment?path="+url.QueryEscape(name+"/"+e.Name()), string(data), "Content-Type", "application/octet-stream").into(t, 200, nil)
	}
}
