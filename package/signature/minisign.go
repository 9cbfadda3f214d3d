package signature

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/crypto/blake2b"
)

// defaultComment is the untrusted comment that minisign itself writes.
const defaultComment = untrusted + "signature from minisign secret key"

const trusted = "trusted comment: "

// Sign signs data, with a comment that is signed as well: one line of printable
// characters. The same data, comment and key give the same bytes.
func (k *MinisignKey) Sign(data []byte, comment string) ([]byte, error) {
	if strings.ContainsFunc(comment, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return nil, fmt.Errorf("comment %q: one line of printable characters", comment)
	}
	sum := blake2b.Sum512(data)
	sig := ed25519.Sign(k.key, sum[:])
	global := ed25519.Sign(k.key, append(sig[:len(sig):len(sig)], comment...))
	head := append(append([]byte("ED"), k.id[:]...), sig...)
	return fmt.Appendf(nil, "%s\n%s\n%s%s\n%s\n", defaultComment, base64.StdEncoding.EncodeToString(head),
		trusted, comment, base64.StdEncoding.EncodeToString(global)), nil
}

// minisig is a signature file of minisign.
type minisig struct {
	untrusted string // the first line
	id        [8]byte
	sig       []byte
	comment   string // signed
	global    []byte // signature over sig and comment
}

func parseMinisig(data []byte) (*minisig, error) {
	lines := strings.Split(string(data), "\n")
	if len(lines) != 5 || lines[4] != "" {
		return nil, errors.New("not the four lines of minisign")
	}
	comment, ok := strings.CutPrefix(lines[2], trusted)
	if !ok || !strings.HasPrefix(lines[0], untrusted) {
		return nil, errors.New("not the comments of minisign")
	}
	head, err := unbase64(lines[1])
	if err != nil || len(head) != 2+8+ed25519.SignatureSize {
		return nil, errors.New("line 2 is no signature")
	}
	global, err := unbase64(lines[3])
	if err != nil || len(global) != ed25519.SignatureSize {
		return nil, errors.New("line 4 is no signature")
	}
	if string(head[:2]) != "ED" {
		return nil, fault("sig-algorithm", fmt.Sprintf("minisign %q", head[:2]))
	}
	return &minisig{lines[0], [8]byte(head[2:10]), head[10:], comment, global}, nil
}

// check verifies the signature of data by a key.
func (s *minisig) check(data []byte, key *MinisignPublic) error {
	if s.id != key.id {
		return fault("sig-key", keyID(s.id))
	}
	if !ed25519.Verify(key.key, append(s.sig[:len(s.sig):len(s.sig)], s.comment...), s.global) {
		return fault("sig-comment")
	}
	sum := blake2b.Sum512(data)
	if !ed25519.Verify(key.key, sum[:], s.sig) {
		return fault("sig-digest")
	}
	return nil
}
