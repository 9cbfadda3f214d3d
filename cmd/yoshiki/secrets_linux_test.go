package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/jobs/pgtest"
	"yoshiki/storage/storagetest"
)

// planted are secrets by what they are, and sinks are what was written or answered, by where.
type planted struct {
	paths   map[string]map[string]any // that the service has, once it was asked
	t       *testing.T
	mu      sync.Mutex
	secrets map[string]string
	sinks   map[string][]byte
}

func (p *planted) secret(what, value string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.secrets[what] = value
	return value
}

func (p *planted) sink(where string, data []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sinks[where] = append(p.sinks[where], data...)
}

// hidden holds that no secret is in any sink, as it is, as addresses spell it, or as bytes.
func (p *planted) hidden() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for what, value := range p.secrets {
		if len(value) < 12 {
			p.t.Errorf("%s: %q is no secret", what, value)
		}
		for where, data := range p.sinks {
			for _, spelt := range []string{value, url.QueryEscape(value), url.PathEscape(value)} {
				if i := bytes.Index(data, []byte(spelt)); i >= 0 {
					p.t.Errorf("%s is in %s: …%q…", what, where, data[max(0, i-300):min(len(data), i+100)])
					break
				}
			}
		}
	}
	for where, data := range p.sinks {
		if len(data) == 0 {
			p.t.Errorf("nothing came to %s", where)
		}
	}
}

// file is a file that holds a secret.
func (p *planted) file(name, value string) string {
	path := filepath.Join(p.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(value), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// TestSecretsStayHidden plants secrets in everything that a service is given and is asked with, has
// it do everything that it tells of, well and badly, lets the store, the database and the identity
// provider fail, and looks for them in the log, errors, metrics, traces and the audit log.
func TestSecretsStayHidden(t *testing.T) {
	p := &planted{t: t, secrets: map[string]string{}, sinks: map[string][]byte{"log": nil, "errors": nil, "metrics": nil, "traces": nil, "audit log": nil}}
	traces := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		p.sink("traces", data)
	}))
	defer traces.Close()
	provider := badProvider(p)
	defer provider.Close()
	address := storagetest.VersitygwIn(t, t.TempDir(), t.TempDir())
	front := openDoor(t, address)
	admin, err := minio.New(address, &minio.Options{Creds: credentials.NewStaticV4(storagetest.AccessKey, storagetest.SecretKey, "")})
	if err == nil {
		err = admin.MakeBucket(t.Context(), "service", minio.MakeBucketOptions{})
	}
	if err != nil {
		t.Fatal(err)
	}
	postgres := pgtest.Start(t)
	t.Cleanup(postgres.Stop)
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": storagetest.AccessKey, "AWS_SECRET_ACCESS_KEY": p.secret("the key of the store", storagetest.SecretKey),
		"OTEL_EXPORTER_OTLP_ENDPOINT": traces.URL, "OTEL_BSP_SCHEDULE_DELAY": "200", "OTEL_EXPORTER_OTLP_HEADERS": "x-key=" + p.secret("the key of the traces", "canary-otlp-header"),
		"YOSHIKI_SIGN_PASSWORD": p.secret("the password of a key", "canary-sign-password")} {
		t.Setenv(name, value)
	}
	database := strings.Replace(postgres.URL, "yoshiki@", "yoshiki:"+p.secret("the password of the database", "canary-database-password")+"@", 1)
	key := p.file("key", p.secret("the key of the state", strings.Repeat("canary0123456789", 4)))
	data := t.TempDir()
	h := newHost(t, true, "--store", "s3://service?region=us-east-1&endpoint=http://"+front.address, "--jobs", database, "--key-file", key, "--data", data,
		"--url", "https://yoshiki.example", "--oidc-issuer", provider.URL, "--oidc-client", "yoshiki", "--allow-address", "127.0.0.0/8",
		"--oidc-secret-file", p.file("client", p.secret("the secret of the client", "canary-client-secret")))
	p.secret("the first token", h.token)
	p.secret("the key of the audit log", strings.Split(string(contentOf(t, data+"/audit.key")), "\n")[1])
	p.drive(h)
	var away sync.WaitGroup
	away.Go(func() { front.shut(3 * time.Second) })
	p.everywhere(h)
	away.Wait()
	postgres.Kill()
	if p.everywhere(h) == 0 {
		t.Error("nothing fails without a database")
	}
	postgres.Run(t)
	p.metrics(h)
	if err := h.stop(); err != nil {
		t.Error(err)
	}
	p.sink("log", contentOf(t, h.log))
	p.exported("s3://service?region=us-east-1&endpoint=http://" + address)
	p.commands(data)
	p.hidden()
	if len(p.secrets) < 20 {
		t.Errorf("%d secrets", len(p.secrets))
	}
	t.Logf("%d secrets: %q", len(p.secrets), slices.Sorted(maps.Keys(p.secrets)))
	for where, data := range p.sinks {
		t.Logf("%s: %d bytes", where, len(data))
	}
}

// badProvider is an identity provider that repeats in its errors what it was asked with.
func badProvider(p *planted) *httptest.Server {
	mux := http.NewServeMux()
	s := httptest.NewServer(mux)
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"issuer": s.URL, "authorization_endpoint": s.URL + "/ask", "token_endpoint": s.URL + "/token", "jwks_uri": s.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"error": "invalid_grant", "error_description": "no such code " + r.PostFormValue("code") + " of " + r.Header.Get("Authorization"), "access_token": p.secret("an access token of the provider", "canary-access-token")})
	})
	return s
}

// drive signs in, makes secrets by asking, and asks with them.
func (p *planted) drive(h *host) {
	var hook struct{ Secret string }
	h.must(&hook, "POST", "/v1/webhooks", `{"address":"https://127.0.0.1:9/hook?key=`+p.secret("the key in the address of a webhook", "canary-hook-address")+`","events":["job.done","job.failed"]}`)
	p.secret("the secret of a webhook", hook.Secret)
	h.must(nil, "POST", "/v1/cases", "id: one"+bareCase, "Content-Type", "application/yaml")
	h.must(nil, "PUT", "/v1/cases/one/attachment?path=a.txt", p.secret("an attachment", "canary-attachment"), "Content-Type", "application/octet-stream")
	h.must(nil, "POST", "/v1/cases/one/packages", `{"for":"registration","formats":["pdf"],"draft":true}`, "Prefer", "respond-async", "Idempotency-Key", p.secret("a key of repetition", "canary-idempotency"))
	began := p.ask(h, "GET", "/sign-in?to=/cases", "", "Authorization", "")
	if location, err := url.Parse(began.header.Get("Location")); err != nil || location.Query().Get("state") == "" {
		p.t.Errorf("%d %v", began.status, began.header)
	} else {
		p.secret("the state of a sign-in", location.Query().Get("state"))
		p.secret("the challenge of a sign-in", location.Query().Get("code_challenge"))
		cookie, _, _ := strings.Cut(began.header.Get("Set-Cookie"), ";")
		_, sealed, _ := strings.Cut(cookie, "=")
		p.secret("the attempt of a sign-in", sealed)
		p.ask(h, "GET", "/sign-in/callback?"+url.Values{"state": {location.Query().Get("state")}, "code": {p.secret("the code of a sign-in", "canary-sign-in-code")}}.Encode(), "", "Authorization", "", "Cookie", cookie)
	}
	p.ask(h, "POST", "/sign-in/token", url.Values{"token": {p.secret("a token that was mistyped", h.token[:len(h.token)-1]+"!")}}.Encode(), "Authorization", "", "Content-Type", "application/x-www-form-urlencoded")
	in := p.ask(h, "POST", "/sign-in/token", url.Values{"token": {h.token}}.Encode(), "Authorization", "", "Content-Type", "application/x-www-form-urlencoded")
	cookie, _, _ := strings.Cut(in.header.Get("Set-Cookie"), ";")
	_, session, _ := strings.Cut(cookie, "=")
	p.secret("a session", session)
	page := p.ask(h, "GET", "/access/tokens", "", "Authorization", "", "Cookie", cookie)
	proof := regexp.MustCompile(`name="csrf" value="([^"]+)"`).FindSubmatch(page.body)
	if proof == nil {
		p.t.Fatalf("%d %.500s", page.status, page.body)
	}
	p.secret("a proof", string(proof[1]))
	p.ask(h, "POST", "/access/tokens", url.Values{"csrf": {string(proof[1])}, "name": {"x"}}.Encode(), "Authorization", "", "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded")
	p.ask(h, "POST", "/sign-out", url.Values{"csrf": {string(proof[1]) + "x"}}.Encode(), "Authorization", "", "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded")
	p.everywhere(h)
}

// everywhere asks for every operation, in each way in which a secret may come, and counts failures.
func (p *planted) everywhere(h *host) (failed int) {
	revoked, cookie := p.secret("a token that nobody has", access.NewToken().Reveal()), p.secret("a session that nobody has", strings.Repeat("canary", 10)[:59])
	for path, verbs := range p.operations(h) {
		at := regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(path, "one")
		for verb := range verbs {
			for _, with := range [][]string{
				{"Authorization", "Bearer " + h.token},
				{"Authorization", "Bearer " + revoked},
				{"Authorization", "Basic " + p.secret("a password", "Y2FuYXJ5OmJhc2ljLXBhc3N3b3Jk")},
				{"Authorization", "Bearer eyJhbGciOiJub25lIn0." + p.secret("a token of another", "eyJzdWIiOiJjYW5hcnkifQ") + ".x"},
				{"Authorization", "", "Cookie", "__Host-yoshiki=" + cookie},
				{"Authorization", "", "X-Api-Key", p.secret("a key in a header", "canary-api-key"), "Baggage", "key=" + p.secret("baggage", "canary-baggage"), "Traceparent", p.secret("a broken trace", "00-canary-traceparent")},
			} {
				answer := p.ask(h, strings.ToUpper(verb), at+"?access_token="+p.secret("a token in an address", "canary-query-token"), `{"password":"`+p.secret("a password in a body", "canary-body-password")+`"`, with...)
				if answer.status >= http.StatusInternalServerError {
					failed++
				}
			}
		}
	}
	if _, err := p.once(h, "GET", "/none?key="+p.secrets["a token in an address"], "", nil); err != nil { // a page leads back to itself
		p.t.Error(err)
	}
	p.metrics(h)
	return failed
}

// operations are those that the service told of when all was well.
func (p *planted) operations(h *host) map[string]map[string]any {
	if p.paths == nil {
		p.paths = operationsOf(p.t, h.url)
	}
	if len(p.paths) < 20 {
		p.t.Errorf("%d paths", len(p.paths))
	}
	return p.paths
}

// ask asks once; what is answered badly is a sink, without what the asker has said itself.
func (p *planted) ask(h *host, method, path, body string, headers ...string) *reply {
	p.t.Helper()
	answer, err := p.once(h, method, path, body, headers)
	if err != nil {
		p.t.Fatal(err)
	}
	if answer.status >= http.StatusBadRequest {
		p.sink("errors", answer.body)
	}
	return answer
}

// once asks, follows nothing, and leaves out headers that are empty.
func (p *planted) once(h *host, method, path, body string, headers []string) (*reply, error) {
	ctx, cancel := context.WithTimeout(p.t.Context(), 10*time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, h.url+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	all := map[string]string{"Authorization": "Bearer " + h.token, "Content-Type": "application/json"}
	for i := 0; i < len(headers); i += 2 {
		all[headers[i]] = headers[i+1]
	}
	for name, value := range all {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	answer, err := browser.Transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	return &reply{answer.StatusCode, answer.Header, data}, err
}

func (p *planted) metrics(h *host) {
	for _, path := range []string{"/metrics", "/readyz", "/version"} {
		p.sink("metrics", p.ask(h, "GET", path, "", "Authorization", "").body)
	}
}

// exported is the audit log.
func (p *planted) exported(store string) {
	file, errs := filepath.Join(p.t.TempDir(), "log"), strings.Builder{}
	if code := run(p.t.Context(), []string{"audit", "export", file, "--store", store, "--lang", "en"}, nil, io.Discard, &errs); code != exitDone {
		p.t.Errorf("%d %s", code, errs.String())
	}
	p.sink("audit log", contentOf(p.t, file))
}

// commands are those that are given secrets and fail.
func (p *planted) commands(data string) {
	for _, args := range [][]string{
		{"serve", "--data", data, "--jobs", "postgres://yoshiki:canary-database-password@127.0.0.1:1/x"},
		{"serve", "--data", data, "--jobs", "postgres://yoshiki:canary-database-password@[::1/x"},
		{"serve", "--data", data, "--store", "s3://" + p.secret("a key in the address of a store", "canary-store-secret") + "@bucket?endpoint=http://127.0.0.1:1"},
		{"access", "token", "list", "--data", data, "--jobs", "postgres://yoshiki:canary-database-password@127.0.0.1:1/x"},
		{"worker", "--jobs", "postgres://yoshiki:canary-database-password@127.0.0.1:1/x", "--store", "dir:" + data},
	} {
		var out bytes.Buffer
		ctx, cancel := context.WithTimeout(p.t.Context(), 20*time.Second)
		if code := run(ctx, args, nil, &out, &out); code == exitDone {
			p.t.Errorf("%q is done", args)
		}
		cancel()
		p.sink("errors", out.Bytes())
	}
}
