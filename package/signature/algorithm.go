package signature

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
)

var null = asn1.RawValue{FullBytes: []byte{5, 0}}

func sha256Algorithm() pkix.AlgorithmIdentifier {
	return pkix.AlgorithmIdentifier{Algorithm: oidSHA256}
}

// bare reports whether an algorithm has no parameters: they are absent or NULL.
func bare(a pkix.AlgorithmIdentifier) bool {
	return len(a.Parameters.FullBytes) == 0 || bytes.Equal(a.Parameters.FullBytes, null.FullBytes)
}

// digestOf gives the hash of an algorithm: SHA-256, SHA-384 or SHA-512.
func digestOf(a pkix.AlgorithmIdentifier) (crypto.Hash, error) {
	switch {
	case !bare(a):
	case a.Algorithm.Equal(oidSHA256):
		return crypto.SHA256, nil
	case a.Algorithm.Equal(oidSHA384):
		return crypto.SHA384, nil
	case a.Algorithm.Equal(oidSHA512):
		return crypto.SHA512, nil
	}
	return 0, fault("sig-algorithm", a.Algorithm)
}

// signatures are the algorithms that sign with a hash. RSA without a hash of its own
// takes any (RFC 8933, RFC 5754, section 3.2).
var signatures = []struct {
	oid  asn1.ObjectIdentifier
	rsa  bool
	hash crypto.Hash
}{
	{oidRSA, true, 0},
	{oidRSASHA256, true, crypto.SHA256},
	{oidRSASHA384, true, crypto.SHA384},
	{oidRSASHA512, true, crypto.SHA512},
	{oidECDSASHA256, false, crypto.SHA256},
	{oidECDSASHA384, false, crypto.SHA384},
	{oidECDSASHA512, false, crypto.SHA512},
}

// checkSignature verifies that sig is over message, by the algorithm and the hash that a
// SignerInfo names.
func checkSignature(key crypto.PublicKey, a pkix.AlgorithmIdentifier, hash crypto.Hash, message, sig []byte) error {
	if err := checkKey(key); err != nil {
		return err
	}
	_, isRSA := key.(*rsa.PublicKey)
	for _, s := range signatures {
		if !a.Algorithm.Equal(s.oid) || s.rsa != isRSA || !bare(a) || s.hash != 0 && s.hash != hash {
			continue
		}
		if !verifyDigest(key, hash, message, sig) {
			return fault("sig-invalid")
		}
		return nil
	}
	return fault("sig-algorithm", a.Algorithm)
}

func verifyDigest(key crypto.PublicKey, hash crypto.Hash, message, sig []byte) bool {
	h := hash.New()
	h.Write(message)
	switch key := key.(type) {
	case *ecdsa.PublicKey:
		return ecdsa.VerifyASN1(key, h.Sum(nil), sig)
	case *rsa.PublicKey:
		return rsa.VerifyPKCS1v15(key, hash, h.Sum(nil), sig) == nil
	}
	return false
}

// checkKey refuses keys that are weak or of another kind.
func checkKey(key crypto.PublicKey) error {
	switch key := key.(type) {
	case *ecdsa.PublicKey:
		if key.Curve == elliptic.P256() || key.Curve == elliptic.P384() || key.Curve == elliptic.P521() {
			return nil
		}
		return fault("sig-algorithm", key.Params().Name)
	case *rsa.PublicKey:
		if key.N.BitLen() >= 2048 && key.N.BitLen() <= 8192 {
			return nil
		}
		return fault("sig-algorithm", fmt.Sprintf("RSA %d", key.N.BitLen()))
	}
	return fault("sig-algorithm", fmt.Sprintf("%T", key))
}
