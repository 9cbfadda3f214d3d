package s3

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/encrypt"
	"github.com/minio/minio-go/v7/pkg/s3utils"

	"yoshiki/storage"
)

// Config says where a store is and how it keeps its objects. It holds no secret.
type Config struct {
	Bucket       string
	Prefix       string // of every object's name, with "/" at its end; "" for the whole bucket
	Endpoint     string // of the server, as in https://s3.example.jp:9000; "" for Amazon
	Region       string // "" to ask the server
	VirtualHost  bool   // the bucket is part of the host's name; always so at Amazon
	CAFile       string // PEM certificates that are trusted instead of the system's; "" for those
	Encryption   string // by the server: AES256 or aws:kms; "" as the bucket says
	KMSKey       string // key id for aws:kms; "" for the account's own
	StorageClass string // as in STANDARD_IA; "" as the bucket says
	ObjectLock   string // how [Store.Retain] locks: COMPLIANCE or GOVERNANCE; "" for not at all
	Journal      string // folder that remembers unfinished uploads of large objects; "" for none

	// PartSize bounds an object that is sent in one piece, and the parts of a larger one, in
	// bytes. Eight pieces are in memory at most. The zero value is 16 MiB; the least that S3
	// allows is 5 MiB.
	PartSize int
	// Patience is how long the server may keep silent, before its answer or within it, and
	// half the time in which an answer must come at [slowest] or faster; 14 seconds if it is
	// 0. A request that it ends is made once more.
	Patience time.Duration
	// Pause is the time before a request is repeated for the first time; it is doubled each
	// time, and shortened at random. The zero value is a tenth of a second.
	Pause time.Duration
	// Credentials replace the usual chain if they are not nil.
	Credentials *credentials.Credentials
	// Wrap, if not nil, sees every request and answer: to limit, count or break them.
	Wrap func(http.RoundTripper) http.RoundTripper
}

// ParseURL reads the address of a store:
//
//	s3://BUCKET/PREFIX?endpoint=…&region=…&path-style=…&sse=…&kms-key=…&storage-class=…&ca=…&object-lock=…
//
// All parameters may be left out. Path-style is true or false, sse is AES256 or aws:kms,
// object-lock is compliance or governance, ca is a PEM file. No error repeats a value: if
// someone has put a secret into an address, it goes no further.
func ParseURL(address string) (Config, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "s3" || u.Opaque != "" || u.Fragment != "" {
		return Config{}, errors.New("not an address s3://BUCKET/PREFIX?NAME=VALUE")
	}
	if u.User != nil {
		return Config{}, errors.New("no credentials may stand in an address; give them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
	}
	c := Config{Bucket: u.Host, Prefix: strings.Trim(u.Path, "/")}
	if s3utils.CheckValidBucketNameStrict(c.Bucket) != nil {
		return Config{}, errors.New("the bucket's name is not one")
	}
	if c.Prefix != "" {
		if storage.CheckKey(c.Prefix) != nil {
			return Config{}, errors.New("the prefix may hold letters, digits, \".\", \"_\", \"-\" and \"/\"")
		}
		c.Prefix += "/"
	}
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Config{}, errors.New("the parameters behind ? cannot be read")
	}
	for name, given := range values {
		if len(given) != 1 || given[0] == "" {
			return Config{}, fmt.Errorf("parameter %.20q: one value is needed", name)
		}
	}
	return c, c.set(values)
}

func (c *Config) set(values url.Values) error {
	for name, given := range values {
		value, ok := given[0], true
		switch name {
		case "endpoint":
			c.Endpoint, ok = value, isEndpoint(value)
		case "region":
			c.Region = value
		case "path-style":
			c.VirtualHost, ok = value == "false", value == "true" || value == "false"
		case "sse":
			c.Encryption, ok = value, value == "AES256" || value == "aws:kms"
		case "kms-key":
			c.KMSKey, ok = value, values.Get("sse") == "aws:kms"
		case "storage-class":
			c.StorageClass = value
		case "ca":
			c.CAFile = value
		case "object-lock":
			c.ObjectLock, ok = strings.ToUpper(value), value == "compliance" || value == "governance"
		default:
			return fmt.Errorf("there is no parameter %.20q", name)
		}
		if !ok {
			return fmt.Errorf("parameter %s: not a value that it can have", name)
		}
	}
	return nil
}

// isEndpoint reports whether value is the address of a server and nothing more.
func isEndpoint(value string) bool {
	u, err := url.Parse(value)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil &&
		strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
}

const (
	partSize    = 16 << 20
	minPartSize = 5 << 20
	inMemory    = 8 // pieces at once
)

// connect makes the client; no request is sent to the server yet.
func connect(c Config) (*Store, error) {
	endpoint := "https://s3.amazonaws.com"
	if c.Endpoint != "" {
		endpoint = c.Endpoint
	}
	u, err := url.Parse(endpoint)
	if err != nil {
		return nil, errors.New("the endpoint is not an address")
	}
	c.PartSize = cmp.Or(c.PartSize, partSize)
	if c.PartSize < minPartSize {
		return nil, fmt.Errorf("parts of %d bytes: S3 takes none of less than %d", c.PartSize, minPartSize)
	}
	transport, err := newTransport(c.CAFile)
	if err != nil {
		return nil, err
	}
	creds := c.Credentials
	if creds == nil {
		creds = chain()
	}
	if v, err := creds.GetWithContext(nil); err != nil || v.AccessKeyID == "" {
		return nil, errors.Join(errors.New("no credentials: give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a shared credentials file or a role"), err)
	}
	lookup := minio.BucketLookupAuto
	if c.VirtualHost {
		lookup = minio.BucketLookupDNS
	}
	encryption, err := c.encryption()
	if err != nil {
		return nil, err
	}
	var wrapped http.RoundTripper = patient{transport, c.patience()}
	if c.Wrap != nil {
		wrapped = c.Wrap(wrapped)
	}
	core, err := minio.NewCore(u.Host, &minio.Options{Creds: creds, Secure: u.Scheme == "https", Region: c.Region,
		BucketLookup: lookup, Transport: wrapped, MaxRetries: 1})
	if err != nil {
		return nil, err
	}
	return &Store{config: c, core: core, encryption: encryption, transport: transport, buffers: make(chan struct{}, inMemory)}, nil
}

func (c *Config) encryption() (encrypt.ServerSide, error) {
	switch c.Encryption {
	case "AES256":
		return encrypt.NewSSE(), nil
	case "aws:kms":
		return encrypt.NewSSEKMS(c.KMSKey, nil)
	}
	return nil, nil
}

// roleTime bounds the search for a role on a machine that has none.
const roleTime = 3 * time.Second

// chain is where credentials are looked for.
func chain() *credentials.Credentials {
	return credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvAWS{},
		&credentials.FileAWSCredentials{},
		&credentials.IAM{Client: &http.Client{Timeout: roleTime, Transport: &http.Transport{Proxy: roleProxy, DisableKeepAlives: true}}},
	})
}

// roleProxy keeps plain requests, which are to the machine itself, away from proxies.
func roleProxy(req *http.Request) (*url.URL, error) {
	if req.URL.Scheme == "http" {
		return nil, nil
	}
	return http.ProxyFromEnvironment(req)
}

func newTransport(caFile string) (*http.Transport, error) {
	t, err := minio.DefaultTransport(true)
	if err != nil {
		return nil, err
	}
	if caFile == "" {
		return t, nil
	}
	pem, err := os.ReadFile(caFile)
	if err != nil {
		return nil, fmt.Errorf("ca: %w", err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("ca %s: no PEM certificate in it", caFile)
	}
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}
	return t, nil
}
