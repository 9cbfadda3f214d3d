package s3_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"yoshiki/storage"
	"yoshiki/storage/s3"
)

func TestParseURL(t *testing.T) {
	for address, want := range map[string]s3.Config{
		"s3://forms":                        {Bucket: "forms"},
		"s3://forms/":                       {Bucket: "forms"},
		"s3://forms/office/a/?region=jp-1":  {Bucket: "forms", Prefix: "office/a/", Region: "jp-1"},
		"s3://forms?endpoint=https://a:9/":  {Bucket: "forms", Endpoint: "https://a:9/"},
		"s3://forms?path-style=true":        {Bucket: "forms"},
		"s3://forms?path-style=false":       {Bucket: "forms", VirtualHost: true},
		"s3://forms?sse=AES256":             {Bucket: "forms", Encryption: "AES256"},
		"s3://forms?sse=aws:kms":            {Bucket: "forms", Encryption: "aws:kms"},
		"s3://forms?sse=aws:kms&kms-key=k":  {Bucket: "forms", Encryption: "aws:kms", KMSKey: "k"},
		"s3://forms?storage-class=GLACIER":  {Bucket: "forms", StorageClass: "GLACIER"},
		"s3://forms?ca=/etc/ca.pem":         {Bucket: "forms", CAFile: "/etc/ca.pem"},
		"s3://forms?object-lock=compliance": {Bucket: "forms", ObjectLock: "COMPLIANCE"},
		"s3://forms?object-lock=governance": {Bucket: "forms", ObjectLock: "GOVERNANCE"},
	} {
		got, err := s3.ParseURL(address)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(s3.Config{}, "Wrap", "Credentials")); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", address, err, diff)
		}
	}
}

// refusedURLs hold a canary where a secret might stand by mistake.
var refusedURLs = []string{
	"", "s3:", "s3://", "s3:forms", "S4://forms/canary", "s3://Forms", "s3://a_b", "s3://ab", "s3://forms:canary", "s3://forms:9000", "s3://forms#canary",
	"s3://key:canary@forms", "s3://canary@forms", "s3://forms?secret=canary", "s3://forms?access-key=canary",
	"s3://forms/../canary", "s3://forms/%2e%2e/canary", "s3://forms/a//canary", "s3://forms/canary%00", "s3://forms/様式canary",
	"s3://forms?endpoint=ftp://canary", "s3://forms?endpoint=canary", "s3://forms?endpoint=https://u:canary@h", "s3://forms?endpoint=https://h/canary",
	"s3://forms?endpoint=https://h?x=canary", "s3://forms?region=", "s3://forms?region=a&region=canary", "s3://forms?path-style=canary",
	"s3://forms?sse=canary", "s3://forms?kms-key=canary", "s3://forms?object-lock=canary", "s3://forms?%zz=canary", "s3://forms?a;canary",
	"s3://forms?endpoint=https://%zz:canary@h",
}

func TestRefusedURLs(t *testing.T) {
	for _, address := range refusedURLs {
		if c, err := s3.ParseURL(address); err == nil {
			t.Errorf("%s: %+v", address, c)
		} else if strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: the error repeats it: %v", address, err)
		}
	}
}

// FuzzParseURL: what is accepted has a bucket and a prefix under which keys are legal.
func FuzzParseURL(f *testing.F) {
	f.Add("s3://forms/office/a/?region=jp-1&endpoint=https://h:9&object-lock=compliance")
	for _, address := range refusedURLs {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		c, err := s3.ParseURL(address)
		if err != nil {
			return
		}
		if len(c.Bucket) < 3 || strings.ContainsAny(c.Bucket, "/?#@:") {
			t.Errorf("%q: bucket %q", address, c.Bucket)
		}
		if prefix, ok := strings.CutSuffix(c.Prefix, "/"); ok != (prefix != "") || ok && storage.CheckKey(prefix) != nil {
			t.Errorf("%q: prefix %q", address, c.Prefix)
		}
	})
}
