package signature

import (
	"bytes"
	"crypto"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"testing"
	"time"
)

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
	token("another certificate by SHA-1", "sig-certificate", func(f *forgery) { f.attributes[3] = oldCertificate(w.signer.cert) })
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
