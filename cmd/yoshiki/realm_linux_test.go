package main

import (
	"encoding/json"
	"log/slog"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"yoshiki/cmd/internal/pages/pagestest"
	"yoshiki/forms/judge"
	"yoshiki/storage/storagetest"
)

// realm is a service as it is installed: a process of its own, with its files in an object
// storage and an identity provider that says who people are.
type realm struct {
	*host
	*testing.T
}

// members are the people of the realm, by what the identity provider calls them.
var members = map[string]string{"sato": "花子 佐藤", "suzuki": "一郎 鈴木"}

// newRealm starts all three.
func newRealm(t *testing.T) *realm {
	t.Helper()
	judge.Need(t, "chromium", "versitygw")
	address, data := free(t), t.TempDir()
	issuer := provider(t, "http://"+address)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("client-secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := &host{t: t, log: filepath.Join(t.TempDir(), "log"), args: []string{"--data", data, "--store", bucket(t), "--url", "http://" + address,
		"--oidc-issuer", issuer, "--oidc-client", "yoshiki", "--oidc-secret-file", secret, "--allow-address", "127.0.0.0/8"}}
	if !h.start(address, false) {
		said, _ := os.ReadFile(h.log)
		t.Fatalf("it does not start: %s", said)
	}
	t.Cleanup(h.kill)
	for subject := range members {
		add := call("access", "person", "add", "--issuer", issuer, "--subject", subject, "--role", "provider", "--data", data)
		if out, err := add.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	return &realm{h, t}
}

// free is an address on which nobody listens.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// bucket starts an object storage and gives the address of a store in it.
func bucket(t *testing.T) string {
	t.Helper()
	address := storagetest.Versitygw(t)
	t.Setenv("AWS_ACCESS_KEY_ID", storagetest.AccessKey)
	t.Setenv("AWS_SECRET_ACCESS_KEY", storagetest.SecretKey)
	admin, err := minio.New(address, &minio.Options{Creds: credentials.NewStaticV4(storagetest.AccessKey, storagetest.SecretKey, "")})
	if err == nil {
		err = admin.MakeBucket(t.Context(), "pages", minio.MakeBucketOptions{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return "s3://pages/service?endpoint=http://" + address + "&region=us-east-1"
}

// provider starts the identity provider of a service and gives its address.
func provider(t *testing.T, service string) string {
	t.Helper()
	users := map[string]storage.User{}
	for subject, name := range members {
		first, last, _ := strings.Cut(name, " ")
		users[subject] = storage.User{ID: subject, Username: subject, Password: "p", FirstName: first, LastName: last}
	}
	file := filepath.Join(t.TempDir(), "users.json")
	data, err := json.Marshal(users)
	if err == nil {
		err = os.WriteFile(file, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	known, err := storage.StoreFromFile(file)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	issuer := "http://" + l.Addr().String()
	client := storage.WebClient("yoshiki", "client-secret", service+"/sign-in/callback")
	op := httptest.NewUnstartedServer(exampleop.SetupServer(issuer, storage.NewStorageWithClients(known, map[string]*storage.Client{"yoshiki": client}), slog.New(slog.DiscardHandler), false))
	_ = op.Listener.Close()
	op.Listener = l
	op.Start()
	t.Cleanup(op.Close)
	return issuer
}

// visit has somebody sign in, in a Chromium of their own.
func (r *realm) visit(subject string) *site {
	r.Helper()
	s := &site{Browser: pagestest.Open(r, r.url, "ERR_CONNECTION_REFUSED", "404", "412", "422")}
	s.Open("/sign-in?to=/welcome")
	s.Until(`document.getElementById("password")`)
	s.fill("username", subject, "password", "p")
	s.click("button")
	s.Until(`location.pathname === "/welcome" && document.querySelector("header").innerText.includes(` + pagestest.Quoted(r, members[subject]) + `)`)
	return s
}
