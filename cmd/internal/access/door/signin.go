package door

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// Handler answers where people sign in and out: [SignInPath], [CallbackPath], [EnterPath],
// [TenantPath] and [SignOutPath].
func (d *Door) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+SignInPath, d.signIn)
	mux.HandleFunc("GET "+CallbackPath, d.callback)
	mux.HandleFunc("GET "+EnterPath, d.askForToken)
	mux.HandleFunc("POST "+EnterPath, d.enter)
	mux.HandleFunc("POST "+TenantPath, d.changeTenant)
	mux.HandleFunc("GET "+SignOutPath, d.askToLeave)
	mux.HandleFunc("POST "+SignOutPath, d.signOut)
	return mux
}

// signIn sends somebody to the identity provider.
func (d *Door) signIn(w http.ResponseWriter, r *http.Request) {
	if d.Provider == nil {
		d.askForToken(w, r)
		return
	}
	party, err := d.Provider.ready(r.Context())
	if err != nil {
		d.fail(w, r, http.StatusBadGateway, "away", err)
		return
	}
	a := newAttempt(r.URL.Query().Get("to"), d.Now())
	if err := d.seal(w, a); err != nil {
		d.fail(w, r, http.StatusInternalServerError, "failed", err)
		return
	}
	redirect(w, r, ask(party, a))
}

// callback lets in whom the provider has sent back.
func (d *Door) callback(w http.ResponseWriter, r *http.Request) {
	if d.Provider == nil {
		d.page(w, r, http.StatusNotFound, "none", nil)
		return
	}
	q, plain := r.URL.Query(), *r.URL
	plain.RawQuery = ""
	r.URL = &plain // a page that tells of a fault does not lead back to the code
	a, err := d.open(r, q.Get("state"), d.Now())
	if err != nil {
		d.fail(w, r, http.StatusBadRequest, "again", err)
		return
	}
	setCookie(w, cookieFor(a.State), "", -1)
	who, err := d.identify(r, q, a)
	if err != nil {
		status, key := http.StatusBadGateway, "failed"
		if errors.Is(err, access.ErrRefused) {
			status, key = http.StatusForbidden, "denied"
		}
		d.fail(w, r, status, key, err)
		return
	}
	d.letIn(w, r, who, a.To)
}

// identify asks the provider who that is.
func (d *Door) identify(r *http.Request, q url.Values, a attempt) (told, error) {
	switch {
	case q.Get("error") != "":
		return told{}, refuse("the provider says %.100q", q.Get("error"))
	case q.Has("iss") && q.Get("iss") != d.Provider.Issuer:
		return told{}, refuse("the answer is of another provider")
	case len(q["code"]) != 1 || len(q["state"]) != 1:
		return told{}, refuse("not one code")
	}
	party, err := d.Provider.ready(r.Context())
	if err != nil {
		return told{}, err
	}
	who, err := exchange(r.Context(), party, q.Get("code"), a)
	return who, withhold(err, q.Get("code"), a.Verifier, d.Provider.Secret.Reveal())
}

// withheld is an error whose text has no secrets; the provider may repeat what it was asked with.
type withheld struct {
	error
	text string
}

func (w withheld) Error() string { return w.text }
func (w withheld) Unwrap() error { return w.error }

// withhold takes secrets, and answers that are shown whole behind the first line, out of an error.
func withhold(err error, secrets ...string) error {
	if err == nil {
		return nil
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	for _, s := range secrets {
		if s != "" {
			text = strings.ReplaceAll(text, s, "***")
		}
	}
	return withheld{err, text}
}

// letIn begins a session for a person who is something in some tenant.
func (d *Door) letIn(w http.ResponseWriter, r *http.Request, who told, to string) {
	p, err := d.State.PersonOf(r.Context(), d.Provider.Issuer, who.Subject)
	var all []state.Membership
	if err == nil {
		all, err = d.State.Memberships(r.Context(), p.ID)
	}
	if err != nil && !errors.Is(err, state.ErrAbsent) {
		d.fail(w, r, http.StatusServiceUnavailable, "failed", err)
		return
	}
	if len(all) == 0 {
		d.Told(r, Event{Action: "sign-in", Err: refuse("a person unknown to any tenant")})
		d.page(w, r, http.StatusForbidden, "unknown", map[string]string{"issuer": d.Provider.Issuer, "subject": oneLine(who.Subject)})
		return
	}
	_, err = d.State.PutPerson(r.Context(), state.Person{Issuer: p.Issuer, Subject: p.Subject, Name: oneLine(who.Name), Mail: oneLine(who.Mail), Seen: d.Now()}, d.Now())
	if err == nil {
		err = d.Begin(w, r, p.ID, all[0].Tenant)
	}
	if err != nil {
		d.fail(w, r, http.StatusServiceUnavailable, "failed", err)
		return
	}
	d.Told(r, Event{Action: "sign-in", Actor: &access.Actor{ID: p.ID, Tenant: all[0].Tenant}})
	redirect(w, r, to)
}

// changeTenant lets a person work in another of its tenants, in a new session that ends when
// the former would have.
func (d *Door) changeTenant(w http.ResponseWriter, r *http.Request) {
	actor, err := d.Authenticate(r)
	secret, _ := cookieOf(r)
	if err != nil || actor == nil || secret.Reveal() == "" {
		d.fail(w, r, http.StatusForbidden, "again", errors.Join(err, access.ErrRefused))
		return
	}
	tenant := r.PostFormValue("tenant")
	roles, err := d.State.Roles(r.Context(), tenant, actor.ID)
	if err != nil || len(roles) == 0 {
		d.fail(w, r, http.StatusForbidden, "again", errors.Join(err, access.ErrRefused))
		return
	}
	s, err := d.State.SessionOf(r.Context(), d.Key.Sum(forSession, secret), d.Now())
	if err == nil {
		err = d.begin(w, r, actor.ID, tenant, s.Expires)
	}
	if err != nil {
		d.fail(w, r, http.StatusServiceUnavailable, "failed", err)
		return
	}
	d.Told(r, Event{Action: "tenant", Actor: &access.Actor{ID: actor.ID, Tenant: tenant}})
	redirect(w, r, local(r.PostFormValue("to")))
}

func (d *Door) askToLeave(w http.ResponseWriter, r *http.Request) {
	d.page(w, r, http.StatusOK, "leave", nil)
}

// signOut ends a session. A request that no page of ours made ends nothing.
func (d *Door) signOut(w http.ResponseWriter, r *http.Request) {
	actor, err := d.Authenticate(r)
	if errors.Is(err, access.ErrForged) {
		d.fail(w, r, http.StatusForbidden, "again", err)
		return
	}
	if err := d.End(w, r); err != nil {
		d.fail(w, r, http.StatusServiceUnavailable, "failed", err)
		return
	}
	d.Told(r, Event{Action: "sign-out", Actor: actor})
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`) // what pages kept of what was typed
	d.page(w, r, http.StatusOK, "left", nil)
}

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// oneLine is a text of the provider as it may be kept: whatever is no character of a line
// becomes a blank, and what is too long is cut.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, " "))
	for len(text) > state.Longest {
		text = strings.ToValidUTF8(text[:state.Longest], "")
	}
	return strings.TrimSpace(text)
}
