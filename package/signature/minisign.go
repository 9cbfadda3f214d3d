package signature

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"aead.dev/minisign"
)

// defaultComment is the untrusted comment that minisign itself writes.
const defaultComment = "signature from minisign secret key"

// Sign signs data, with a comment that is signed as well: one line of printable
// characters. The same data, comment and key give the same bytes.
func (k *MinisignKey) Sign(data []byte, comment string) ([]byte, error) {
	if strings.ContainsFunc(comment, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return nil, fmt.Errorf("comment %q: one line of printable characters", comment)
	}
	r := minisign.NewReader(bytes.NewReader(data))
	if _, err := io.Copy(io.Discard, r); err != nil {
		return nil, err
	}
	return r.SignWithComments(k.key, comment, defaultComment), nil
}

// minisig is a signature file of minisign.
type minisig struct {
	minisign.Signature
	text []byte
}

// parseMinisig reads a signature that is written in the one right way: every byte is
// signed, or is checked here.
func parseMinisig(text []byte) (*minisig, error) {
	s := &minisig{text: text}
	if err := s.UnmarshalText(text); err != nil {
		return nil, err
	}
	if again, err := s.MarshalText(); err != nil || !bytes.Equal(again, text) {
		return nil, errors.New("not written as minisign writes it")
	}
	if s.Algorithm != minisign.HashEdDSA {
		return nil, fault("sig-algorithm", `minisign "Ed"`)
	}
	return s, nil
}

// check verifies the signature of data by a key.
func (s *minisig) check(data []byte, key *MinisignPublic) error {
	switch {
	case s.KeyID != key.key.ID():
		return fault("sig-key", keyID(s.KeyID))
	case minisign.Verify(key.key, data, s.text):
		return nil
	case !ed25519.Verify(key.raw(), append(s.Signature.Signature[:], s.TrustedComment...), s.CommentSignature[:]):
		return fault("sig-comment")
	}
	return fault("sig-digest")
}

// MinisignKey is a secret key of minisign.
type MinisignKey struct{ key minisign.PrivateKey }

// parseMinisignKey reads a secret key as minisign writes it, encrypted or not. The
// password is asked for only if the key is encrypted; then the memory that the key
// demands, 1 GiB as a rule and at most, is needed for some seconds.
func parseMinisignKey(data []byte, password func() ([]byte, error)) (*MinisignKey, error) {
	k := new(MinisignKey)
	if minisign.IsEncrypted(data) {
		secret, err := password()
		if err != nil {
			return nil, err
		}
		if k.key, err = minisign.DecryptKey(string(secret), data); err != nil {
			return nil, ErrPassword
		}
	} else if err := k.key.UnmarshalText(data); err != nil {
		return nil, err
	}
	// Signatures of a key whose halves disagree would give the secret half away.
	if !minisign.Verify(k.Public().key, nil, minisign.Sign(k.key, nil)) {
		return nil, errors.New("damaged: its two halves disagree")
	}
	return k, nil
}

// Public is the public half of k.
func (k *MinisignKey) Public() *MinisignPublic {
	return &MinisignPublic{k.key.Public().(minisign.PublicKey)}
}

// MinisignPublic is a public key of minisign.
type MinisignPublic struct{ key minisign.PublicKey }

const untrusted = "untrusted comment: "

// ParseMinisignPublic reads a public key: the file that minisign writes, or its second
// line alone, as minisign takes it on the command line.
func ParseMinisignPublic(data []byte) (*MinisignPublic, error) {
	p := new(MinisignPublic)
	err := p.key.UnmarshalText(data)
	text := strings.TrimSuffix(string(data), "\n")
	if line := text[strings.IndexByte(text, '\n')+1:]; err != nil || line != p.key.String() {
		return nil, errors.New("not a public key of minisign")
	}
	return p, nil
}

// Encode is the key as the file that minisign writes.
func (p *MinisignPublic) Encode() []byte {
	return fmt.Appendf(nil, "%sminisign public key %s\n%s\n", untrusted, p.ID(), p.key)
}

// ID is the key's id as minisign prints it: hexadecimal digits without leading zeros.
func (p *MinisignPublic) ID() string { return keyID(p.key.ID()) }

func keyID(id uint64) string { return fmt.Sprintf("%X", id) }

// raw is the key as the standard library takes it.
func (p *MinisignPublic) raw() ed25519.PublicKey {
	data, _ := base64.StdEncoding.DecodeString(p.key.String())
	return data[len(data)-ed25519.PublicKeySize:]
}
