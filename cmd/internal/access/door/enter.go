package door

import (
	"errors"
	"net/http"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// EnterPath is where a person signs in with an API token: on the first start, and where there
// is no identity provider.
const EnterPath = "/sign-in/token"

// askForToken shows where to type a token.
func (d *Door) askForToken(w http.ResponseWriter, r *http.Request) {
	d.page(w, r, http.StatusOK, "token", nil)
}

// enter begins a session for who types a token that is not limited by its scopes. The session
// can do what the token can, and ends with it.
func (d *Door) enter(w http.ResponseWriter, r *http.Request) {
	k, err := d.typed(r)
	var person string
	if err == nil {
		person, err = d.asPerson(r, k)
	}
	if err == nil {
		end := d.Now().Add(d.Longest)
		if k.Expires.Before(end) {
			end = k.Expires
		}
		err = d.begin(w, r, person, k.Tenant, end)
	}
	switch {
	case errors.Is(err, access.ErrRefused) || errors.Is(err, access.ErrForged):
		d.fail(w, r, http.StatusForbidden, "token-refused", err)
	case err != nil:
		d.fail(w, r, http.StatusServiceUnavailable, "failed", err)
	default:
		d.Told(r, Event{Action: "sign-in", Actor: &access.Actor{ID: person, Tenant: k.Tenant}})
		redirect(w, r, local(r.PostFormValue("to")))
	}
}

// typed is the token that was typed into a page of ours.
func (d *Door) typed(r *http.Request) (k state.Token, err error) {
	if err := d.origin.Check(r); err != nil {
		return k, errors.Join(access.ErrForged, err)
	}
	r.Body = http.MaxBytesReader(nil, r.Body, 4<<10)
	text := r.PostFormValue("token")
	if !access.IsToken(text) {
		return k, refuse("no token of ours")
	}
	actor, err := d.byToken(r.Context(), access.NewSecret(text))
	if err != nil {
		return k, err
	}
	if actor.Limited() {
		return k, refuse("token %s is limited by its scopes", actor.ID)
	}
	return d.State.TokenOf(r.Context(), d.Key.Sum(forToken, access.NewSecret(text)))
}

// asPerson is the person as whom the bearer of a token signs in.
func (d *Door) asPerson(r *http.Request, k state.Token) (string, error) {
	now := d.Now()
	id, err := d.State.PutPerson(r.Context(), state.Person{Issuer: state.TokenIssuer, Subject: k.ID, Name: k.Name, Seen: now.Truncate(time.Second)}, now)
	if err != nil {
		return "", err
	}
	return id, d.State.SetRoles(r.Context(), k.Tenant, id, k.Roles)
}
