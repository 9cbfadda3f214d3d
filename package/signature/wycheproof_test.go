package signature

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/json"
	"testing"
)

// vectors is a file of project Wycheproof (Apache License 2.0), see testdata/wycheproof.
type vectors struct {
	NumberOfTests int
	TestGroups    []struct {
		PublicKeyDER string `json:"publicKeyDer"`
		Tests        []struct {
			ID               int `json:"tcId"`
			Comment          string
			Msg, Sig, Result string
		}
	}
}

// TestWycheproof: the primitives under our signatures judge every vector right.
func TestWycheproof(t *testing.T) {
	ecdsaSHA256 := pkix.AlgorithmIdentifier{Algorithm: oidECDSASHA256}
	for file, check := range map[string]struct {
		tests  int
		verify func(key crypto.PublicKey, msg, sig []byte) bool
	}{
		"ecdsa_secp256r1_sha256": {484, func(key crypto.PublicKey, msg, sig []byte) bool {
			return checkSignature(key.(*ecdsa.PublicKey), ecdsaSHA256, crypto.SHA256, msg, sig) == nil
		}},
		"ed25519": {151, func(key crypto.PublicKey, msg, sig []byte) bool {
			return ed25519.Verify(key.(ed25519.PublicKey), msg, sig)
		}},
	} {
		var v vectors
		if err := json.Unmarshal(read(t, "testdata/wycheproof/"+file+".json"), &v); err != nil {
			t.Fatal(err)
		}
		done := 0
		for _, g := range v.TestGroups {
			key, err := x509.ParsePKIXPublicKey(unhex(t, g.PublicKeyDER))
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range g.Tests {
				done++
				if got := check.verify(key, unhex(t, c.Msg), unhex(t, c.Sig)); got != (c.Result == "valid") {
					t.Errorf("%s %d: %v, want %s: %s", file, c.ID, got, c.Result, c.Comment)
				}
			}
		}
		if done != check.tests || v.NumberOfTests != done {
			t.Errorf("%s: %d of %d tests", file, done, check.tests)
		}
	}
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
