package signature

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"os"
	"testing"
	"time"
)

// name is the signed file of these tests, now the day on which they take place.
const name = "sig/tagmanifest-sha256.txt"

var (
	now  = time.Date(2026, 4, 15, 3, 0, 0, 0, time.UTC)
	data = []byte("0000  bagit.txt\n")
)

// holder is a key with its certificate.
type holder struct {
	key  crypto.Signer
	cert *x509.Certificate
}

func ecKey(t testing.TB, curve elliptic.Curve) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// named is the key that always belongs to a name: nothing here depends on chance, so that
// what fuzzing finds is found again.
func named(t testing.TB, name string) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), sum(crypto.SHA256, []byte(name)))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// template is a certificate that is valid for a year around now.
func template(cn string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes([]byte(cn)[:min(len(cn), 12)]),
		Subject:      pkix.Name{CommonName: cn, Organization: []string{"例示クラウド株式会社"}, Country: []string{"JP"}},
		NotBefore:    now.AddDate(0, -6, 0), NotAfter: now.AddDate(0, 6, 0),
		BasicConstraintsValid: true,
	}
}

// authority is a self-signed certificate authority.
func authority(t testing.TB, cn string) holder {
	c := template(cn)
	c.IsCA, c.KeyUsage = true, x509.KeyUsageCertSign|x509.KeyUsageCRLSign
	c.NotBefore, c.NotAfter = now.AddDate(-5, 0, 0), now.AddDate(5, 0, 0)
	return holder{}.issue(t, c, nil)
}

// issue makes a certificate; an empty holder makes it self-signed, a nil key a new one.
func (h holder) issue(t testing.TB, c *x509.Certificate, key crypto.Signer) holder {
	t.Helper()
	if key == nil {
		key = named(t, c.Subject.CommonName)
	}
	parent, by := h.cert, h.key
	if parent == nil {
		parent, by = c, key
	}
	der, err := x509.CreateCertificate(nil, c, parent, key.Public(), by)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return holder{key, cert}
}

// signer is an end entity for documents, and stamper one for time stamps.
func (h holder) signer(t testing.TB, change func(*x509.Certificate)) holder {
	c := template("署名者 Signer")
	c.KeyUsage = x509.KeyUsageDigitalSignature
	c.UnknownExtKeyUsage = documentSigning[:1]
	if change != nil {
		change(c)
	}
	return h.issue(t, c, nil)
}

func (h holder) stamper(t testing.TB, change func(*x509.Certificate)) holder {
	c := template("Time Stamper")
	c.KeyUsage = x509.KeyUsageDigitalSignature
	c.ExtraExtensions = []pkix.Extension{purposes(true, stampPurpose)}
	if change != nil {
		change(c)
	}
	return h.issue(t, c, nil)
}

var stampPurpose = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 8}

func purposes(critical bool, all ...asn1.ObjectIdentifier) pkix.Extension {
	return pkix.Extension{Id: oidKeyPurposes, Critical: critical, Value: der(all)}
}

func pool(certs ...*x509.Certificate) *x509.CertPool {
	p := x509.NewCertPool()
	for _, c := range certs {
		p.AddCert(c)
	}
	return p
}

// der is for values that always can be written.
func der(v any) []byte {
	d, err := asn1.Marshal(v)
	if err != nil {
		panic(err)
	}
	return d
}

// forgery is a CMS message of which a test can spoil any part.
type forgery struct {
	by         holder
	key        crypto.Signer // that really signs
	certs      []*x509.Certificate
	kind       asn1.ObjectIdentifier // of the content
	embedded   []byte                // the content, if it is inside
	digest     asn1.ObjectIdentifier
	algorithm  asn1.ObjectIdentifier
	hash       crypto.Hash
	attributes []attribute
	change     func(*signedData) // last of all
}

// forge prepares a good message over content.
func forge(by holder, content []byte) *forgery {
	digest, cert := sha256.Sum256(content), sha256.Sum256(by.cert.Raw)
	return &forgery{by: by, key: by.key, certs: []*x509.Certificate{by.cert}, kind: oidData, digest: oidSHA256,
		algorithm: oidECDSASHA256, hash: crypto.SHA256, attributes: []attribute{
			{oidContentType, raw(oidData)}, {oidMessageDigest, raw(digest[:])}, {oidSigningTime, raw(now)},
			{oidSigningCert, raw(signingCertificate{Certs: []essCertID{{Hash: cert[:]}}})},
		}}
}

func raw(v any) []asn1.RawValue { return []asn1.RawValue{{FullBytes: der(v)}} }

// without leaves an attribute out.
func (f *forgery) without(oid asn1.ObjectIdentifier) {
	var kept []attribute
	for _, a := range f.attributes {
		if !a.Type.Equal(oid) {
			kept = append(kept, a)
		}
	}
	f.attributes = kept
}

func (f *forgery) make(t testing.TB) []byte {
	t.Helper()
	set, err := asn1.MarshalWithParams(f.attributes, "set")
	if err != nil {
		t.Fatal(err)
	}
	sig, err := f.key.Sign(nil, sum(f.hash, set), f.hash)
	if err != nil {
		t.Fatal(err)
	}
	set[0] = 0xa0
	sd := signedData{Version: 1, Content: encapsulated{Type: f.kind}, Digests: []pkix.AlgorithmIdentifier{{Algorithm: f.digest}},
		Certificates: asn1.RawValue{Class: asn1.ClassContextSpecific, IsCompound: true, Bytes: rawCerts(f.certs)},
		Signers: []signerInfo{{Version: 1, Digest: pkix.AlgorithmIdentifier{Algorithm: f.digest}, Algorithm: pkix.AlgorithmIdentifier{Algorithm: f.algorithm},
			Signer:     asn1.RawValue{FullBytes: der(issuerAndSerial{asn1.RawValue{FullBytes: f.by.cert.RawIssuer}, f.by.cert.SerialNumber})},
			Attributes: asn1.RawValue{FullBytes: set}, Signature: sig}}}
	if f.embedded != nil {
		sd.Content.Content = asn1.RawValue{Class: asn1.ClassContextSpecific, IsCompound: true, Bytes: der(f.embedded)}
	}
	if !f.kind.Equal(oidData) {
		sd.Version = 3
	}
	if f.change != nil {
		f.change(&sd)
	}
	return der(contentInfo{oidSignedData, sd})
}

func rawCerts(certs []*x509.Certificate) []byte {
	var b bytes.Buffer
	for _, c := range certs {
		b.Write(c.Raw)
	}
	return b.Bytes()
}

// stampOf makes a .tsr over content; the two functions spoil it.
func stampOf(t testing.TB, by holder, content []byte, change func(*stampInfo), spoil func(*forgery)) []byte {
	t.Helper()
	info := stampInfo{Version: 1, Policy: asn1.ObjectIdentifier{1, 2, 3, 4}, Serial: big.NewInt(7), Time: now.Add(time.Hour),
		Imprint: imprint{pkix.AlgorithmIdentifier{Algorithm: oidSHA256, Parameters: null}, sum(crypto.SHA256, content)}}
	if change != nil {
		change(&info)
	}
	inner := der(info)
	f := forge(by, inner)
	f.kind, f.embedded = oidTSTInfo, inner
	f.attributes[0] = attribute{oidContentType, raw(oidTSTInfo)}
	if spoil != nil {
		spoil(f)
	}
	return der(stampResponse{Token: asn1.RawValue{FullBytes: f.make(t)}})
}

func certified(h holder, more ...*x509.Certificate) Certified {
	return Certified{h.key, append([]*x509.Certificate{h.cert}, more...)}
}

// pemFile writes PEM blocks of a type.
func pemFile(t testing.TB, name, kind string, ders ...[]byte) {
	t.Helper()
	var b bytes.Buffer
	for _, d := range ders {
		if err := pem.Encode(&b, &pem.Block{Type: kind, Bytes: d}); err != nil {
			t.Fatal(err)
		}
	}
	write(t, name, b.Bytes())
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
