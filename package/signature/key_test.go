package signature

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"
)

// TestReadKey: the keys that openssl writes are read, each with its chain from a heap of
// certificates; encrypted ones with the password alone.
func TestReadKey(t *testing.T) {
	root := authority(t, "Root")
	c := template("Between")
	c.IsCA, c.KeyUsage = true, x509.KeyUsageCertSign
	between := root.issue(t, c, nil)
	signer := between.signer(t, nil)
	heap := []*x509.Certificate{authority(t, "Stranger").cert, root.cert, signer.cert, between.cert}
	dir := keyFiles(t, signer)
	stock(t, dir, "", "openssl", "ec", "-in", "key.pem", "-out", "sec1.pem")
	stock(t, dir, "", "openssl", "genrsa", "-traditional", "-out", "rsa.pem", "2048")
	for _, cipher := range []string{"aes-128-cbc", "aes-192-cbc", "aes-256-cbc"} {
		stock(t, dir, "", "openssl", "pkcs8", "-topk8", "-in", "key.pem", "-v2", cipher, "-passout", "pass:合言葉", "-out", cipher)
	}
	for _, prf := range []string{"hmacWithSHA1", "hmacWithSHA384", "hmacWithSHA512"} {
		stock(t, dir, "", "openssl", "pkcs8", "-topk8", "-in", "key.pem", "-v2", "aes-256-cbc", "-v2prf", prf, "-passout", "pass:合言葉", "-out", prf)
	}
	stock(t, dir, "", "openssl", "pkcs8", "-topk8", "-in", "key.pem", "-scrypt", "-passout", "pass:合言葉", "-out", "scrypt")
	password := func(p string) func() ([]byte, error) { return func() ([]byte, error) { return []byte(p), nil } }
	for _, file := range []string{"key.pem", "sec1.pem", "aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "hmacWithSHA1", "hmacWithSHA384", "hmacWithSHA512"} {
		k, err := ReadKey(read(t, dir+"/"+file), heap, password("合言葉"))
		if err != nil || len(k.Certified.Chain) != 3 || !k.Certified.Chain[2].Equal(root.cert) || !k.Certified.Key.Public().(*ecdsa.PublicKey).Equal(signer.key.Public()) {
			t.Errorf("%s: %+v, %v", file, k, err)
		}
	}
	_, err := ReadKey(read(t, dir+"/aes-256-cbc"), heap, password("secret"))
	if !errors.Is(err, ErrPassword) || strings.Contains(err.Error(), "secret") {
		t.Errorf("wrong password: %v", err)
	}
	bundle := append(read(t, dir+"/cert.pem"), read(t, dir+"/key.pem")...)
	if k, err := ReadKey(bundle, nil, nil); err != nil || len(k.Certified.Chain) != 1 {
		t.Errorf("one file: %+v, %v", k, err)
	}
	for file, want := range map[string]string{"key.pem": "no certificate", "rsa.pem": "no certificate", "cert.pem": "no private key", "scrypt": "unknown way"} {
		if _, err := ReadKey(read(t, dir+"/"+file), nil, password("合言葉")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", file, err, want)
		}
	}
	p224, err := x509.MarshalPKCS8PrivateKey(ecKey(t, elliptic.P224()))
	if err != nil {
		t.Fatal(err)
	}
	pemFile(t, dir+"/p224", "PRIVATE KEY", p224)
	if _, err := ReadKey(read(t, dir+"/p224"), heap, nil); err == nil {
		t.Error("P-224 was read")
	}
}

// TestMinisignKeyRefused: a key that is damaged, or asks for more than minisign ever does.
func TestMinisignKeyRefused(t *testing.T) {
	k := minisignKey("signer")
	text, err := k.key.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(text), "\n")
	encode := func(change func([]byte)) []byte {
		b, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			t.Fatal(err)
		}
		change(b)
		return []byte(untrusted + "x\n" + base64.StdEncoding.EncodeToString(b) + "\n")
	}
	none := func() ([]byte, error) { return nil, ErrPassword }
	if got, err := ReadKey(encode(func([]byte) {}), nil, none); err != nil || !got.Minisign.key.Equal(k.key) {
		t.Fatalf("%+v, %v", got, err)
	}
	for what, bad := range map[string][]byte{
		"public half":  encode(func(b []byte) { b[62+40] ^= 1 }),
		"algorithm":    encode(func(b []byte) { b[1] = 'D' }),
		"KDF":          encode(func(b []byte) { b[2] = 'X' }),
		"too costly":   encode(func(b []byte) { copy(b[2:], "Sc"); b[45] = 1 }),
		"too large":    encode(func(b []byte) { copy(b[2:], "Sc"); b[53] = 1 }),
		"no password":  encode(func(b []byte) { copy(b[2:], "Sc") }),
		"short":        []byte(untrusted + "x\nRWQ=\n"),
		"no base64":    []byte(untrusted + "x\n***\n"),
		"one line":     []byte(untrusted + "x"),
		"a public key": k.Public().Encode(),
	} {
		if got, err := ReadKey(bad, nil, none); err == nil {
			t.Errorf("%s: %+v", what, got)
		}
	}
	if got := keyOf([]byte{0xd4, 0x4c, 0x1a, 0xbd, 0x5b, 0xe9, 0x1e, 0x0d}, nil).Public().ID(); got != "D1EE95BBD1A4CD4" {
		t.Error(got)
	}
	line = strings.Split(string(k.Public().Encode()), "\n")[1]
	if p, err := ParseMinisignPublic([]byte(line)); err != nil || !p.key.Equal(k.Public().key) {
		t.Errorf("the line alone: %v", err)
	}
}

// TestSignRefuses: no signature is made that would not verify.
func TestSignRefuses(t *testing.T) {
	root := authority(t, "Root")
	signer := root.signer(t, nil)
	server := root.signer(t, func(c *x509.Certificate) {
		c.UnknownExtKeyUsage, c.ExtKeyUsage = nil, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	})
	for what, c := range map[string]struct {
		at   time.Time
		by   Certified
		want string
	}{
		"too early":      {now.AddDate(-1, 0, 0), certified(signer), "sig-expired"},
		"too late":       {now.AddDate(1, 0, 0), certified(signer), "sig-expired"},
		"usage":          {now, certified(server), "sig-usage"},
		"authority":      {now, certified(root), "sig-usage"},
		"no certificate": {now, Certified{Key: signer.key}, "without a certificate"},
	} {
		if sig, _, err := SignCMS(data, c.at, c.by); err == nil || sig != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", what, err, c.want)
		}
	}
	if _, err := minisignKey("signer").Sign(data, "two\nlines"); err == nil {
		t.Error("a comment of two lines was signed")
	}
}
