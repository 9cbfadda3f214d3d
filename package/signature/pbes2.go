package signature

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"hash"
)

// errEncryption says that a key is encrypted in a way that is not supported.
var errEncryption = errors.New("encrypted in an unknown way; PKCS #8 with PBES2, PBKDF2 and AES-CBC is known")

// The types of RFC 5958, section 3, and RFC 8018, appendix A.
type encryptedKey struct {
	Algorithm struct {
		Algorithm asn1.ObjectIdentifier
		Params    struct{ KDF, Cipher pkix.AlgorithmIdentifier }
	}
	Data []byte
}

type pbkdf2Params struct {
	Salt       []byte
	Iterations int
	Length     int                      `asn1:"optional"`
	PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
}

var (
	oidPBES2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
)

// prfs and ciphers are the choices within PBES2; the PRF's default is HMAC with SHA-1.
var (
	prfs = map[string]func() hash.Hash{
		"":                    sha1.New,
		"1.2.840.113549.2.7":  sha1.New,
		"1.2.840.113549.2.9":  sha256.New,
		"1.2.840.113549.2.10": sha512.New384,
		"1.2.840.113549.2.11": sha512.New,
	}
	ciphers = map[string]int{ // AES in CBC: length of the key
		"2.16.840.1.101.3.4.1.2":  16,
		"2.16.840.1.101.3.4.1.22": 24,
		"2.16.840.1.101.3.4.1.42": 32,
	}
)

const maxIterations = 10_000_000

func decryptPKCS8(der []byte, password func() ([]byte, error)) (any, error) {
	key, err := decode[encryptedKey](der)
	if err != nil || !key.Algorithm.Algorithm.Equal(oidPBES2) || !key.Algorithm.Params.KDF.Algorithm.Equal(oidPBKDF2) {
		return nil, errEncryption
	}
	kdf, err := decode[pbkdf2Params](key.Algorithm.Params.KDF.Parameters.FullBytes)
	if err != nil {
		return nil, errEncryption
	}
	iv, err := decode[[]byte](key.Algorithm.Params.Cipher.Parameters.FullBytes)
	if err != nil {
		return nil, errEncryption
	}
	prf, known := prfs[kdf.PRF.Algorithm.String()]
	length := ciphers[key.Algorithm.Params.Cipher.Algorithm.String()]
	if !known || length == 0 || kdf.Length != 0 && kdf.Length != length || kdf.Iterations < 1 || kdf.Iterations > maxIterations ||
		len(iv) != aes.BlockSize || len(key.Data) == 0 || len(key.Data)%aes.BlockSize != 0 {
		return nil, errEncryption
	}
	secret, err := password()
	if err != nil {
		return nil, err
	}
	derived, err := pbkdf2.Key(prf, string(secret), kdf.Salt, kdf.Iterations, length)
	if err != nil {
		return nil, errEncryption
	}
	return open(derived, iv, key.Data)
}

// open decrypts, takes the padding off (RFC 8018, section 6.1.1) and reads the key. There
// is nobody to tell which of the three failed but who knows the password anyway.
func open(key, iv, data []byte) (any, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, errEncryption
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(plain, data)
	pad := int(plain[len(plain)-1])
	if pad < 1 || pad > aes.BlockSize {
		return nil, ErrPassword
	}
	k, err := x509.ParsePKCS8PrivateKey(plain[:len(plain)-pad])
	if err != nil {
		return nil, ErrPassword
	}
	return k, nil
}
