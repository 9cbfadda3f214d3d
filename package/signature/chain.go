package signature

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"time"
)

// The purposes of certificates for signing documents, as far as crypto/x509 has no name
// for them: RFC 9336, and what Microsoft and Adobe used before it.
var documentSigning = []asn1.ObjectIdentifier{
	{1, 3, 6, 1, 5, 5, 7, 3, 36},
	{1, 3, 6, 1, 4, 1, 311, 10, 3, 12},
	{1, 2, 840, 113583, 1, 1, 5},
}

var oidKeyPurposes = asn1.ObjectIdentifier{2, 5, 29, 37}

// checkUsage demands a certificate that may sign documents: of an end entity, whose key
// usage, if said, is digitalSignature or contentCommitment, and whose purposes, if said,
// have documents, e-mail or any among them.
func checkUsage(c *x509.Certificate) error {
	if c.IsCA || c.KeyUsage != 0 && c.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0 {
		return fault("sig-usage")
	}
	if len(c.ExtKeyUsage)+len(c.UnknownExtKeyUsage) == 0 {
		return nil
	}
	for _, u := range c.ExtKeyUsage {
		if u == x509.ExtKeyUsageAny || u == x509.ExtKeyUsageEmailProtection {
			return nil
		}
	}
	for _, u := range c.UnknownExtKeyUsage {
		if slices.ContainsFunc(documentSigning, u.Equal) {
			return nil
		}
	}
	return fault("sig-usage")
}

// checkStampUsage demands the one critical purpose of an authority's certificate.
func checkStampUsage(c *x509.Certificate) error {
	critical := slices.ContainsFunc(c.Extensions, func(e pkix.Extension) bool { return e.Id.Equal(oidKeyPurposes) && e.Critical })
	only := len(c.ExtKeyUsage) == 1 && c.ExtKeyUsage[0] == x509.ExtKeyUsageTimeStamping && len(c.UnknownExtKeyUsage) == 0
	signs := c.KeyUsage == 0 || c.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) != 0
	if !critical || !only || !signs || c.IsCA {
		return fault("stamp-usage")
	}
	return nil
}

// checkValidity demands that c is valid at a time.
func checkValidity(c *x509.Certificate, at time.Time) error {
	if at.Before(c.NotBefore) || at.After(c.NotAfter) {
		return fault("sig-expired", stamp(at), stamp(c.NotBefore), stamp(c.NotAfter))
	}
	return nil
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// checkChain demands that leaf leads to one of the roots by way of the certificates that
// came along, each valid at the time and fit for the purpose.
func checkChain(leaf *x509.Certificate, along []*x509.Certificate, roots *x509.CertPool, at time.Time, purpose x509.ExtKeyUsage) error {
	if err := checkValidity(leaf, at); err != nil {
		return err
	}
	between := x509.NewCertPool()
	for _, c := range along {
		between.AddCert(c)
	}
	_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{purpose}})
	if err != nil {
		return fault("sig-chain", err)
	}
	return nil
}
