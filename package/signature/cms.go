package signature

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Certified is a secret key, ECDSA or RSA, with the certificate of its owner.
type Certified struct {
	Key   crypto.Signer
	Chain []*x509.Certificate // the owner's, then that of who issued it, …; the root may lack
}

// SignCMS signs data with every key and gives the DER of a CMS signature (CAdES-BES) that
// does not hold data. The signing time is to the second. It is an error if a certificate
// is not for signing documents or not valid at that time. The same input gives the same
// bytes. Copies is signer.crt, the certificates within as PEM.
func SignCMS(data []byte, at time.Time, signers ...Certified) (sig, copies []byte, err error) {
	sd := signedData{Version: 1, Content: encapsulated{Type: oidData}, Digests: []pkix.AlgorithmIdentifier{sha256Algorithm()}}
	var certs []*x509.Certificate
	for _, s := range signers {
		if err := s.check(at); err != nil {
			return nil, nil, err
		}
		info, err := s.sign(data, at)
		if err != nil {
			return nil, nil, err
		}
		sd.Signers = append(sd.Signers, info)
		certs = append(certs, s.Chain...)
	}
	slices.SortFunc(certs, func(a, b *x509.Certificate) int { return bytes.Compare(a.Raw, b.Raw) })
	certs = slices.CompactFunc(certs, (*x509.Certificate).Equal)
	sd.Certificates = asn1.RawValue{Class: asn1.ClassContextSpecific, IsCompound: true}
	for _, c := range certs {
		sd.Certificates.Bytes = append(sd.Certificates.Bytes, c.Raw...)
	}
	sig, err = asn1.Marshal(contentInfo{oidSignedData, sd})
	return sig, encodeCertificates(certs), err
}

// check says why the key cannot sign at that time.
func (s *Certified) check(at time.Time) error {
	if len(s.Chain) == 0 {
		return errors.New("a key without a certificate")
	}
	leaf := s.Chain[0]
	err := errors.Join(checkKey(leaf.PublicKey), checkUsage(leaf), checkValidity(leaf, at))
	if err != nil {
		return fmt.Errorf("certificate of %s: %w", leaf.Subject, err)
	}
	return nil
}

func (s *Certified) sign(data []byte, at time.Time) (signerInfo, error) {
	leaf := s.Chain[0]
	attributes, err := signedAttributes(data, at, leaf)
	if err != nil {
		return signerInfo{}, err
	}
	sum := sha256.Sum256(attributes)
	sig, err := s.Key.Sign(nil, sum[:], crypto.SHA256) // no randomness: RFC 6979
	if err != nil {
		return signerInfo{}, err
	}
	sid, err := asn1.Marshal(issuerAndSerial{asn1.RawValue{FullBytes: leaf.RawIssuer}, leaf.SerialNumber})
	if err != nil {
		return signerInfo{}, err
	}
	algorithm := pkix.AlgorithmIdentifier{Algorithm: oidRSA, Parameters: null}
	if _, ok := leaf.PublicKey.(*ecdsa.PublicKey); ok {
		algorithm = pkix.AlgorithmIdentifier{Algorithm: oidECDSASHA256}
	}
	implicit := slices.Clone(attributes)
	implicit[0] = 0xa0 // SET OF becomes [0] IMPLICIT
	return signerInfo{Version: 1, Signer: asn1.RawValue{FullBytes: sid}, Digest: sha256Algorithm(),
		Attributes: asn1.RawValue{FullBytes: implicit}, Algorithm: algorithm, Signature: sig}, nil
}

// signedAttributes is the DER of the SET that the signature is over.
func signedAttributes(data []byte, at time.Time, leaf *x509.Certificate) ([]byte, error) {
	digest, cert := sha256.Sum256(data), sha256.Sum256(leaf.Raw)
	all := []attribute{}
	for _, a := range []struct {
		oid   asn1.ObjectIdentifier
		value any
	}{
		{oidContentType, oidData},
		{oidSigningTime, at.UTC().Truncate(time.Second)},
		{oidMessageDigest, digest[:]},
		{oidSigningCert, signingCertificate{Certs: []essCertID{{Hash: cert[:]}}}},
	} {
		der, err := asn1.Marshal(a.value)
		if err != nil {
			return nil, err
		}
		all = append(all, attribute{a.oid, []asn1.RawValue{{FullBytes: der}}})
	}
	return asn1.MarshalWithParams(all, "set")
}
