package door

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"mime"
	"net/http"

	"yoshiki/cmd/internal/access"
)

// Where a page shows its proof: a header, the field of a form, or, for a form with files, the
// query of its address.
const (
	Header = "X-CSRF-Token"
	Field  = "csrf"
)

// CSRF is the proof that a page of this session puts into its forms; "" without a session. It
// is another text each time, so that the length of compressed pages tells nothing of it.
func (d *Door) CSRF(r *http.Request) string {
	secret, err := cookieOf(r)
	if err != nil || secret.Reveal() == "" {
		return ""
	}
	proof := d.proof(secret)
	mask := make([]byte, len(proof))
	_, _ = rand.Read(mask) // never fails
	masked := make([]byte, len(proof))
	subtle.XORBytes(masked, proof, mask)
	return base64.RawURLEncoding.EncodeToString(append(mask, masked...))
}

// proof belongs to a session alone.
func (d *Door) proof(secret access.Secret) []byte { return []byte(d.Key.Sum(forCSRF, secret)) }

// fromUs asks whether a page of ours made a request: the browser says so, if it says anything,
// and the request has the proof.
func (d *Door) fromUs(r *http.Request, secret access.Secret) error {
	if err := d.origin.Check(r); err != nil {
		return fmt.Errorf("%w: %s", access.ErrForged, err)
	}
	both, err := base64.RawURLEncoding.Strict().DecodeString(shownProof(r))
	proof := d.proof(secret)
	if err != nil || len(both) != 2*len(proof) {
		return access.ErrForged
	}
	plain := make([]byte, len(proof))
	subtle.XORBytes(plain, both[:len(proof)], both[len(proof):])
	if subtle.ConstantTimeCompare(plain, proof) != 1 {
		return access.ErrForged
	}
	return nil
}

// shownProof is the proof that a request shows. The body is read only where it is a plain form,
// which the standard library takes up to 10 MB of.
func shownProof(r *http.Request) string {
	if shown := r.Header.Get(Header); shown != "" {
		return shown
	}
	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind {
	case "application/x-www-form-urlencoded":
		return r.PostFormValue(Field)
	case "multipart/form-data":
		return r.URL.Query().Get(Field)
	}
	return ""
}
