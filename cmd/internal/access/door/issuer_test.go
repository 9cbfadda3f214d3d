package door_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
)

// idp is an identity provider as far as its keys go.
type idp struct {
	*httptest.Server
	mu    sync.Mutex
	set   jose.JSONWebKeySet
	asked int
	down  bool
	rsa   *rsa.PrivateKey
	ec    *ecdsa.PrivateKey
	ed    ed25519.PrivateKey
}

func newIDP(t *testing.T) *idp {
	t.Helper()
	p := &idp{rsa: got(rsa.GenerateKey(rand.Reader, 2048))(t), ec: got(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))(t)}
	_, p.ed, _ = ed25519.GenerateKey(rand.Reader)
	weak := &rsa.PublicKey{N: new(big.Int).Rsh(p.rsa.N, 1024), E: 65537}
	p.set.Keys = []jose.JSONWebKey{{Key: p.rsa.Public(), KeyID: "r", Algorithm: "RS256", Use: "sig"}, {Key: p.ec.Public(), KeyID: "e"}, {Key: p.ed.Public(), KeyID: "d"},
		{Key: p.rsa.Public(), KeyID: "enc", Use: "enc"}, {Key: []byte("a shared secret of 32 bytes....."), KeyID: "s"}, {Key: weak, KeyID: "weak"}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.asked++; p.down {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_ = json.NewEncoder(w).Encode(p.set)
	}))
	t.Cleanup(p.Close)
	return p
}

// issuerOf is the configuration of a door that believes an identity provider.
func (p *idp) issuerOf(t *testing.T) *door.Issuer {
	client := access.Outgoing(access.Outside{Plain: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	t.Cleanup(client.CloseIdleConnections)
	return &door.Issuer{Name: issuer, Audience: "https://yoshiki.example", Keys: p.URL + "/keys", Client: client}
}

// good is what a token says that opens the door.
func good() map[string]any {
	return map[string]any{"iss": issuer, "sub": "sato", "aud": "https://yoshiki.example", "exp": start.Add(time.Hour).Unix(), "iat": start.Unix(), "nbf": start.Unix(), "scope": "openid case:read case:write"}
}

// but changes a claim; nil leaves it out.
func but(name string, value any) map[string]any {
	c := good()
	if c[name] = value; value == nil {
		delete(c, name)
	}
	return c
}

func encode(v any) string {
	text, ok := v.(string)
	if !ok {
		data, _ := json.Marshal(v)
		text = string(data)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(text))
}

// token signs a header and claims by RS256, whatever the header says.
func (p *idp) token(header, claims any) string {
	text := encode(header) + "." + encode(claims)
	sum := sha256.Sum256([]byte(text))
	sig, _ := rsa.SignPKCS1v15(rand.Reader, p.rsa, crypto.SHA256, sum[:])
	return text + "." + base64.RawURLEncoding.EncodeToString(sig)
}

// hs signs with a shared secret.
func hs(header, claims any, secret []byte) string {
	text := encode(header) + "." + encode(claims)
	m := hmac.New(sha256.New, secret)
	m.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

func head(more ...string) map[string]any {
	h := map[string]any{"alg": "RS256", "typ": "at+jwt", "kid": "r"}
	for i := 0; i < len(more); i += 2 {
		h[more[i]] = more[i+1]
	}
	return h
}

func TestIssuer(t *testing.T) {
	p := newIDP(t)
	w := newWorld(t, door.Options{Issuer: p.issuerOf(t)})
	sign := func(key any, alg jose.SignatureAlgorithm, kid string) string {
		s := got(jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, (&jose.SignerOptions{}).WithType("JWT").WithHeader("kid", kid)))(t)
		data, _ := json.Marshal(good())
		return got(got(s.Sign(data))(t).CompactSerialize())(t)
	}
	for name, text := range map[string]string{"RS256": p.token(head(), good()), "ES256": sign(p.ec, jose.ES256, "e"), "EdDSA": sign(p.ed, jose.EdDSA, "d"),
		"several audiences": p.token(head(), but("aud", []string{"x", "https://yoshiki.example"})), "own claims": p.token(head(), but("https://x/Roles", []string{"a"}))} {
		a, err := w.Authenticate(bearer("Bearer " + text))
		if err != nil {
			t.Fatal(name, err)
		}
		if a.ID != w.sato || a.Tenant != "acme" || !a.May(access.CaseWrite) || a.May(access.PackageBuild) {
			t.Error(name, a)
		}
	}
	if a := got(w.Authenticate(bearer("Bearer " + p.token(head(), but("scope", "openid")))))(t); a.May(access.CaseRead) {
		t.Error("without a scope of ours it may", a)
	}
	// Who is in two tenants names one.
	must(t, w.db.SetRoles(t.Context(), "office", w.sato, []access.Role{access.Staff}))
	r := bearer("Bearer " + p.token(head(), good()))
	_, err := w.Authenticate(r)
	is(t, err, access.ErrRefused)
	for tenant, want := range map[string]error{"office": nil, "other": access.ErrRefused, "": access.ErrRefused} {
		r.Header.Set(door.TenantHeader, tenant)
		if _, err := w.Authenticate(r); want != nil {
			is(t, err, want)
		} else if err != nil {
			t.Error(err)
		}
	}
}

// TestIssuerTricks: no token opens that the identity provider has not made for us, for now.
func TestIssuerTricks(t *testing.T) {
	p := newIDP(t)
	w := newWorld(t, door.Options{Issuer: p.issuerOf(t)})
	real := p.token(head(), good())
	parts := strings.Split(real, ".")
	own := got(rsa.GenerateKey(rand.Reader, 2048))(t)
	thief := &idp{rsa: own}
	public, _ := x509.MarshalPKIXPublicKey(p.rsa.Public())
	inPEM := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})
	embedded, _ := json.Marshal(jose.JSONWebKey{Key: own.Public(), KeyID: "r", Algorithm: "RS256"})
	withKey := head()
	withKey["jwk"] = json.RawMessage(embedded)
	crit := head()
	crit["crit"] = []string{"exp"}
	zip := head("zip", "DEF")
	b64 := head()
	b64["b64"], b64["crit"] = false, []string{"b64"}
	tricks := map[string]string{
		"none": encode(head("alg", "none")) + "." + parts[1] + ".", "None": encode(head("alg", "None")) + "." + parts[1] + ".", "NONE signed": p.token(head("alg", "NONE"), good()),
		"none, with a signature": encode(head("alg", "none")) + "." + parts[1] + "." + parts[2], "alg empty": p.token(head("alg", ""), good()), "alg missing": p.token(map[string]any{"typ": "at+jwt"}, good()),
		"HS256 by PEM": hs(head("alg", "HS256"), good(), inPEM), "HS256 by DER": hs(head("alg", "HS256"), good(), public), "HS256 by modulus": hs(head("alg", "HS256"), good(), p.rsa.N.Bytes()),
		"HS256 by a shared key of the set": hs(head("alg", "HS256", "kid", "s"), good(), []byte("a shared secret of 32 bytes.....")), "HS256 by nothing": hs(head("alg", "HS256"), good(), nil),
		"RS256 by nobody": thief.token(head(), good()), "alg in lower case": p.token(head("alg", "rs256"), good()), "alg is a list": p.token(map[string]any{"alg": []string{"RS256"}, "typ": "JWT"}, good()),
		"ES256 with the key of RS256": p.token(head("alg", "ES256"), good()), "PS256 for RS256": p.token(head("alg", "PS256"), good()), "RS512 for RS256": p.token(head("alg", "RS512"), good()),
		"jwk": thief.token(withKey, good()), "jku": thief.token(head("jku", p.URL+"/other"), good()), "x5u": thief.token(head("x5u", "https://evil.example/c.pem"), good()), "x5c": thief.token(head("x5c", "MIIB"), good()),
		"jku though well signed": p.token(head("jku", p.URL+"/keys"), good()), "crit": p.token(crit, good()), "b64": p.token(b64, good()), "zip": p.token(zip, good()), "cty JWT": p.token(head("cty", "JWT"), good()),
		"kid unknown": p.token(head("kid", "x"), good()), "kid of encryption": p.token(head("kid", "enc"), good()), "kid of a weak key": p.token(head("kid", "weak"), good()), "kid path": p.token(head("kid", "../../../../dev/null"), good()),
		"kid SQL": p.token(head("kid", "' UNION SELECT 'x"), good()), "kid null": p.token(map[string]any{"alg": "RS256", "typ": "JWT", "kid": nil}, good()), "kid number": p.token(map[string]any{"alg": "RS256", "typ": "JWT", "kid": 1}, good()),
		"kid in upper case": p.token(head("kid", "R"), good()), "typ missing": p.token(map[string]any{"alg": "RS256", "kid": "r"}, good()), "typ logout": p.token(head("typ", "logout+jwt"), good()), "typ dpop": p.token(head("typ", "dpop+jwt"), good()),
		"header twice alg": p.token(`{"alg":"none","alg":"RS256","typ":"JWT","kid":"r"}`, good()), "header with Alg": p.token(`{"Alg":"none","alg":"RS256","typ":"JWT","kid":"r"}`, good()),
		"header no object": p.token(`["RS256"]`, good()), "header and more": p.token(`{"alg":"RS256","typ":"JWT","kid":"r"}{}`, good()), "header no JSON": p.token("RS256", good()), "header with BOM": p.token("\ufeff"+`{"alg":"RS256","typ":"JWT","kid":"r"}`, good()),
		"iss other": p.token(head(), but("iss", "https://evil.example")), "iss with slash": p.token(head(), but("iss", issuer+"/")), "iss in upper case": p.token(head(), but("iss", strings.ToUpper(issuer))), "iss missing": p.token(head(), but("iss", nil)), "iss list": p.token(head(), but("iss", []string{issuer})),
		"aud other": p.token(head(), but("aud", "https://other.example")), "aud longer": p.token(head(), but("aud", "https://yoshiki.example.evil.example")), "aud missing": p.token(head(), but("aud", nil)), "aud empty": p.token(head(), but("aud", []string{})), "aud object": p.token(head(), but("aud", map[string]string{"a": "https://yoshiki.example"})),
		"sub missing": p.token(head(), but("sub", nil)), "sub empty": p.token(head(), but("sub", "")), "sub unknown": p.token(head(), but("sub", "suzuki")), "sub number": p.token(head(), but("sub", 1)), "sub with blank": p.token(head(), but("sub", "sato ")), "sub in upper case": p.token(head(), but("sub", "SATO")),
		"expired": p.token(head(), but("exp", start.Add(-31*time.Second).Unix())), "exp missing": p.token(head(), but("exp", nil)), "exp text": p.token(head(), but("exp", "9999999999")), "exp zero": p.token(head(), but("exp", 0)), "exp negative": p.token(head(), but("exp", -1)), "exp huge": p.token(head(), but("exp", 1e300)), "exp in years": p.token(head(), but("exp", start.AddDate(5, 0, 0).Unix())), "exp in milliseconds": p.token(head(), but("exp", start.Add(time.Hour).UnixMilli())),
		"not yet": p.token(head(), but("nbf", start.Add(31*time.Second).Unix())), "from the future": p.token(head(), but("iat", start.Add(time.Hour).Unix())), "nbf text": p.token(head(), but("nbf", "0")), "nbf null": p.token(head(), `{"iss":"`+issuer+`","sub":"sato","aud":"https://yoshiki.example","exp":1796122800,"nbf":null}`),
		"claims twice": p.token(head(), `{"iss":"`+issuer+`","sub":"suzuki","sub":"sato","aud":"https://yoshiki.example","exp":1796122800}`), "claims no object": p.token(head(), `"sato"`), "claims Sub": p.token(head(), `{"iss":"`+issuer+`","Sub":"sato","aud":"https://yoshiki.example","exp":1796122800}`),
		"id token, nonce": p.token(head(), but("nonce", "n")), "id token, at_hash": p.token(head(), but("at_hash", "h")), "scope list": p.token(head(), but("scope", []string{"case:read"})),
		"claims changed": parts[0] + "." + encode(but("sub", "admin")) + "." + parts[2], "header changed": encode(head("typ", "JWT")) + "." + parts[1] + "." + parts[2], "signature flipped": parts[0] + "." + parts[1] + "." + flipped(parts[2], 5), "signature missing": parts[0] + "." + parts[1] + ".", "two parts": parts[0] + "." + parts[1],
		"four parts": real + ".x", "five parts": real + ".x.y", "doubled": real + real, "truncated": real[:len(real)-4], "trailing blank": real + " ", "newline in the middle": parts[0] + ".\n" + parts[1] + "." + parts[2], "padding": parts[0] + "." + parts[1] + "." + parts[2] + "==", "tail bits": real[:len(real)-1] + nextLetter(real[len(real)-1]),
		"standard base64": strings.NewReplacer("-", "+", "_", "/").Replace(real) + "+/", "upper case": strings.ToUpper(real), "JSON form": `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`, "too long": p.token(head(), but("x", strings.Repeat("x", 9000))),
		"encrypted": "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d", "dots": "..", "empty": ".",
	}
	if len(tricks) < 40 {
		t.Error(len(tricks))
	}
	for name, text := range tricks {
		a, err := w.Authenticate(bearer("Bearer " + text))
		if a != nil {
			t.Errorf("%s opens for %v", name, a)
		}
		is(t, err, access.ErrRefused)
	}
	got(w.Authenticate(bearer("Bearer " + real)))(t)
	t.Log(len(tricks), "tricks")
}

// nextLetter differs from one of base64 in bits that stand for nothing at the end of 256 bytes.
func nextLetter(c byte) string {
	const all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	return string(all[strings.IndexByte(all, c)+1])
}

// TestKeys: keys that are changed are found, unknown names do not have the provider asked again
// and again, and while it is away its last keys do for an hour.
func TestKeys(t *testing.T) {
	p := newIDP(t)
	w := newWorld(t, door.Options{Issuer: p.issuerOf(t)})
	show := func(kid string) error {
		c := maps.Clone(good())
		c["exp"] = w.Now().Add(time.Hour).Unix()
		_, err := w.Authenticate(bearer("Bearer " + p.token(head("kid", kid), c)))
		return err
	}
	must(t, show("r"))
	for range 20 {
		is(t, show("new"), access.ErrRefused)
	}
	if p.asked != 1 {
		t.Error("asked", p.asked, "times")
	}
	p.mu.Lock()
	p.set.Keys[0].KeyID = "new"
	p.mu.Unlock()
	w.after(time.Minute)
	must(t, show("new"))
	w.after(5*time.Minute + time.Second)
	is(t, show("r"), access.ErrRefused)
	p.mu.Lock()
	p.down = true
	p.mu.Unlock()
	w.after(30 * time.Minute)
	must(t, show("new"))
	w.after(31 * time.Minute)
	if err := show("new"); err == nil {
		t.Error("keys of an hour ago are believed")
	}
}

func FuzzHeader(f *testing.F) {
	f.Add("RS256", `{"alg":"RS256","typ":"JWT"}`)
	f.Add("none", `{"alg":"none"}`)
	f.Add("", `{`)
	w := door.New(door.Options{Issuer: &door.Issuer{Name: issuer, Audience: "x", Keys: "http://127.0.0.1:1/", Client: access.Outgoing(access.Outside{})}, Now: time.Now})
	f.Fuzz(func(t *testing.T, text, header string) {
		for _, shown := range []string{text, encode(header) + ".e30.AAAA", header + "." + text + "." + text} {
			if a, err := w.Authenticate(bearer("Bearer " + shown)); a != nil || err == nil {
				t.Errorf("%q opens", shown)
			}
		}
	})
}
