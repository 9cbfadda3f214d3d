package signature

import (
	"crypto"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"maps"
	"math/big"
	"slices"
	"testing"
	"time"
)

var (
	oidSHA1      = asn1.ObjectIdentifier{1, 3, 14, 3, 2, 26}
	oidECDSASHA1 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 1}
	oidUnknown   = asn1.ObjectIdentifier{1, 2, 3, 4, 5}
)

// world is who there is in the tests of what is refused.
type world struct {
	root, other   holder // authorities
	signer        holder
	outsider      holder // a signer as good as the other
	tsa           holder // its authority, for time stamps
	stamper       holder
	key, stranger *MinisignKey
}

func newWorld(t testing.TB) *world {
	w := &world{root: authority(t, "Root"), other: authority(t, "Other Root"), tsa: authority(t, "TSA Root")}
	w.signer, w.stamper = w.root.signer(t, nil), w.tsa.stamper(t, nil)
	w.outsider = w.root.signer(t, func(c *x509.Certificate) { c.Subject.CommonName, c.SerialNumber = "Outsider", big.NewInt(99) })
	w.key, w.stranger = minisignKey("signer"), minisignKey("stranger")
	return w
}

// minisignKey is the key that always belongs to a name.
func minisignKey(name string) *MinisignKey {
	key := ed25519.NewKeyFromSeed(sum(crypto.SHA256, []byte(name)))
	return keyOf(key[:8], key)
}

// keyOf makes a key of an id and its two halves.
func keyOf(id, key []byte) *MinisignKey {
	k := new(MinisignKey)
	if err := k.key.UnmarshalText(keyFile(id, key)); err != nil {
		panic(err)
	}
	return k
}

// keyFile is an unencrypted key as minisign writes it.
func keyFile(id, key []byte) []byte {
	body := make([]byte, 158)
	copy(body, "Ed\x00\x00B2")
	copy(body[54:], id)
	copy(body[62:], key)
	return []byte(untrusted + "x\n" + base64.StdEncoding.EncodeToString(body) + "\n")
}

func (w *world) trust() Trust {
	return Trust{At: now.Add(2 * time.Hour), Roots: pool(w.root.cert), StampRoots: pool(w.tsa.cert), Minisign: []*MinisignPublic{w.key.Public()}}
}

// only is trust for one kind of signature.
func (w *world) only(suffix string) Trust {
	all := w.trust()
	one := Trust{At: all.At}
	switch suffix {
	case CMSSuffix:
		one.Roots = all.Roots
	case MinisignSuffix:
		one.Minisign = all.Minisign
	case StampSuffix:
		one.StampRoots = all.StampRoots
	}
	return one
}

// good are all signature files as they should be.
func (w *world) good(t testing.TB) map[string][]byte {
	t.Helper()
	cms, copies, err := SignCMS(data, now, certified(w.signer))
	if err != nil {
		t.Fatal(err)
	}
	sig, err := w.key.Sign(data, "case:例示 package:pkg-1")
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		name + CMSSuffix: cms, "sig/signer.crt": copies,
		name + MinisignSuffix: sig, "sig/minisign.pub": w.key.Public().Encode(),
		name + StampSuffix: stampOf(t, w.stamper, data, nil, nil),
	}
}

func codes(r *Report) []string {
	var all []string
	for _, f := range r.Faults {
		all = append(all, f.Code)
	}
	return all
}

func TestGood(t *testing.T) {
	w := newWorld(t)
	r := Verify(name, data, w.good(t), w.trust())
	if len(r.Faults) > 0 || len(r.Proofs) != 3 {
		t.Fatalf("%+v", r)
	}
	for _, p := range r.Proofs {
		if !p.Trusted || p.Signer == "" {
			t.Errorf("%+v", p)
		}
	}
	// Without trust it is sound, and says that it is unverified.
	r = Verify(name, data, w.good(t), Trust{At: now.Add(2 * time.Hour)})
	if !sound(r) || !slices.Equal(codes(r), []string{"sig-unverified", "sig-unverified", "sig-unverified"}) || r.Proofs[0].Trusted {
		t.Errorf("%+v", r)
	}
	if r := Verify(name, data, nil, Trust{At: now}); len(r.Faults)+len(r.Proofs) > 0 {
		t.Errorf("unsigned: %+v", r)
	}
	// A signer's own time in the future is remarkable, no more: it is only said.
	early := w.only(CMSSuffix)
	early.At = now.Add(-time.Hour)
	r = Verify(name, data, map[string][]byte{name + CMSSuffix: w.good(t)[name+CMSSuffix]}, early)
	if !sound(r) || !slices.Equal(codes(r), []string{"sig-future"}) {
		t.Errorf("%+v", r)
	}
	// A minisign signature without any key cannot be judged.
	r = Verify(name, data, map[string][]byte{name + MinisignSuffix: w.good(t)[name+MinisignSuffix]}, Trust{At: now})
	if !sound(r) || !slices.Equal(codes(r), []string{"sig-unverified"}) || len(r.Proofs) > 0 {
		t.Errorf("%+v", r)
	}
}

// TestRefused: each of these is refused with its code.
func TestRefused(t *testing.T) {
	w := newWorld(t)
	good := w.good(t)
	for what, c := range w.negatives(t) {
		files := maps.Clone(good)
		trust := w.trust()
		maps.Copy(files, c.files)
		maps.DeleteFunc(files, func(_ string, data []byte) bool { return data == nil })
		if _, own := c.files["sig/signer.crt"]; !own && c.files[name+CMSSuffix] != nil {
			delete(files, "sig/signer.crt")
		}
		if !c.at.IsZero() {
			trust.At = c.at
		}
		if r := VerifyBoth(name, approval, data, files, trust); sound(r) || !slices.Contains(codes(r), c.want) {
			t.Errorf("%s: %v; want %s", what, r.Faults, c.want)
		}
	}
}

// TestEveryCode: there is a case for every code that words are there for.
func TestEveryCode(t *testing.T) {
	seen := map[string]bool{"sig-unverified": true, "sig-future": true, "sig-unsigned": true, "stamp-old": true, "stamp-nonce": true} // elsewhere
	all := newWorld(t).negatives(t)
	for _, c := range all {
		seen[c.want] = true
	}
	for code := range words {
		if !seen[code] {
			t.Errorf("no case for %s", code)
		}
	}
	t.Log(len(all), "cases")
}

type negative struct {
	files map[string][]byte
	want  string
	at    time.Time // of verification, if it matters
}

func (w *world) negatives(t *testing.T) map[string]negative {
	all := make(map[string]negative)
	for _, more := range []map[string]negative{w.badCertificates(t), w.badAlgorithms(t), w.badAttributes(t), w.badShapes(t), w.badStamps(t), w.badMinisign(t)} {
		maps.Copy(all, more)
	}
	return all
}

// sound reports whether the faults are warnings at most.
func sound(r *Report) bool {
	return !slices.ContainsFunc(r.Faults, func(f Fault) bool { return f.Severity == Error })
}
