package access

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
)

// hidden is what a secret looks like, however it is printed.
const hidden = "***"

// Secret is a text that must not be seen: every verb of fmt, JSON, YAML, XML and log/slog show
// it as ***, also within other values. The zero value is empty.
type Secret struct{ text func() string } // a function, because fmt reads fields that have no name outside

// NewSecret is a secret with a text.
func NewSecret(text string) Secret { return Secret{func() string { return text }} }

// Reveal is the text, for who must send it or compute with it.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return s.text()
}

// Equal reports whether two secrets are the same, in a time that does not tell where they differ.
func (s Secret) Equal(other Secret) bool {
	return subtle.ConstantTimeCompare([]byte(s.Reveal()), []byte(other.Reveal())) == 1
}

// String implements [fmt.Stringer].
func (Secret) String() string { return hidden }

// Format implements [fmt.Formatter] for every verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hidden)) }

// MarshalText implements [encoding.TextMarshaler], which JSON, XML and YAML ask for.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue implements [slog.LogValuer].
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// largest is how long a file with a secret may be.
const largest = 64 << 10

// ErrSecret is a file that holds no secret.
var ErrSecret = errors.New("the file is empty, too large or holds more than one line")

// ReadSecret reads a secret from a file that holds it in one line.
func ReadSecret(path string) (Secret, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Secret{}, err
	}
	text := strings.TrimRight(string(data), "\r\n")
	if text == "" || len(text) > largest || strings.ContainsAny(text, "\r\n") {
		return Secret{}, ErrSecret
	}
	return NewSecret(text), nil
}
