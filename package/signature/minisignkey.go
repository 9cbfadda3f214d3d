package signature

import (
	"bytes"
	"crypto/ed25519"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/scrypt"
)

// MinisignKey is a secret key of minisign.
type MinisignKey struct {
	id  [8]byte
	key ed25519.PrivateKey
}

// MinisignPublic is a public key of minisign.
type MinisignPublic struct {
	id  [8]byte
	key ed25519.PublicKey
}

// ID is the key's id as minisign prints it: hexadecimal digits without leading zeros.
func (p *MinisignPublic) ID() string { return keyID(p.id) }

func keyID(id [8]byte) string { return fmt.Sprintf("%X", binary.LittleEndian.Uint64(id[:])) }

// Public is the public half of k.
func (k *MinisignKey) Public() *MinisignPublic {
	return &MinisignPublic{k.id, k.key.Public().(ed25519.PublicKey)}
}

const untrusted = "untrusted comment: "

// ParseMinisignPublic reads a public key: the file that minisign writes, or its second
// line alone, as minisign takes it on the command line.
func ParseMinisignPublic(data []byte) (*MinisignPublic, error) {
	text := strings.TrimSuffix(string(data), "\n")
	if comment, key, two := strings.Cut(text, "\n"); two && strings.HasPrefix(comment, untrusted) {
		text = key
	}
	raw, err := unbase64(text)
	if err != nil || len(raw) != 42 || string(raw[:2]) != "Ed" {
		return nil, errors.New("not a public key of minisign")
	}
	return &MinisignPublic{[8]byte(raw[2:10]), raw[10:]}, nil
}

// Encode is the key as the file that minisign writes.
func (p *MinisignPublic) Encode() []byte {
	raw := append(append([]byte("Ed"), p.id[:]...), p.key...)
	return fmt.Appendf(nil, "%sminisign public key %s\n%s\n", untrusted, p.ID(), base64.StdEncoding.EncodeToString(raw))
}

// unbase64 reads base64 that is written in the one right way on one line.
func unbase64(text string) ([]byte, error) {
	if strings.ContainsAny(text, "\r\n") {
		return nil, errors.New("more than one line")
	}
	return base64.StdEncoding.Strict().DecodeString(text)
}

// minisignSecret is the second line of a secret key's file.
type minisignSecret struct {
	Algorithm, KDF, Checksum [2]byte
	Salt                     [32]byte
	Ops, Memory              uint64
	Body                     [104]byte // id, key, checksum of both; encrypted unless KDF is zero
}

// The most that a key may ask of scrypt: what minisign uses itself.
const (
	maxOps    = 1 << 25
	maxMemory = 1 << 30
)

// parseMinisignKey reads a secret key as minisign writes it, encrypted or not. The
// password is asked for only if the key is encrypted; then the memory that the key
// demands, 1 GiB as a rule, is needed for some seconds.
func parseMinisignKey(data []byte, password func() ([]byte, error)) (*MinisignKey, error) {
	_, line, _ := strings.Cut(strings.TrimSuffix(string(data), "\n"), "\n")
	raw, err := unbase64(line)
	var s minisignSecret
	if err != nil || len(raw) != binary.Size(s) {
		return nil, errors.New("not a secret key of minisign")
	}
	if err := binary.Read(bytes.NewReader(raw), binary.LittleEndian, &s); err != nil {
		return nil, err
	}
	if string(s.Algorithm[:]) != "Ed" || string(s.Checksum[:]) != "B2" {
		return nil, errors.New("not a secret key of minisign, or of another version")
	}
	switch string(s.KDF[:]) {
	case "\x00\x00":
		return s.open(s.Body[72:]) // minisign leaves the checksum zero
	case "Sc":
		return s.decrypt(password)
	}
	return nil, errors.New("encrypted in an unknown way")
}

func (s *minisignSecret) decrypt(password func() ([]byte, error)) (*MinisignKey, error) {
	if s.Ops > maxOps || s.Memory > maxMemory {
		return nil, errors.New("its encryption asks for too much memory or time")
	}
	secret, err := password()
	if err != nil {
		return nil, err
	}
	n, p := s.cost()
	pad, err := scrypt.Key(secret, s.Salt[:], n, 8, p, len(s.Body))
	if err != nil {
		return nil, err
	}
	subtle.XORBytes(s.Body[:], s.Body[:], pad)
	sum := blake2b.Sum256(append([]byte("Ed"), s.Body[:72]...))
	k, err := s.open(sum[:])
	if err != nil {
		return nil, ErrPassword
	}
	return k, nil
}

// cost gives scrypt's N and p (r is 8) as libsodium's pickparams does.
func (s *minisignSecret) cost() (n, p int) {
	ops := max(s.Ops, 32768)
	limit := s.Memory / (8 * 128)
	if ops < s.Memory/32 {
		limit = ops / (8 * 4)
	}
	n = 2
	for uint64(n) <= limit/2 {
		n *= 2
	}
	if ops < s.Memory/32 {
		return n, 1
	}
	return n, int(max(ops/4/uint64(n)/8, 1))
}

// open takes the key out of the body that is in the clear and has this checksum.
func (s *minisignSecret) open(checksum []byte) (*MinisignKey, error) {
	k := &MinisignKey{[8]byte(s.Body[:8]), ed25519.NewKeyFromSeed(s.Body[8:40])}
	if subtle.ConstantTimeCompare(checksum, s.Body[72:]) != 1 || !bytes.Equal(k.key, s.Body[8:72]) {
		return nil, errors.New("damaged: its two halves or its checksum disagree")
	}
	return k, nil
}
