package door

import (
	"context"
	"net/http"
	"regexp"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// Cookie is the name of the cookie of a session. Browsers keep one with this prefix only if it
// came over TLS (or from this host itself), for no other host and for all paths.
const Cookie = "__Host-yoshiki"

var cookieForm = regexp.MustCompile(`\A[a-z2-7]{59}\z`)

// cookieOf is the secret of a session that a request shows; empty for none.
func cookieOf(r *http.Request) (access.Secret, error) {
	shown := r.CookiesNamed(Cookie)
	switch {
	case len(shown) == 0:
		return access.Secret{}, nil
	case len(shown) > 1 || !cookieForm.MatchString(shown[0].Value):
		return access.Secret{}, refuse("not one session")
	}
	return access.NewSecret(shown[0].Value), nil
}

// bySession is the person who has signed in.
func (d *Door) bySession(ctx context.Context, secret access.Secret) (*access.Actor, error) {
	now, sum := d.Now(), d.Key.Sum(forSession, secret)
	if actor := d.known.get(sum, now); actor != nil {
		return actor, nil
	}
	s, err := d.State.SessionOf(ctx, sum, now)
	if err != nil {
		return nil, absent(err, "session")
	}
	p, err := d.State.Person(ctx, s.Person)
	if err != nil {
		return nil, absent(err, "person")
	}
	roles, err := d.State.Roles(ctx, s.Tenant, s.Person)
	if err != nil {
		return nil, err
	}
	if len(roles) == 0 {
		return nil, refuse("person %s is nothing in tenant %s", s.Person, s.Tenant)
	}
	if now.Sub(s.Seen) >= noted {
		if err := d.State.UseSession(ctx, s.ID, now, now.Add(d.Idle)); err != nil {
			return nil, err
		}
	}
	actor := &access.Actor{ID: p.ID, Name: p.Name, Tenant: s.Tenant, Roles: roles, Session: s.ID}
	d.known.put(sum, actor, now, s.Expires)
	return actor, nil
}

// Begin signs a person in to a tenant: a new session, with a new secret, in place of the one
// that the request shows.
func (d *Door) Begin(w http.ResponseWriter, r *http.Request, person, tenant string) error {
	now := d.Now()
	return d.begin(w, r, person, tenant, now.Add(d.Longest))
}

func (d *Door) begin(w http.ResponseWriter, r *http.Request, person, tenant string, end time.Time) error {
	if err := d.end(r); err != nil {
		return err
	}
	now, secret := d.Now(), newSession()
	_, err := d.State.AddSession(r.Context(), state.Session{Hash: d.Key.Sum(forSession, secret), Person: person, Tenant: tenant, Idle: now.Add(d.Idle), Expires: end}, now)
	if err != nil {
		return err
	}
	setCookie(w, Cookie, secret.Reveal(), int(end.Sub(now)/time.Second))
	return nil
}

// newSession is the secret of a session: a token without the prefix that says so.
func newSession() access.Secret {
	text := access.NewToken().Reveal()
	return access.NewSecret(text[len(text)-59:])
}

// End signs out: the session is over and its cookie taken back.
func (d *Door) End(w http.ResponseWriter, r *http.Request) error {
	setCookie(w, Cookie, "", -1)
	return d.end(r)
}

func (d *Door) end(r *http.Request) error {
	secret, err := cookieOf(r)
	if err != nil || secret.Reveal() == "" {
		return nil
	}
	sum := d.Key.Sum(forSession, secret)
	d.known.drop(sum)
	s, err := d.State.SessionOf(r.Context(), sum, d.Now())
	if err == nil {
		err = d.State.RemoveSession(r.Context(), s.Tenant, s.ID)
	}
	return absentIsFine(err)
}

func setCookie(w http.ResponseWriter, name, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: seconds, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}
