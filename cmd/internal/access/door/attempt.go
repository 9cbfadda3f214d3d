package door

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"yoshiki/cmd/internal/access"
)

// attempt is what must be known when the provider sends somebody back. It waits in a sealed
// cookie of the browser that began, so that nobody finishes what another has begun.
type attempt struct {
	State    string
	Nonce    string
	Verifier string
	To       string // the page that was wanted
	Until    int64
}

func newAttempt(to string, now time.Time) attempt {
	return attempt{rand.Text(), rand.Text(), rand.Text() + rand.Text(), local(to), now.Add(Patience).Unix()}
}

// local is a page of ours, the first one if it is none.
func local(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || len(to) > 2000 || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") ||
		strings.ContainsFunc(to, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }) {
		return "/"
	}
	return u.RequestURI()
}

// cookieFor names the cookie of an attempt, so that two pages may sign in at once.
func cookieFor(state string) string { return "__Host-yoshiki-sign-in-" + state[:min(8, len(state))] }

// seal keeps an attempt in a cookie.
func (d *Door) seal(w http.ResponseWriter, a attempt) error {
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	box, err := d.box()
	if err != nil {
		return err
	}
	name := cookieFor(a.State)
	sealed := box.Seal(nil, nil, text, []byte(name))
	setCookie(w, name, base64.RawURLEncoding.EncodeToString(sealed), int(Patience/time.Second))
	return nil
}

// open is the attempt that the state of an answer belongs to.
func (d *Door) open(r *http.Request, state string, now time.Time) (a attempt, err error) {
	name := cookieFor(state)
	shown := r.CookiesNamed(name)
	if len(shown) != 1 {
		return a, refuse("nobody began to sign in")
	}
	sealed, err := base64.RawURLEncoding.DecodeString(shown[0].Value)
	if err != nil {
		return a, refuse("the cookie is none of ours")
	}
	box, err := d.box()
	if err != nil {
		return a, err
	}
	text, err := box.Open(nil, nil, sealed, []byte(name))
	if err != nil || json.Unmarshal(text, &a) != nil {
		return a, refuse("the cookie is none of ours")
	}
	if !access.NewSecret(a.State).Equal(access.NewSecret(state)) || now.Unix() >= a.Until {
		return a, refuse("another attempt, or one that is over")
	}
	return a, nil
}

// box seals with a key that belongs to signing in alone, and a random nonce.
func (d *Door) box() (cipher.AEAD, error) {
	block, err := aes.NewCipher([]byte(d.Key.Derive(forSignIn, "cookie").Reveal()))
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}
