package s3_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	mathbig "math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"yoshiki/storage/s3"
	"yoshiki/storage/storagetest"
)

// noCredentials clears all that would give some.
func noCredentials(t *testing.T) {
	t.Helper()
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE",
		"AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	t.Setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1")
}

func TestCredentials(t *testing.T) {
	noCredentials(t)
	c := versitygw(t).bucket(t, "credentials", false)
	c.Credentials = nil
	t.Run("environment", func(t *testing.T) {
		t.Setenv("AWS_ACCESS_KEY_ID", storagetest.AccessKey)
		t.Setenv("AWS_SECRET_ACCESS_KEY", storagetest.SecretKey)
		create(t, c)
	})
	t.Run("file", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "credentials")
		text := fmt.Sprintf("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n", storagetest.AccessKey, storagetest.SecretKey)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("AWS_SHARED_CREDENTIALS_FILE", name)
		create(t, c)
	})
	t.Run("role", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		role := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `{"Code":"Success","AccessKeyId":%q,"SecretAccessKey":%q,"Expiration":%q}`,
				storagetest.AccessKey, storagetest.SecretKey, time.Now().Add(time.Hour).UTC().Format(time.RFC3339))
		})}
		role.SetKeepAlivesEnabled(false)
		go role.Serve(l)
		t.Cleanup(func() {
			if err := role.Close(); err != nil {
				t.Error(err)
			}
		})
		t.Setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://"+l.Addr().String()+"/role")
		create(t, c)
	})
	t.Run("none", func(t *testing.T) {
		if _, err := s3.Open(context.Background(), c); err == nil || !strings.Contains(err.Error(), "AWS_ACCESS_KEY_ID") {
			t.Errorf("%v", err)
		}
	})
}

// TestCanary: no error of any kind shows the secret.
func TestCanary(t *testing.T) {
	server := versitygw(t)
	c := server.bucket(t, "canary", false)
	var all []error
	for _, fault := range storagetest.Faults {
		s, _ := faulty(t, c, fault, storagetest.OnFrom(1))
		_, stat := s.Stat(context.Background(), "key")
		_, open := get(s, "key")
		all = append(all, put(s, "key", []byte("x")), put(s, "large", big), stat, open, s.Retain(context.Background(), "key", time.Now()))
		for _, err := range s.List(context.Background(), "") {
			all = append(all, err)
		}
	}
	wrong := c
	wrong.Credentials = credentials.NewStaticV4("other", storagetest.SecretKey, "")
	_, err := s3.Open(context.Background(), wrong)
	all = append(all, err)
	wrong.Credentials, wrong.Endpoint = secrets(), "https://"+strings.TrimPrefix(string(server), "http://")
	_, err = s3.Open(context.Background(), wrong)
	all = append(all, err)
	for _, err := range all {
		if text := fmt.Sprintf("%v %+v %#v", err, err, err); strings.Contains(text, storagetest.SecretKey) || strings.Contains(text, "Signature=") {
			t.Errorf("an error shows a secret: %s", text)
		}
	}
	if text := fmt.Sprintf("%+v", create(t, c)); strings.Contains(text, storagetest.SecretKey) {
		t.Error("a store that is printed shows a secret")
	}
}

// certificate makes a private authority's certificate for this machine, and its key.
func certificate(t *testing.T) (certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: mathbig.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile, keyFile = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	for name, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: cert}, keyFile: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certFile, keyFile
}

// TestPrivateCA: a server with a certificate of one's own is trusted only if it is named.
func TestPrivateCA(t *testing.T) {
	cert, key := certificate(t)
	address := storagetest.Versitygw(t, "--cert", cert, "--key", key)
	c := s3.Config{Bucket: "private", Endpoint: "https://" + address, Region: "us-east-1", Credentials: secrets(), PartSize: part}
	var unknown x509.UnknownAuthorityError
	if _, err := s3.Open(context.Background(), c); !errors.As(err, &unknown) {
		t.Errorf("without the certificate: %v", err)
	}
	c.CAFile = cert
	if _, err := s3.Open(context.Background(), c); err == nil || !strings.Contains(err.Error(), "no such bucket") {
		t.Errorf("with the certificate: %v", err)
	}
	for _, name := range []string{key, filepath.Join(t.TempDir(), "none")} {
		c.CAFile = name
		if _, err := s3.Open(context.Background(), c); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// recorder keeps the requests that go through it, and sends them all to one server.
type recorder struct {
	http.RoundTripper
	mu   sync.Mutex
	host string // of the server; "" for that of the request
	all  []*http.Request
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.mu.Lock()
	r.all = append(r.all, req.Clone(context.Background()))
	r.mu.Unlock()
	if r.host != "" {
		req.Host = req.URL.Host
		req.URL.Host = r.host
	}
	return r.RoundTripper.RoundTrip(req)
}

// TestVirtualHost: the bucket is part of the host's name, small objects and large.
func TestVirtualHost(t *testing.T) {
	address := storagetest.Versitygw(t, "--virtual-domain", "s3.example.test")
	rec := &recorder{host: address}
	admin, err := minio.New("s3.example.test", &minio.Options{Creds: secrets(), Region: "us-east-1", BucketLookup: minio.BucketLookupDNS,
		Transport: &recorder{RoundTripper: http.DefaultTransport, host: address}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	if err := admin.MakeBucket(context.Background(), "hosted", minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	c := s3.Config{Bucket: "hosted", Endpoint: "http://s3.example.test", Region: "us-east-1", VirtualHost: true, Credentials: secrets(), PartSize: part,
		Wrap: func(next http.RoundTripper) http.RoundTripper { rec.RoundTripper = next; return rec }}
	s := create(t, c)
	for key, data := range map[string][]byte{"a/small": []byte("small"), "a/large": big} {
		if err := put(s, key, data); err != nil {
			t.Error(err)
		}
		if got, err := get(s, key); err != nil || len(got) != len(data) {
			t.Errorf("%s: %d bytes, %v", key, len(got), err)
		}
	}
	for _, req := range rec.all {
		if req.URL.Host != "hosted.s3.example.test" || strings.Contains(req.URL.Path, "hosted") {
			t.Errorf("%s %s", req.Method, req.URL)
		}
	}
}

// TestSettings: encryption and storage class are asked for with every object.
func TestSettings(t *testing.T) {
	c := versitygw(t).bucket(t, "settings", false)
	for i, set := range []struct{ parameters, header, want string }{
		{"sse=AES256", "X-Amz-Server-Side-Encryption", "AES256"},
		{"sse=aws:kms", "X-Amz-Server-Side-Encryption", "aws:kms"},
		{"sse=aws:kms&kms-key=alias/forms", "X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id", "alias/forms"},
		{"storage-class=STANDARD_IA", "X-Amz-Storage-Class", "STANDARD_IA"},
	} {
		c, err := s3.ParseURL("s3://settings/" + strconv.Itoa(i) + "?region=us-east-1&endpoint=" + url.QueryEscape(c.Endpoint) + "&" + set.parameters)
		if err != nil {
			t.Fatal(err)
		}
		rec := new(recorder)
		c.Credentials, c.PartSize = secrets(), part
		c.Wrap = func(next http.RoundTripper) http.RoundTripper { rec.RoundTripper = next; return rec }
		s := create(t, c)
		rec.all = nil
		if err := errors.Join(put(s, "small", []byte("small")), put(s, "large", big)); err != nil {
			t.Errorf("%s: %v", set.parameters, err)
		}
		asked := 0
		for _, req := range rec.all {
			if req.Header.Get(set.header) == set.want {
				asked++
			}
		}
		if asked != 2 {
			t.Errorf("%s: asked for %d times; want one for each object", set.parameters, asked)
		}
	}
}

// TestRefusals: what is wrong with an address or the credentials is told by its cause.
func TestRefusals(t *testing.T) {
	noCredentials(t)
	c := versitygw(t).bucket(t, "refusals", false)
	with := func(key, secret string) *credentials.Credentials { return credentials.NewStaticV4(key, secret, "") }
	for want, c := range map[string]s3.Config{
		"the bucket is in the region " + c.Region: changed(c, func(c *s3.Config) { c.Region = "eu-west-9" }),
		"does not know the access key":            changed(c, func(c *s3.Config) { c.Credentials = with("unknown", storagetest.SecretKey) }),
		"the secret key is wrong":                 changed(c, func(c *s3.Config) { c.Credentials = with(storagetest.AccessKey, "wrong") }),
		"no such bucket":                          changed(c, func(c *s3.Config) { c.Bucket = "none-such" }),
	} {
		_, err := s3.Open(t.Context(), c)
		var refused *s3.AccessError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
			continue
		}
		if ja, en := refused.Words(); ja == "" || !strings.Contains(en, want) {
			t.Errorf("%q, %q", ja, en)
		}
	}
}

func changed(c s3.Config, change func(*s3.Config)) s3.Config {
	change(&c)
	return c
}
