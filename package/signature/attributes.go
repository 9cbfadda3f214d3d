package signature

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"time"
)

// attributes are the signed attributes of a SignerInfo that we know.
type attributes struct {
	contentType asn1.ObjectIdentifier
	digest      []byte
	time        time.Time          // zero if absent
	certificate signingCertificate // by SHA-2
	old         signingCertificate // by SHA-1
}

// parseAttributes reads signed attributes. Content type and digest must be there, and
// nothing twice.
func parseAttributes(raw asn1.RawValue) (*attributes, error) {
	a := new(attributes)
	seen := make(map[string]bool)
	for rest := raw.Bytes; len(rest) > 0; {
		var one attribute
		var err error
		if rest, err = asn1.Unmarshal(rest, &one); err != nil {
			return nil, fault("sig-attributes", err)
		}
		name := one.Type.String()
		if seen[name] || len(one.Values) != 1 {
			return nil, fault("sig-attributes", name)
		}
		seen[name] = true
		if err := a.take(one.Type, one.Values[0].FullBytes); err != nil {
			return nil, fault("sig-attributes", err)
		}
	}
	for _, must := range []asn1.ObjectIdentifier{oidContentType, oidMessageDigest} {
		if !seen[must.String()] {
			return nil, fault("sig-attributes", must)
		}
	}
	return a, nil
}

func (a *attributes) take(name asn1.ObjectIdentifier, der []byte) (err error) {
	switch {
	case name.Equal(oidContentType):
		a.contentType, err = decode[asn1.ObjectIdentifier](der)
	case name.Equal(oidMessageDigest):
		a.digest, err = decode[[]byte](der)
	case name.Equal(oidSigningTime):
		_, err = asn1.Unmarshal(der, &a.time)
	case name.Equal(oidSigningCert):
		a.certificate, err = decode[signingCertificate](der)
	case name.Equal(oidOldCert):
		a.old, err = decode[signingCertificate](der)
	}
	return err
}

// names demands that the attributes are about this certificate (RFC 5035, section 5.4). It
// reports whether they say so by SHA-1 alone.
func (a *attributes) names(leaf *x509.Certificate) (old bool, err error) {
	if len(a.certificate.Certs)+len(a.old.Certs) == 0 {
		return false, fault("sig-attributes", "signing-certificate-v2")
	}
	if len(a.old.Certs) > 0 && !bytes.Equal(a.old.Certs[0].Hash, sum(crypto.SHA1, leaf.Raw)) {
		return false, fault("sig-certificate")
	}
	if len(a.certificate.Certs) == 0 {
		return true, nil
	}
	hash, first := crypto.SHA256, a.certificate.Certs[0]
	if len(first.Digest.Algorithm) > 0 {
		if hash, err = digestOf(first.Digest); err != nil {
			return false, err
		}
	}
	if !bytes.Equal(first.Hash, sum(hash, leaf.Raw)) {
		return false, fault("sig-certificate")
	}
	return false, nil
}
