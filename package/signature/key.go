package signature

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrPassword says that a key is encrypted and the password is wrong or missing.
var ErrPassword = errors.New("the password is wrong or missing")

// Key is what a file with a secret key holds: one of the two.
type Key struct {
	Certified *Certified // ECDSA or RSA
	Minisign  *MinisignKey
}

// ReadKey reads a secret key: PEM (PKCS #8, encrypted by PBES2 or not; SEC 1; PKCS #1), or
// minisign's. Its certificates may be in the same file or in certs, in any order; those
// that lead from the key's own upwards make its chain. The password is asked for only if
// the key is encrypted. Errors never hold anything of a key.
func ReadKey(data []byte, certs []*x509.Certificate, password func() ([]byte, error)) (*Key, error) {
	if strings.HasPrefix(string(data), untrusted) {
		k, err := parseMinisignKey(data, password)
		return &Key{Minisign: k}, err
	}
	own, err := ReadCertificates(data)
	if err != nil {
		return nil, err
	}
	signer, err := readPEMKey(data, password)
	if err != nil {
		return nil, err
	}
	c := &Certified{signer, chainOf(signer, slices.Concat(own, certs))}
	if len(c.Chain) == 0 {
		return nil, errors.New("no certificate belongs to the key")
	}
	return &Key{Certified: c}, nil
}

// ReadCertificates reads the certificates of a PEM file and skips what else it holds.
func ReadCertificates(data []byte) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("certificate: %w", err)
		}
		all = append(all, c)
	}
	return all, nil
}

// readPEMKey reads the one private key of a PEM file.
func readPEMKey(data []byte, password func() ([]byte, error)) (crypto.Signer, error) {
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		var key any
		var err error
		switch block.Type {
		case "PRIVATE KEY":
			key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
		case "ENCRYPTED PRIVATE KEY":
			key, err = decryptPKCS8(block.Bytes, password)
		case "EC PRIVATE KEY":
			key, err = x509.ParseECPrivateKey(block.Bytes)
		case "RSA PRIVATE KEY":
			key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
		default:
			continue
		}
		if errors.Is(err, ErrPassword) || errors.Is(err, errEncryption) {
			return nil, err
		}
		signer, ok := key.(crypto.Signer)
		if err != nil || !ok || checkKey(signer.Public()) != nil {
			return nil, errors.New("not a private key of ECDSA (P-256, P-384, P-521) or RSA (2048 bits or more)")
		}
		return signer, nil
	}
	return nil, errors.New("holds no private key, neither as PEM nor of minisign")
}

// chainOf is the certificate of the key, that of who issued it, and so on.
func chainOf(key crypto.Signer, certs []*x509.Certificate) []*x509.Certificate {
	var chain []*x509.Certificate
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	for _, c := range certs {
		if ok && public.Equal(c.PublicKey) {
			chain = append(chain, c)
			break
		}
	}
	for i := 0; i < len(chain) && len(chain) < maxCertificates; i++ {
		for _, c := range certs {
			if !contains(chain, c) && bytes.Equal(chain[i].RawIssuer, c.RawSubject) && chain[i].CheckSignatureFrom(c) == nil {
				chain = append(chain, c)
				break
			}
		}
	}
	return chain
}
