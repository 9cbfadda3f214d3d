package signature

import (
	"encoding/asn1"
	"time"
)

// attributes are the signed attributes of a SignerInfo that we know.
type attributes struct {
	contentType asn1.ObjectIdentifier
	digest      []byte
	time        time.Time // zero if absent
	certificate signingCertificate
}

// parseAttributes reads signed attributes. Content type, digest and signing certificate
// must be there, and nothing twice.
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
	for _, must := range []asn1.ObjectIdentifier{oidContentType, oidMessageDigest, oidSigningCert} {
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
	}
	return err
}
