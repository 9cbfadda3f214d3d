package access

import (
	"encoding/base32"
	"encoding/binary"
	"hash/crc32"
	"regexp"
	"strings"
)

// A token is yoshiki_, 256 random bits, and a checksum (CRC-32) of both, in lower-case letters and the
// digits 2 to 7. Scanners of source code find it by [TokenPattern] without false alarms.
const (
	tokenPrefix = "yoshiki_"
	bitsLength  = 52 // of 256 bits
	shown       = 8  // characters by which people know a token
)

// TokenPattern finds tokens in a text.
const TokenPattern = `\byoshiki_[a-z2-7]{59}\b`

var (
	tokenForm = regexp.MustCompile(`\A` + tokenPrefix + `[a-z2-7]{59}\z`)
	letters   = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
)

// NewToken makes a token.
func NewToken() Secret {
	text := tokenPrefix + letters.EncodeToString(random(32))
	return NewSecret(text + checksum(text))
}

// IsToken reports whether a text may be a token: nothing else need be looked up.
func IsToken(text string) bool {
	if !tokenForm.MatchString(text) {
		return false
	}
	body := text[:len(tokenPrefix)+bitsLength]
	bits, err := letters.DecodeString(body[len(tokenPrefix):])
	return err == nil && letters.EncodeToString(bits) == body[len(tokenPrefix):] && text[len(body):] == checksum(body)
}

// LooksLikeToken reports whether a text was meant to be a token of ours.
func LooksLikeToken(text string) bool {
	return len(text) >= len(tokenPrefix) && strings.EqualFold(text[:len(tokenPrefix)], tokenPrefix)
}

// TokenName is the part of a token by which people know it, and which opens nothing.
func TokenName(s Secret) string {
	text := s.Reveal()
	return text[:min(len(text), len(tokenPrefix)+shown)]
}

func checksum(text string) string {
	return letters.EncodeToString(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(text))))
}
