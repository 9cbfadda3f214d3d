package access

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Key is the secret of an installation. Who has a copy of the database without it can neither
// make nor try a token. All servers of one installation have the same.
type Key struct{ secret Secret }

// ErrKey is a file that holds no key.
var ErrKey = errors.New("a key is 32 bytes or more in base64, in a file that only its owner reads")

// ReadKey reads a key from a file.
func ReadKey(path string) (Key, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Key{}, err
	}
	text, err := ReadSecret(path)
	if err != nil || exposed(info) {
		return Key{}, errors.Join(ErrKey, err)
	}
	bytes, err := base64.StdEncoding.DecodeString(text.Reveal())
	if err != nil || len(bytes) < sha256.Size {
		return Key{}, ErrKey
	}
	return Key{NewSecret(string(bytes))}, nil
}

// exposed reports whether others than the owner and the group may do anything with a file.
func exposed(info fs.FileInfo) bool { return os.PathSeparator == '/' && info.Mode().Perm()&0o027 != 0 }

// EnsureKey reads a key, or makes the file with a new one.
func EnsureKey(path string) (Key, error) {
	key, err := ReadKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*")
	if err != nil {
		return Key{}, err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.WriteString(NewKeyText().Reveal() + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return Key{}, err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) { // of several that begin at once, one wins
		return Key{}, err
	}
	return ReadKey(path)
}

// NewKeyText is a new key as it stands in a file.
func NewKeyText() Secret {
	return NewSecret(base64.StdEncoding.EncodeToString(random(sha256.Size)))
}

// Sum is the keyed hash by which a secret of some use is found. It says nothing of the secret.
func (k Key) Sum(use string, s Secret) string {
	m := hmac.New(sha256.New, []byte(k.secret.Reveal()))
	_, _ = m.Write([]byte(use + "\x00" + s.Reveal()))
	return hex.EncodeToString(m.Sum(nil))
}

// Derive is a secret of 32 bytes that belongs to a use and a name, such as what signs the
// messages to one webhook. Who has the key can make it again.
func (k Key) Derive(use, name string) Secret {
	b, err := hkdf.Key(sha256.New, []byte(k.secret.Reveal()), nil, use+"\x00"+name, sha256.Size)
	if err != nil {
		panic(err) // only if 32 bytes were too many to ask for
	}
	return NewSecret(string(b))
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}
