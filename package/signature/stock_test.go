package signature

import (
	"context"
	"crypto"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"math/big"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yoshiki/forms/judge"
)

// stock runs a stock tool in a folder. The clock of openssl is set by -attime.
func stock(t *testing.T, dir, stdin, tool string, args ...string) string {
	t.Helper()
	cmd := judge.Command(t, tool, args...)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, out)
	}
	return string(out)
}

var attime = []string{"-attime", "1776240000"} // 2026-04-15T08:00:00Z

// TestCMSIsForOpenSSL: openssl verifies what we sign, with each kind of key, with an
// authority between, and by two signers at once, as CAdES too.
func TestCMSIsForOpenSSL(t *testing.T) {
	root := authority(t, "Root")
	c := template("Between")
	c.IsCA, c.KeyUsage = true, x509.KeyUsageCertSign
	between := root.issue(t, c, nil)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	owner := func(key crypto.Signer) Certified {
		c := template("Owner")
		c.KeyUsage = x509.KeyUsageDigitalSignature
		h := between.issue(t, c, key)
		return certified(h, between.cert)
	}
	p256 := certified(between.signer(t, nil), between.cert)
	rsaOwner := owner(rsaKey)
	p384 := certified(between.issue(t, template("P-384"), ecKey(t, elliptic.P384())), between.cert)
	for i, signers := range [][]Certified{{p256}, {rsaOwner}, {p384}, {p256, rsaOwner}} {
		dir := t.TempDir()
		sig, copies, err := SignCMS(data, now, signers...)
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := SignCMS(data, now, signers...)
		if err != nil || string(again) != string(sig) {
			t.Errorf("%d: another signature the second time (%v)", i, err)
		}
		write(t, dir+"/data", data)
		write(t, dir+"/sig", sig)
		pemFile(t, dir+"/ca.pem", "CERTIFICATE", root.cert.Raw)
		args := append([]string{"cms", "-verify", "-binary", "-inform", "DER", "-in", "sig", "-content", "data", "-CAfile", "ca.pem", "-purpose", "any", "-out", "/dev/null"}, attime...)
		stock(t, dir, "", "openssl", args...)
		stock(t, dir, "", "openssl", append(args, "-cades")...)
		r := Verify(name, data, map[string][]byte{name + CMSSuffix: sig, "sig/signer.crt": copies}, Trust{At: now, Roots: pool(root.cert)})
		if len(r.Faults) > 0 || len(r.Proofs) != len(signers) || !r.Proofs[0].Trusted || !r.Proofs[0].Time.Equal(now) {
			t.Errorf("%d: %+v", i, r)
		}
	}
}

// TestOpenSSLsCMS: we verify what openssl signs.
func TestOpenSSLsCMS(t *testing.T) {
	root := authority(t, "Root")
	signer := root.signer(t, nil)
	dir := keyFiles(t, signer)
	write(t, dir+"/data", data)
	stock(t, dir, "", "openssl", "cms", "-sign", "-binary", "-cades", "-in", "data", "-signer", "cert.pem", "-inkey", "key.pem", "-outform", "DER", "-out", "sig", "-md", "sha384")
	r := Verify(name, data, map[string][]byte{name + CMSSuffix: read(t, dir+"/sig")}, Trust{At: now, Roots: pool(root.cert)})
	// Its signing time is that of the clock, at which the certificate may have expired.
	if len(r.Faults) > 0 && (len(r.Faults) != 1 || r.Faults[0].Code != "sig-expired") {
		t.Errorf("%+v", r)
	}
}

// keyFiles writes a key as PKCS #8, encrypted and not, and as SEC 1, and its certificate.
func keyFiles(t *testing.T, h holder) string {
	t.Helper()
	dir := t.TempDir()
	der, err := x509.MarshalPKCS8PrivateKey(h.key)
	if err != nil {
		t.Fatal(err)
	}
	pemFile(t, dir+"/key.pem", "PRIVATE KEY", der)
	pemFile(t, dir+"/cert.pem", "CERTIFICATE", h.cert.Raw)
	return dir
}

// TestMinisign: minisign and we verify each other's signatures and read its keys.
func TestMinisign(t *testing.T) {
	for kind, args := range map[string][]string{"plain": {"-W"}, "encrypted": nil} {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			const password = "合言葉 secret"
			stock(t, dir, password+"\n"+password+"\n", "minisign", append([]string{"-G", "-p", "k.pub", "-s", "k.key"}, args...)...)
			asked := ""
			key, err := ReadKey(read(t, dir+"/k.key"), nil, func() ([]byte, error) { asked += "encrypted"; return []byte(password), nil })
			if err != nil || asked != strings.TrimPrefix(kind, "plain") {
				t.Fatalf("%v, password asked: %q", err, asked)
			}
			write(t, dir+"/data", data)
			sig, err := key.Minisign.Sign(data, "case:例示 package:pkg-1")
			if err != nil {
				t.Fatal(err)
			}
			write(t, dir+"/sig", sig)
			out := stock(t, dir, "", "minisign", "-V", "-m", "data", "-x", "sig", "-p", "k.pub")
			if !strings.Contains(out, "case:例示 package:pkg-1") {
				t.Errorf("minisign says %s", out)
			}
			if string(key.Minisign.Public().Encode()) != string(read(t, dir+"/k.pub")) {
				t.Errorf("public key: %s", key.Minisign.Public().Encode())
			}
			if kind == "encrypted" { // opening the key takes 1 GiB and seconds: once is enough
				return
			}
			stock(t, dir, "", "minisign", "-S", "-m", "data", "-x", "theirs", "-s", "k.key", "-t", "theirs")
			public, err := ParseMinisignPublic(read(t, dir+"/k.pub"))
			if err != nil {
				t.Fatal(err)
			}
			r := Verify(name, data, map[string][]byte{name + MinisignSuffix: read(t, dir+"/theirs")}, Trust{Minisign: []*MinisignPublic{public}})
			if len(r.Faults) > 0 || r.Proofs[0].Comment != "theirs" || r.Proofs[0].Signer != public.ID() {
				t.Errorf("%+v", r)
			}
		})
	}
}

// TestStampsOfOpenSSL: with `openssl ts` as the authority, we get a stamp over HTTP that
// we and openssl accept.
func TestStampsOfOpenSSL(t *testing.T) {
	judge.Need(t, "openssl")
	root := authority(t, "TSA Root")
	stamper := root.stamper(t, func(c *x509.Certificate) { c.NotAfter = time.Now().AddDate(1, 0, 0) })
	dir := keyFiles(t, stamper)
	write(t, dir+"/ts.cnf", []byte(`[tsa]
default_tsa = t
[t]
serial = serial
signer_digest = sha256
ess_cert_id_alg = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
`))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := filepath.Join(dir, "query")
		body := make([]byte, r.ContentLength)
		if _, err := r.Body.Read(body); err != nil && err.Error() != "EOF" || r.Header.Get("Content-Type") != "application/timestamp-query" {
			t.Error(err, r.Header)
		}
		write(t, query, body)
		stock(t, dir, "", "openssl", "ts", "-reply", "-config", "ts.cnf", "-queryfile", "query", "-signer", "cert.pem", "-inkey", "key.pem", "-out", "reply")
		w.Header().Set("Content-Type", "application/timestamp-reply")
		if _, err := w.Write(read(t, dir+"/reply")); err != nil {
			t.Error(err)
		}
	}))
	defer server.Close()
	a := Authority{server.URL, server.Client()}
	tsr, err := a.Stamp(context.Background(), data, big.NewInt(1<<62))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir+"/tsr", tsr)
	write(t, dir+"/data", data)
	pemFile(t, dir+"/ca.pem", "CERTIFICATE", root.cert.Raw)
	stock(t, dir, "", "openssl", "ts", "-verify", "-data", "data", "-in", "tsr", "-CAfile", "ca.pem")
	r := Verify(name, data, map[string][]byte{name + StampSuffix: tsr}, Trust{At: time.Now(), StampRoots: pool(root.cert)})
	if len(r.Faults) > 0 || !r.Proofs[0].Trusted || time.Since(r.Proofs[0].Time) > time.Hour {
		t.Errorf("%+v", r)
	}
}

// TestSHA1Certificate: a certificate that its authority signed with SHA-1 is refused.
func TestSHA1Certificate(t *testing.T) {
	judge.Need(t, "openssl")
	dir := t.TempDir()
	stock(t, dir, "", "sh", "-e", "-c", `
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=Root
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out csr -subj /CN=Signer
printf keyUsage=critical,digitalSignature >ext
openssl x509 -req -sha1 -in csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 10 -extfile ext -out cert.pem`)
	roots, err := ReadCertificates(read(t, dir+"/ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	certs, err := ReadCertificates(read(t, dir+"/cert.pem"))
	if err != nil {
		t.Fatal(err)
	}
	key, err := ReadKey(read(t, dir+"/key.pem"), certs, nil)
	if err != nil || certs[0].SignatureAlgorithm != x509.ECDSAWithSHA1 {
		t.Fatal(err, certs[0].SignatureAlgorithm)
	}
	sig, _, err := SignCMS(data, time.Now(), *key.Certified)
	if err != nil {
		t.Fatal(err)
	}
	r := Verify(name, data, map[string][]byte{name + CMSSuffix: sig}, Trust{At: time.Now(), Roots: pool(roots...)})
	if len(r.Faults) == 0 || r.Faults[0].Code != "sig-chain" || !strings.Contains(r.Faults[0].MessageEN, "SHA1") {
		t.Errorf("%+v", r)
	}
}
