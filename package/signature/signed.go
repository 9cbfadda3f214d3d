package signature

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"time"
)

// message is a CMS SignedData that is well formed, with its certificates.
type message struct {
	signedData
	certs    []*x509.Certificate
	unsigned []string // what is there and not signed
}

// maxCertificates bounds what one signature may bring along.
const maxCertificates = 16

func parseMessage(der []byte, content asn1.ObjectIdentifier) (*message, error) {
	info, err := decode[contentInfo](der)
	if err != nil {
		return nil, err
	}
	m := &message{signedData: info.Content}
	if !info.Type.Equal(oidSignedData) || !m.Content.Type.Equal(content) {
		return nil, errors.New("another type of content")
	}
	if flat(m.Content.Content, m.Certificates, m.CRLs) {
		return nil, errors.New("a set without parts")
	}
	if len(m.Signers) == 0 || len(m.Signers) > maxCertificates {
		return nil, fmt.Errorf("%d signers", len(m.Signers))
	}
	if m.certs, err = x509.ParseCertificates(m.Certificates.Bytes); err != nil {
		return nil, err
	}
	if len(m.certs) > maxCertificates {
		return nil, fmt.Errorf("%d certificates", len(m.certs))
	}
	return m, m.checkHead()
}

// checkHead looks at the parts that no signature covers.
func (m *message) checkHead() error {
	want := 1
	if !m.Content.Type.Equal(oidData) {
		want = 3
	}
	for _, s := range m.Signers {
		if flat(s.Attributes, s.Unsigned) {
			return errors.New("a set without parts")
		}
		if s.Version == 3 { // named by subject key identifier
			want = 3
		}
		if len(s.Unsigned.FullBytes) > 0 {
			m.unsigned = append(m.unsigned, "unsigned attributes")
		}
	}
	if m.Version != want {
		return fmt.Errorf("version %d", m.Version)
	}
	if len(m.CRLs.FullBytes) > 0 {
		m.unsigned = append(m.unsigned, "revocation lists")
	}
	for _, d := range m.Digests {
		if _, err := digestOf(d); err != nil {
			return err
		}
		if !m.uses(d.Algorithm) {
			m.unsigned = append(m.unsigned, "digest "+d.Algorithm.String())
		}
	}
	return nil
}

func (m *message) uses(digest asn1.ObjectIdentifier) bool {
	for _, s := range m.Signers {
		if s.Digest.Algorithm.Equal(digest) {
			return true
		}
	}
	return false
}

// strangers are certificates that neither are a signer's nor issued one that counts.
func (m *message) strangers(leaves []*x509.Certificate) []string {
	known := leaves
	for i := 0; i < len(known); i++ {
		for _, c := range m.certs {
			if !contains(known, c) && known[i].CheckSignatureFrom(c) == nil && (!selfIssued(c) || c.CheckSignatureFrom(c) == nil) {
				known = append(known[:len(known):len(known)], c)
			}
		}
	}
	var strange []string
	for _, c := range m.certs {
		if !contains(known, c) {
			strange = append(strange, "certificate of "+c.Subject.String())
		}
	}
	return strange
}

func contains(all []*x509.Certificate, c *x509.Certificate) bool {
	for _, x := range all {
		if x.Equal(c) {
			return true
		}
	}
	return false
}

func selfIssued(c *x509.Certificate) bool { return bytes.Equal(c.RawIssuer, c.RawSubject) }

// signedBy is what one SignerInfo has been found to say.
type signedBy struct {
	leaf *x509.Certificate
	time time.Time // of the signing-time attribute; zero if there is none
	old  bool      // the certificate is named by SHA-1 alone
}

// verify checks a SignerInfo over content: its attributes, its certificate, its signature.
func (m *message) verify(s *signerInfo, content []byte) (*signedBy, error) {
	hash, err := digestOf(s.Digest)
	if err != nil {
		return nil, err
	}
	a, err := parseAttributes(s.Attributes)
	if err != nil {
		return nil, err
	}
	leaf := m.signer(s)
	if leaf == nil {
		return nil, fault("sig-certificate")
	}
	set := bytes.Clone(s.Attributes.FullBytes)
	set[0] = 0x31 // what is signed is the SET OF (RFC 5652, section 5.4)
	if err := checkSignature(leaf.PublicKey, s.Algorithm, hash, set, s.Signature); err != nil {
		return nil, err
	}
	if !a.contentType.Equal(m.Content.Type) {
		return nil, fault("sig-attributes", "content-type")
	}
	if !bytes.Equal(a.digest, sum(hash, content)) {
		return nil, fault("sig-digest")
	}
	old, err := a.names(leaf)
	return &signedBy{leaf, a.time, old}, err
}

func sum(hash crypto.Hash, data []byte) []byte {
	h := hash.New()
	h.Write(data)
	return h.Sum(nil)
}

// signer finds the certificate that a SignerInfo names; nil if it is not there.
func (m *message) signer(s *signerInfo) *x509.Certificate {
	name, err := decode[issuerAndSerial](s.Signer.FullBytes)
	byName := err == nil && s.Version == 1 && name.Serial != nil
	byKey := s.Version == 3 && s.Signer.Class == asn1.ClassContextSpecific && s.Signer.Tag == 0 && len(s.Signer.Bytes) > 0
	for _, c := range m.certs {
		if byName && bytes.Equal(c.RawIssuer, name.Issuer.FullBytes) && name.Serial.Cmp(c.SerialNumber) == 0 ||
			byKey && bytes.Equal(c.SubjectKeyId, s.Signer.Bytes) {
			return c
		}
	}
	return nil
}
