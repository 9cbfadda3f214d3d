package signature

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"slices"
	"testing"
	"time"
)

// cases collects .p7s files that must be refused.
type cases struct {
	t   *testing.T
	w   *world
	all map[string]negative
}

func (w *world) cases(t *testing.T) *cases { return &cases{t, w, make(map[string]negative)} }

func (c *cases) file(what, want string, sig []byte) {
	c.all[what] = negative{files: map[string][]byte{name + CMSSuffix: sig}, want: want}
}

// by adds what a holder signs and change spoils.
func (c *cases) by(what, want string, h holder, change func(*forgery)) {
	f := forge(h, data)
	if change != nil {
		change(f)
	}
	c.file(what, want, f.make(c.t))
}

// forged adds what the right signer signs and change spoils.
func (c *cases) forged(what, want string, change func(*forgery)) {
	c.by(what, want, c.w.signer, change)
}

// certified adds what the holder of a spoilt certificate signs.
func (c *cases) certified(what, want string, change func(*x509.Certificate)) {
	c.by(what, want, c.w.root.signer(c.t, change), nil)
}

func (w *world) badCertificates(t *testing.T) map[string]negative {
	c := w.cases(t)
	c.by("by another authority", "sig-chain", w.other.signer(t, nil), nil)
	c.by("self-signed", "sig-chain", holder{}.signer(t, nil), nil)
	c.by("by the authority itself", "sig-usage", w.root, nil)
	c.by("for time stamps", "sig-usage", w.root.stamper(t, nil), nil)
	for what, use := range map[string]x509.ExtKeyUsage{"for servers": x509.ExtKeyUsageServerAuth, "for code": x509.ExtKeyUsageCodeSigning} {
		c.certified(what, "sig-usage", func(c *x509.Certificate) { c.UnknownExtKeyUsage, c.ExtKeyUsage = nil, []x509.ExtKeyUsage{use} })
	}
	c.certified("for encryption", "sig-usage", func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment })
	c.certified("with a critical extension nobody knows", "sig-chain", func(c *x509.Certificate) {
		c.ExtraExtensions = []pkix.Extension{{Id: oidUnknown, Critical: true, Value: []byte{5, 0}}}
	})
	c.by("by whom an end entity certified", "sig-chain", w.signer.signer(t, func(c *x509.Certificate) { c.Subject.CommonName = "Nested" }),
		func(f *forgery) { f.certs = append(f.certs, w.signer.cert) })
	c.certified("before its certificate", "sig-expired", func(c *x509.Certificate) { c.NotBefore = now.Add(time.Hour) })
	c.certified("expired now", "sig-expired", func(c *x509.Certificate) { c.NotAfter = now.Add(time.Hour) })
	c.by("expired at signing", "sig-expired", w.root.signer(t, func(c *x509.Certificate) { c.NotAfter = now.Add(time.Hour) }), func(f *forgery) {
		f.without(oidSigningTime)
		f.attributes = append(f.attributes, attribute{oidSigningTime, raw(now.Add(90 * time.Minute))})
	})
	between := template("Between")
	between.IsCA, between.KeyUsage = true, x509.KeyUsageCertSign
	c.by("without the certificate between", "sig-chain", w.root.issue(t, between, nil).signer(t, nil), nil)
	between.NotAfter = now.Add(time.Hour)
	old := w.root.issue(t, between, nil)
	c.by("by an authority that has expired", "sig-chain", old.signer(t, nil), func(f *forgery) { f.certs = append(f.certs, old.cert) })
	c.all["verified before the certificate"] = negative{want: "sig-expired", at: now.AddDate(-1, 0, 0)}
	c.all["verified after the certificate"] = negative{want: "sig-expired", at: now.AddDate(1, 0, 0)}
	return c.all
}

func (w *world) badAlgorithms(t *testing.T) map[string]negative {
	c := w.cases(t)
	weak := template("Weak")
	weak.KeyUsage = x509.KeyUsageDigitalSignature
	c.by("by RSA of 1,024 bits", "sig-algorithm", w.root.issue(t, weak, shortRSA(t)), func(f *forgery) { f.algorithm = oidRSA })
	c.by("by P-224", "sig-algorithm", w.root.issue(t, weak, ecKey(t, elliptic.P224())), nil)
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c.by("by Ed25519 under an ECDSA name", "sig-algorithm", w.root.issue(t, weak, ed), func(f *forgery) { f.key = w.signer.key })
	c.forged("digest by SHA-1", "sig-algorithm", func(f *forgery) { f.digest = oidSHA1 })
	c.forged("signed with SHA-1", "sig-algorithm", func(f *forgery) { f.algorithm, f.hash = oidECDSASHA1, crypto.SHA1 })
	c.forged("two hashes at once", "sig-algorithm", func(f *forgery) { f.algorithm, f.hash = oidECDSASHA384, crypto.SHA384 })
	c.forged("RSA under an ECDSA key", "sig-algorithm", func(f *forgery) { f.algorithm = oidRSASHA256 })
	c.forged("parameters of an algorithm", "sig-algorithm", func(f *forgery) {
		f.change = func(sd *signedData) { sd.Signers[0].Algorithm.Parameters = asn1.RawValue{FullBytes: []byte{4, 0}} }
	})
	c.forged("a signing certificate by SHA-1", "sig-algorithm", func(f *forgery) {
		h := sha1.Sum(w.signer.cert.Raw)
		f.attributes[3].Values = raw(signingCertificate{Certs: []essCertID{{Digest: pkix.AlgorithmIdentifier{Algorithm: oidSHA1}, Hash: h[:]}}})
	})
	return c.all
}

// shortRSA is a key too short for crypto/rsa to make; its primes need not be good.
func shortRSA(t *testing.T) *rsa.PrivateKey {
	for {
		p, errP := rand.Prime(rand.Reader, 512)
		q, errQ := rand.Prime(rand.Reader, 512)
		if errP != nil || errQ != nil {
			t.Fatal(errP, errQ)
		}
		k, one := new(rsa.PrivateKey), big.NewInt(1)
		phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		k.E, k.N, k.Primes = 65537, new(big.Int).Mul(p, q), []*big.Int{p, q}
		if k.D = new(big.Int).ModInverse(big.NewInt(65537), phi); k.D != nil && k.N.BitLen() == 1024 {
			return k
		}
	}
}

func (w *world) badAttributes(t *testing.T) map[string]negative {
	c := w.cases(t)
	for i, what := range []string{"content type", "digest", "", "signing certificate"} {
		if what == "" {
			continue // the signing time may lack
		}
		c.forged("without the attribute of the "+what, "sig-attributes", func(f *forgery) { f.without(f.attributes[i].Type) })
		c.forged("two attributes of the "+what, "sig-attributes", func(f *forgery) { f.attributes = append(f.attributes, f.attributes[i]) })
		c.forged("two values of the "+what, "sig-attributes", func(f *forgery) {
			f.attributes[i].Values = append(f.attributes[i].Values, raw([]byte("x"))...)
		})
	}
	c.forged("a signing certificate of the older form alone", "sig-attributes", func(f *forgery) { f.attributes[3] = oldCertificate(w.signer.cert) })
	c.forged("one of the older form, and wrong", "sig-certificate", func(f *forgery) { f.attributes = append(f.attributes, oldCertificate(w.outsider.cert)) })
	c.forged("two signing times", "sig-attributes", func(f *forgery) { f.attributes = append(f.attributes, attribute{oidSigningTime, raw(now.Add(1))}) })
	c.forged("a digest that is no digest", "sig-attributes", func(f *forgery) { f.attributes[1].Values = raw(oidData) })
	c.forged("another content type", "sig-attributes", func(f *forgery) { f.attributes[0].Values = raw(oidTSTInfo) })
	c.forged("a short digest", "sig-digest", func(f *forgery) { f.attributes[1].Values = raw(sum(crypto.SHA256, data)[:31]) })
	c.forged("no signing certificate named", "sig-attributes", func(f *forgery) {
		f.attributes[3].Values = raw(signingCertificate{Certs: []essCertID{}})
	})
	c.forged("another signing certificate", "sig-certificate", func(f *forgery) {
		h := sha256.Sum256(w.outsider.cert.Raw)
		f.attributes[3].Values = raw(signingCertificate{Certs: []essCertID{{Hash: h[:]}}})
	})
	c.forged("without attributes at all", "sig-attributes", func(f *forgery) {
		f.change = func(sd *signedData) {
			sig, err := w.signer.key.Sign(rand.Reader, sum(crypto.SHA256, data), crypto.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			sd.Signers[0].Attributes, sd.Signers[0].Signature = asn1.RawValue{}, sig
		}
	})
	c.forged("attributes changed after signing", "sig-invalid", func(f *forgery) {
		f.change = func(sd *signedData) {
			b := bytes.Clone(sd.Signers[0].Attributes.FullBytes)
			b[len(b)-1] ^= 1
			sd.Signers[0].Attributes = asn1.RawValue{FullBytes: b, IsCompound: true}
		}
	})
	return c.all
}

func (w *world) badShapes(t *testing.T) map[string]negative {
	c := w.cases(t)
	good := w.good(t)[name+CMSSuffix]
	changed := func(what, want string, change func(*signedData)) {
		c.forged(what, want, func(f *forgery) { f.change = change })
	}
	c.file("of another file", "sig-digest", forge(w.signer, []byte("other")).make(t))
	c.forged("without certificates", "sig-certificate", func(f *forgery) { f.certs = nil })
	c.forged("with another's certificate", "sig-certificate", func(f *forgery) { f.certs = []*x509.Certificate{w.outsider.cert} })
	c.forged("17 certificates", "sig-format", func(f *forgery) { f.certs = slices.Repeat(f.certs, 17) })
	c.forged("by another key", "sig-invalid", func(f *forgery) { f.key = w.outsider.key })
	changed("an empty signature", "sig-invalid", func(sd *signedData) { sd.Signers[0].Signature = nil })
	changed("r and s are zero", "sig-invalid", func(sd *signedData) { sd.Signers[0].Signature = der([]*big.Int{big.NewInt(0), big.NewInt(0)}) })
	changed("a good and a wrong signer", "sig-invalid", func(sd *signedData) {
		wrong := sd.Signers[0]
		wrong.Signature = der([]*big.Int{big.NewInt(1), big.NewInt(1)})
		sd.Signers = append(sd.Signers, wrong)
	})
	changed("nobody signs", "sig-format", func(sd *signedData) { sd.Signers = []signerInfo{} })
	changed("17 signers", "sig-format", func(sd *signedData) { sd.Signers = slices.Repeat(sd.Signers, 17) })
	changed("of another version", "sig-format", func(sd *signedData) { sd.Version = 4 })
	c.forged("with the content inside", "sig-format", func(f *forgery) { f.embedded = data })
	c.forged("not a SignedData", "sig-format", func(f *forgery) { f.kind = oidUnknown })
	c.file("bytes behind", "sig-format", append(bytes.Clone(good), 0))
	c.file("indefinite length", "sig-format", append(append([]byte{0x30, 0x80}, good[4:]...), 0, 0))
	c.file("empty", "sig-format", []byte{})
	c.file("PEM instead of DER", "sig-format", []byte("-----BEGIN CMS-----\n"))
	c.file("larger than any signature", "sig-large", make([]byte, MaxFile+1))
	c.file("missing", "sig-missing", nil)
	c.all["another signer.crt"] = negative{files: map[string][]byte{"sig/signer.crt": encodeCertificates([]*x509.Certificate{w.outsider.cert})}, want: "sig-copy"}
	c.all["signer.crt alone"] = negative{files: map[string][]byte{name + CMSSuffix: nil}, want: "sig-copy"}
	return c.all
}

func oldCertificate(c *x509.Certificate) attribute {
	return attribute{oidOldCert, raw(signingCertificate{Certs: []essCertID{{Hash: sum(crypto.SHA1, c.Raw)}}})}
}
