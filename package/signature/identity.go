package signature

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
)

// Identity names a public key whatever certificate it comes with: the SHA-256 of the key, as
// 64 hexadecimal digits.
type Identity string

func identityOf(key []byte) Identity {
	digest := sha256.Sum256(key)
	return Identity(hex.EncodeToString(digest[:]))
}

func identityOfCertificate(c *x509.Certificate) Identity {
	return identityOf(c.RawSubjectPublicKeyInfo)
}

// Identity names the key.
func (p *MinisignPublic) Identity() Identity { return identityOf(p.raw()) }

// Identity names the key.
func (k *Key) Identity() Identity {
	if k.Minisign != nil {
		return k.Minisign.Public().Identity()
	}
	return identityOfCertificate(k.Certified.Chain[0])
}

// ReadIdentity reads a public key: of minisign, or a certificate as PEM, of several the first.
func ReadIdentity(data []byte) (Identity, error) {
	if p, err := ParseMinisignPublic(data); err == nil {
		return p.Identity(), nil
	}
	certs, err := ReadCertificates(data)
	if err == nil && len(certs) == 0 {
		err = errors.New("neither a certificate nor a public key of minisign")
	}
	if err != nil {
		return "", err
	}
	return identityOfCertificate(certs[0]), nil
}
