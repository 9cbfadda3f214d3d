package signature

import (
	"bytes"
	"testing"
)

// FuzzVerify: no bytes upset the verifier, and what is not exactly what was signed is
// never without a fault.
func FuzzVerify(f *testing.F) {
	w := newWorld(f)
	good := w.good(f)
	for suffix, kind := range map[string]byte{CMSSuffix: 0, MinisignSuffix: 1, StampSuffix: 2} {
		f.Add(kind, good[name+suffix])
	}
	f.Fuzz(func(t *testing.T, kind byte, file []byte) {
		suffix := []string{CMSSuffix, MinisignSuffix, StampSuffix}[kind%3]
		r := Verify(name, data, map[string][]byte{name + suffix: file}, w.only(suffix))
		if len(r.Faults) == 0 && !bytes.Equal(file, good[name+suffix]) {
			t.Errorf("accepted as %s: %q", suffix, file)
		}
	})
}

// FuzzReadKey: no bytes upset the reader of keys, and no error repeats the password.
func FuzzReadKey(f *testing.F) {
	k := minisignKey("signer")
	f.Add([]byte("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"))
	f.Add([]byte("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n"))
	f.Add([]byte(untrusted + "x\nRWQAAEIy\n"))
	f.Add(k.Public().Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := ReadKey(data, nil, func() ([]byte, error) { return nil, ErrPassword })
		if err == nil && len(data) == 0 {
			t.Error("nothing is a key")
		}
		if p, err := ParseMinisignPublic(data); err == nil {
			again, err := ParseMinisignPublic(p.Encode())
			if err != nil || !again.key.Equal(p.key) {
				t.Errorf("%q: %v", data, err)
			}
		}
	})
}

// FuzzStampReply: an authority can answer what it wants.
func FuzzStampReply(f *testing.F) {
	w := newWorld(f)
	f.Add(w.good(f)[name+StampSuffix])
	f.Add([]byte{0x30, 0x03, 0x30, 0x01, 0x02})
	f.Fuzz(func(t *testing.T, reply []byte) {
		if kept, err := stampReply(reply, []byte("another file"), nil); err == nil {
			t.Errorf("accepted: %x", kept)
		}
	})
}
