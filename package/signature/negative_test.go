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
	"encoding/base64"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	oidSHA1      = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
	oidECDSASHA1 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 1}
	oidUnknown   = asn1.ObjectIdentifier{1, 2, 3, 4, 5}
)

// world is who there is in the tests of what is refused.
type world struct {
	root, other   holder // authorities
	signer        holder
	tsa           holder // its authority, for time stamps
	stamper       holder
	key, stranger *MinisignKey
}

func newWorld(t testing.TB) *world {
	w := &world{root: authority(t, "Root"), other: authority(t, "Other Root"), tsa: authority(t, "TSA Root")}
	w.signer, w.stamper = w.root.signer(t, nil), w.tsa.stamper(t, nil)
	w.key, w.stranger = minisignKey(t), minisignKey(t)
	return w
}

func minisignKey(t testing.TB) *MinisignKey {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &MinisignKey{[8]byte(key[:8]), key}
}

func (w *world) trust() Trust {
	return Trust{At: now.Add(2 * time.Hour), Roots: pool(w.root.cert), StampRoots: pool(w.tsa.cert), Minisign: w.key.Public()}
}

// only is trust for one kind of signature.
func (w *world) only(suffix string) Trust {
	all := w.trust()
	one := Trust{At: all.At}
	switch suffix {
	case CMSSuffix:
		one.Roots = all.Roots
	case MinisignSuffix:
		one.Minisign = all.Minisign
	case StampSuffix:
		one.StampRoots = all.StampRoots
	}
	return one
}

// good are all signature files as they should be.
func (w *world) good(t testing.TB) map[string][]byte {
	t.Helper()
	cms, copies, err := SignCMS(data, now, certified(w.signer))
	if err != nil {
		t.Fatal(err)
	}
	sig, err := w.key.Sign(data, "case:例示 package:pkg-1")
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		name + CMSSuffix: cms, "sig/signer.crt": copies,
		name + MinisignSuffix: sig, "sig/minisign.pub": w.key.Public().Encode(),
		name + StampSuffix: stampOf(t, w.stamper, data, nil, nil),
	}
}

func codes(r *Report) []string {
	var all []string
	for _, f := range r.Faults {
		all = append(all, f.Code)
	}
	return all
}

func TestGood(t *testing.T) {
	w := newWorld(t)
	r := Verify(name, data, w.good(t), w.trust())
	if len(r.Faults) > 0 || len(r.Proofs) != 3 {
		t.Fatalf("%+v", r)
	}
	for _, p := range r.Proofs {
		if !p.Trusted || p.Signer == "" {
			t.Errorf("%+v", p)
		}
	}
	// Without trust it is sound, and says that it is unverified.
	r = Verify(name, data, w.good(t), Trust{At: now.Add(2 * time.Hour)})
	if !r.Good() || !slices.Equal(codes(r), []string{"sig-unverified", "sig-unverified", "sig-unverified"}) || r.Proofs[0].Trusted {
		t.Errorf("%+v", r)
	}
	if r := Verify(name, data, nil, Trust{At: now}); len(r.Faults)+len(r.Proofs) > 0 {
		t.Errorf("unsigned: %+v", r)
	}
}

// TestRefused: each of these is refused with its code.
func TestRefused(t *testing.T) {
	w := newWorld(t)
	good := w.good(t)
	for what, c := range w.negatives(t) {
		files := maps.Clone(good)
		trust := w.trust()
		maps.Copy(files, c.files)
		maps.DeleteFunc(files, func(_ string, data []byte) bool { return data == nil })
		if _, own := c.files["sig/signer.crt"]; !own && c.files[name+CMSSuffix] != nil {
			delete(files, "sig/signer.crt")
		}
		if !c.at.IsZero() {
			trust.At = c.at
		}
		if r := Verify(name, data, files, trust); r.Good() || !slices.Contains(codes(r), c.want) {
			t.Errorf("%s: %v; want %s", what, r.Faults, c.want)
		}
	}
	t.Log(len(w.negatives(t)), "cases")
}

type negative struct {
	files map[string][]byte
	want  string
	at    time.Time // of verification, if it matters
}

func (w *world) negatives(t *testing.T) map[string]negative {
	all := w.badCMS(t)
	maps.Copy(all, w.badStamps(t))
	maps.Copy(all, w.badMinisign(t))
	return all
}

func (w *world) badCMS(t *testing.T) map[string]negative {
	all := make(map[string]negative)
	add := func(what, want string, sig []byte) {
		all[what] = negative{files: map[string][]byte{name + CMSSuffix: sig}, want: want}
	}
	forged := func(what, want string, change func(*forgery)) {
		f := forge(w.signer, data)
		change(f)
		add(what, want, f.make(t))
	}
	by := func(what, want string, h holder, change func(*forgery)) {
		f := forge(h, data)
		if change != nil {
			change(f)
		}
		add(what, want, f.make(t))
	}
	certificate := func(change func(*x509.Certificate)) holder { return w.root.signer(t, change) }
	good := w.good(t)[name+CMSSuffix]
	at := func(f *forgery, t time.Time) {
		f.without(oidSigningTime)
		f.attributes = append(f.attributes, attribute{oidSigningTime, raw(t)})
	}
	outsider := w.root.signer(t, func(c *x509.Certificate) { c.Subject.CommonName, c.SerialNumber = "Outsider", big.NewInt(99) })

	by("of another file", "sig-digest", w.signer, func(f *forgery) { *f = *forge(w.signer, []byte("other")) })
	by("by another authority", "sig-chain", w.other.signer(t, nil), nil)
	by("self-signed", "sig-chain", holder{}.signer(t, nil), nil)
	by("for servers", "sig-usage", certificate(func(c *x509.Certificate) {
		c.UnknownExtKeyUsage, c.ExtKeyUsage = nil, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	}), nil)
	by("for time stamps", "sig-usage", w.root.stamper(t, nil), nil)
	by("for code", "sig-usage", certificate(func(c *x509.Certificate) {
		c.UnknownExtKeyUsage, c.ExtKeyUsage = nil, []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning}
	}), nil)
	by("for encryption", "sig-usage", certificate(func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment }), nil)
	by("by the authority itself", "sig-usage", w.root, nil)
	by("with a critical extension nobody knows", "sig-chain", certificate(func(c *x509.Certificate) {
		c.ExtraExtensions = []pkix.Extension{{Id: oidUnknown, Critical: true, Value: []byte{5, 0}}}
	}), nil)
	by("by whom an end entity certified", "sig-chain", w.signer.signer(t, func(c *x509.Certificate) { c.Subject.CommonName = "Nested" }),
		func(f *forgery) { f.certs = append(f.certs, w.signer.cert) })
	by("expired at signing", "sig-expired", certificate(func(c *x509.Certificate) { c.NotAfter = now.Add(time.Hour) }), func(f *forgery) { at(f, now.Add(90*time.Minute)) })
	by("before its certificate", "sig-expired", certificate(func(c *x509.Certificate) { c.NotBefore = now.Add(time.Hour) }), nil)
	by("expired now", "sig-expired", certificate(func(c *x509.Certificate) { c.NotAfter = now.Add(time.Hour) }), nil)
	between := template("Old Between")
	between.IsCA, between.KeyUsage, between.NotAfter = true, x509.KeyUsageCertSign, now.Add(time.Hour)
	old := w.root.issue(t, between, nil)
	by("by an authority that has expired", "sig-chain", old.signer(t, nil), func(f *forgery) { f.certs = append(f.certs, old.cert) })
	between.NotAfter, between.IsCA, between.KeyUsage = now.AddDate(1, 0, 0), true, x509.KeyUsageCertSign
	middle := w.root.issue(t, between, nil)
	by("without the certificate between", "sig-chain", middle.signer(t, nil), nil)
	weak := template("Weak")
	rsa1024 := new(rsa.PrivateKey)
	if err := rsaKey(rsa1024); err != nil {
		t.Fatal(err)
	}
	weak.KeyUsage = x509.KeyUsageDigitalSignature
	by("by RSA of 1,024 bits", "sig-algorithm", w.root.issue(t, weak, rsa1024), func(f *forgery) { f.algorithm = oidRSA })
	by("by P-224", "sig-algorithm", w.root.issue(t, weak, ecKey(t, elliptic.P224())), nil)
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	by("by Ed25519 under an ECDSA name", "sig-algorithm", w.root.issue(t, weak, ed), func(f *forgery) { f.key = w.signer.key })

	forged("digest by SHA-1", "sig-algorithm", func(f *forgery) { f.digest = oidSHA1 })
	forged("signed with SHA-1", "sig-algorithm", func(f *forgery) { f.algorithm, f.hash = oidECDSASHA1, crypto.SHA1 })
	forged("two hashes at once", "sig-algorithm", func(f *forgery) { f.algorithm, f.hash = oidECDSASHA384, crypto.SHA384 })
	forged("RSA under an ECDSA key", "sig-algorithm", func(f *forgery) { f.algorithm = oidRSASHA256 })
	forged("parameters of an algorithm", "sig-algorithm", func(f *forgery) {
		f.change = func(sd *signedData) { sd.Signers[0].Algorithm.Parameters = asn1.RawValue{FullBytes: []byte{4, 0}} }
	})
	for what, oid := range map[string]asn1.ObjectIdentifier{"content type": oidContentType, "digest": oidMessageDigest, "signing certificate": oidSigningCert} {
		forged("without the attribute of the "+what, "sig-attributes", func(f *forgery) { f.without(oid) })
		forged("with two attributes of the "+what, "sig-attributes", func(f *forgery) {
			for _, a := range f.attributes {
				if a.Type.Equal(oid) {
					f.attributes = append(f.attributes, a)
					break
				}
			}
		})
	}
	forged("with two values of the digest", "sig-attributes", func(f *forgery) { f.attributes[1].Values = append(f.attributes[1].Values, raw([]byte("x"))...) })
	forged("with a digest that is no digest", "sig-attributes", func(f *forgery) { f.attributes[1].Values = raw(oidData) })
	forged("of another content type", "sig-attributes", func(f *forgery) { f.attributes[0].Values = raw(oidTSTInfo) })
	forged("with a short digest", "sig-digest", func(f *forgery) { f.attributes[1].Values = raw(sum(crypto.SHA256, data)[:31]) })
	forged("with no signing certificate named", "sig-attributes", func(f *forgery) {
		f.attributes[3].Values = raw(signingCertificate{Certs: []essCertID{}})
	})
	forged("with another signing certificate", "sig-certificate", func(f *forgery) {
		h := sha256.Sum256(outsider.cert.Raw)
		f.attributes[3].Values = raw(signingCertificate{Certs: []essCertID{{Hash: h[:]}}})
	})
	forged("with a signing certificate by SHA-1", "sig-algorithm", func(f *forgery) {
		h := sha1.Sum(w.signer.cert.Raw)
		f.attributes[3].Values = raw(signingCertificate{Certs: []essCertID{{Digest: pkix.AlgorithmIdentifier{Algorithm: oidSHA1}, Hash: h[:]}}})
	})
	forged("without attributes at all", "sig-attributes", func(f *forgery) {
		f.change = func(sd *signedData) {
			sig, err := w.signer.key.Sign(rand.Reader, sum(crypto.SHA256, data), crypto.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			sd.Signers[0].Attributes, sd.Signers[0].Signature = asn1.RawValue{}, sig
		}
	})
	forged("without certificates", "sig-certificate", func(f *forgery) { f.certs = nil })
	forged("with another's certificate", "sig-certificate", func(f *forgery) { f.certs = []*x509.Certificate{outsider.cert} })
	forged("by another key", "sig-invalid", func(f *forgery) { f.key = outsider.key })
	forged("attributes changed after signing", "sig-invalid", func(f *forgery) {
		f.change = func(sd *signedData) {
			b := bytes.Clone(sd.Signers[0].Attributes.FullBytes)
			b[len(b)-1] ^= 1
			sd.Signers[0].Attributes = asn1.RawValue{FullBytes: b}
		}
	})
	forged("an empty signature", "sig-invalid", func(f *forgery) { f.change = func(sd *signedData) { sd.Signers[0].Signature = nil } })
	forged("r and s are zero", "sig-invalid", func(f *forgery) {
		f.change = func(sd *signedData) { sd.Signers[0].Signature = der([]*big.Int{big.NewInt(0), big.NewInt(0)}) }
	})
	forged("with the content inside", "sig-format", func(f *forgery) { f.embedded = data })
	forged("nobody signs", "sig-format", func(f *forgery) { f.change = func(sd *signedData) { sd.Signers = []signerInfo{} } })
	forged("a good and a wrong signer", "sig-invalid", func(f *forgery) {
		f.change = func(sd *signedData) {
			wrong := sd.Signers[0]
			wrong.Signature = der([]*big.Int{big.NewInt(1), big.NewInt(1)})
			sd.Signers = append(sd.Signers, wrong)
		}
	})
	forged("17 signers", "sig-format", func(f *forgery) {
		f.change = func(sd *signedData) { sd.Signers = slices.Repeat(sd.Signers, 17) }
	})
	forged("17 certificates", "sig-format", func(f *forgery) { f.certs = slices.Repeat(f.certs, 17) })
	forged("of another version", "sig-format", func(f *forgery) { f.change = func(sd *signedData) { sd.Version = 4 } })
	forged("not a SignedData", "sig-format", func(f *forgery) { f.kind = oidUnknown })
	add("bytes behind", "sig-format", append(bytes.Clone(good), 0))
	add("indefinite length", "sig-format", append(append([]byte{0x30, 0x80}, good[4:]...), 0, 0))
	add("empty", "sig-format", []byte{})
	add("PEM instead of DER", "sig-format", []byte("-----BEGIN CMS-----\n"))
	add("larger than any signature", "sig-large", make([]byte, MaxFile+1))
	add("missing", "sig-missing", nil)
	all["another signer.crt"] = negative{files: map[string][]byte{"sig/signer.crt": encodeCertificates([]*x509.Certificate{outsider.cert})}, want: "sig-copy"}
	all["signer.crt alone"] = negative{files: map[string][]byte{name + CMSSuffix: nil}, want: "sig-copy"}
	all["verified before the certificate"] = negative{want: "sig-expired", at: now.AddDate(-1, 0, 0)}
	all["verified after the certificate"] = negative{want: "sig-expired", at: now.AddDate(1, 0, 0)}
	return all
}

// rsaKey makes a key too short for crypto/rsa to make; its primes need not be good.
func rsaKey(k *rsa.PrivateKey) error {
	for {
		p, err := rand.Prime(rand.Reader, 512)
		if err != nil {
			return err
		}
		q, err := rand.Prime(rand.Reader, 512)
		if err != nil {
			return err
		}
		one := big.NewInt(1)
		phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		k.E, k.N, k.Primes = 65537, new(big.Int).Mul(p, q), []*big.Int{p, q}
		if k.D = new(big.Int).ModInverse(big.NewInt(65537), phi); k.D != nil && k.N.BitLen() == 1024 {
			return nil
		}
	}
}

func (w *world) badStamps(t *testing.T) map[string]negative {
	all := make(map[string]negative)
	add := func(what, want string, tsr []byte) {
		all["stamp: "+what] = negative{files: map[string][]byte{name + StampSuffix: tsr}, want: want}
	}
	by := func(what, want string, h holder) { add(what, want, stampOf(t, h, data, nil, nil)) }
	info := func(what, want string, change func(*stampInfo)) {
		add(what, want, stampOf(t, w.stamper, data, change, nil))
	}
	token := func(what, want string, spoil func(*forgery)) {
		add(what, want, stampOf(t, w.stamper, data, nil, spoil))
	}
	use := func(critical bool, all ...asn1.ObjectIdentifier) holder {
		return w.tsa.stamper(t, func(c *x509.Certificate) { c.ExtraExtensions = []pkix.Extension{purposes(critical, all...)} })
	}
	good := w.good(t)[name+StampSuffix]

	add("of another file", "sig-digest", stampOf(t, w.stamper, []byte("other"), nil, nil))
	by("by another authority", "sig-chain", w.other.stamper(t, nil))
	by("by the authority of signers", "sig-chain", w.root.stamper(t, nil))
	by("by a signer of documents", "stamp-usage", w.tsa.signer(t, nil))
	by("purpose not critical", "stamp-usage", use(false, stampPurpose))
	by("a purpose more", "stamp-usage", use(true, stampPurpose, documentSigning[0]))
	by("no purpose", "stamp-usage", w.tsa.stamper(t, func(c *x509.Certificate) { c.ExtraExtensions = nil }))
	by("key for encryption", "stamp-usage", w.tsa.stamper(t, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment }))
	by("before its certificate", "stamp-validity", w.tsa.stamper(t, func(c *x509.Certificate) { c.NotBefore = now.Add(90 * time.Minute) }))
	by("after its certificate", "stamp-validity", w.tsa.stamper(t, func(c *x509.Certificate) { c.NotAfter = now.Add(30 * time.Minute) }))
	by("certificate expired since", "sig-expired", w.tsa.stamper(t, func(c *x509.Certificate) { c.NotAfter = now.Add(90 * time.Minute) }))
	info("in the future", "stamp-future", func(i *stampInfo) { i.Time = now.Add(3 * time.Hour) })
	info("digest by SHA-1", "sig-algorithm", func(i *stampInfo) {
		h := sha1.Sum(data)
		i.Imprint = imprint{pkix.AlgorithmIdentifier{Algorithm: oidSHA1}, h[:]}
	})
	info("another version", "sig-format", func(i *stampInfo) { i.Version = 2 })
	token("signed with SHA-1", "sig-algorithm", func(f *forgery) { f.algorithm, f.hash = oidECDSASHA1, crypto.SHA1 })
	token("of plain data", "sig-format", func(f *forgery) { f.kind = oidData })
	token("content type in disguise", "sig-attributes", func(f *forgery) { f.attributes[0].Values = raw(oidData) })
	token("content swapped", "sig-digest", func(f *forgery) { f.embedded = append(bytes.Clone(f.embedded), 0) })
	token("no content", "sig-format", func(f *forgery) { f.embedded = nil })
	token("no signing certificate", "sig-attributes", func(f *forgery) { f.without(oidSigningCert) })
	token("by another key", "sig-invalid", func(f *forgery) { f.key = w.signer.key })
	token("two signers", "sig-format", func(f *forgery) {
		f.change = func(sd *signedData) { sd.Signers = append(sd.Signers, sd.Signers[0]) }
	})
	token("no certificate", "sig-certificate", func(f *forgery) { f.certs = nil })
	r, err := decode[stampResponse](good)
	if err != nil {
		t.Fatal(err)
	}
	add("rejected", "stamp-refused", der(stampResponse{Status: stampStatus{Status: 2}}))
	add("rejected, and yet a token", "stamp-refused", der(stampResponse{stampStatus{Status: 2}, r.Token}))
	add("granted without a token", "stamp-refused", der(stampResponse{}))
	add("a token without an answer", "sig-format", r.Token.FullBytes)
	add("bytes behind", "sig-format", append(bytes.Clone(good), 0))
	add("missing", "sig-missing", nil)
	return all
}

func (w *world) badMinisign(t *testing.T) map[string]negative {
	all := make(map[string]negative)
	good := string(w.good(t)[name+MinisignSuffix])
	lines := strings.SplitAfter(good, "\n")
	add := func(what, want, sig string) {
		all["minisign: "+what] = negative{files: map[string][]byte{name + MinisignSuffix: []byte(sig)}, want: want}
	}
	signed := func(k *MinisignKey, data string) string {
		sig, err := k.Sign([]byte(data), "case:例示 package:pkg-1")
		if err != nil {
			t.Fatal(err)
		}
		return string(sig)
	}
	inLine := func(n int, change func([]byte)) string {
		sig := slices.Clone(lines)
		b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(sig[n]))
		if err != nil {
			t.Fatal(err)
		}
		change(b)
		sig[n] = base64.StdEncoding.EncodeToString(b) + "\n"
		return strings.Join(sig, "")
	}
	twin := &MinisignKey{w.key.id, w.stranger.key}
	add("of another file", "sig-digest", signed(w.key, "other"))
	add("by another key", "sig-key", signed(w.stranger, string(data)))
	add("by another key under the same id", "sig-comment", signed(twin, string(data)))
	add("another comment", "sig-comment", strings.Replace(good, "pkg-1", "pkg-2", 1))
	add("the older form", "sig-algorithm", inLine(1, func(b []byte) { b[1] = 'd' }))
	add("S plus the order", "sig-comment", inLine(3, func(b []byte) { addOrder(b[32:]) }))
	add("S plus the order, of the file", "sig-comment", inLine(1, func(b []byte) { addOrder(b[10+32:]) }))
	add("CR LF", "sig-format", strings.ReplaceAll(good, "\n", "\r\n"))
	add("a line more", "sig-format", good+"\n")
	add("a line less", "sig-format", strings.Join(lines[:3], ""))
	add("no line feed at the end", "sig-format", strings.TrimSuffix(good, "\n"))
	add("short", "sig-format", strings.Replace(good, lines[1], "RUQ=\n", 1))
	add("base64 with spare bits", "sig-format", strings.Replace(good, lines[3], spareBits(lines[3]), 1))
	add("a space in base64", "sig-format", strings.Replace(good, lines[3], " "+lines[3], 1))
	add("no trusted comment", "sig-format", strings.Replace(good, trusted, "comment: ", 1))
	all["minisign: missing"] = negative{files: map[string][]byte{name + MinisignSuffix: nil}, want: "sig-missing"}
	all["minisign: another key along"] = negative{files: map[string][]byte{"sig/minisign.pub": w.stranger.Public().Encode()}, want: "sig-copy"}
	return all
}

// addOrder adds the order of the group to a little-endian S, which must be below it
// (RFC 8032, section 5.1.7).
func addOrder(s []byte) {
	order, _ := new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
	slices.Reverse(s)
	new(big.Int).Add(new(big.Int).SetBytes(s), order).FillBytes(s)
	slices.Reverse(s)
}

// spareBits sets a bit that the last letter of the base64 of 64 bytes does not use.
func spareBits(line string) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	i := len(line) - len("x==\n")
	last := strings.IndexByte(letters, line[i])
	return line[:i] + string(letters[last|1]) + line[i+1:]
}
