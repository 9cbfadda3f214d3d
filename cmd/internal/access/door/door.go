package door

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
	"yoshiki/locales"
)

// How long a session lives that is not used, and at most, and how long somebody may take to sign
// in.
const (
	Idle     = time.Hour
	Longest  = 12 * time.Hour
	Patience = 15 * time.Minute
)

// Options are what a door needs.
type Options struct {
	State *state.DB
	Key   access.Key
	Now   func() time.Time

	Idle     time.Duration // how long a session lives that is not used; [Idle] if zero
	Longest  time.Duration // how long it lives at most; [Longest] if zero
	Issuer   *Issuer       // whose tokens programs may show; nil for none
	Provider *Provider     // by whom people sign in; nil for nobody

	Told  func(*http.Request, Event)                     // for the audit log and the log
	Words func(*http.Request) *locales.Printer           // in the language of who asks; Japanese if nil
	Show  func(http.ResponseWriter, *http.Request, Page) // in the frame of the service's pages; plain if nil
}

// Event is something that the audit log wants to hear of.
type Event struct {
	Action string        // sign-in, sign-out, tenant
	Actor  *access.Actor // nil where nobody is known
	Err    error         // why it was refused
}

// Door decides who comes in. It may be used from many goroutines.
type Door struct {
	Options
	known  cache
	origin *http.CrossOriginProtection
}

// New is a door.
func New(o Options) *Door {
	if o.Idle == 0 {
		o.Idle = Idle
	}
	if o.Longest == 0 {
		o.Longest = Longest
	}
	if o.Told == nil {
		o.Told = func(*http.Request, Event) {}
	}
	if o.Words == nil {
		o.Words = japanese
	}
	d := &Door{Options: o, origin: http.NewCrossOriginProtection()}
	if d.Show == nil {
		d.Show = d.show
	}
	return d
}

// Authenticate is who asks: nil without an error for nobody, who may see what is public.
// Errors: [access.ErrRefused], [access.ErrForged], or those of the database.
func (d *Door) Authenticate(r *http.Request) (*access.Actor, error) {
	if shown := r.Header["Authorization"]; len(shown) > 0 {
		return d.byBearer(r, shown)
	}
	secret, err := cookieOf(r)
	if err != nil || secret.Reveal() == "" {
		return nil, err
	}
	actor, err := d.bySession(r.Context(), secret)
	if err == nil && changes(r) {
		err = d.fromUs(r, secret)
	}
	if err != nil {
		return nil, err
	}
	return actor, nil
}

// changes reports whether a request may change something.
func changes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodOptions
}

// byBearer reads the one header that shows a token.
func (d *Door) byBearer(r *http.Request, shown []string) (*access.Actor, error) {
	scheme, text, _ := strings.Cut(shown[0], " ")
	switch {
	case len(shown) > 1 || !strings.EqualFold(scheme, "Bearer"):
		return nil, refuse("not one bearer token")
	case access.IsToken(text):
		return d.byToken(r.Context(), access.NewSecret(text))
	case d.Issuer != nil && !access.LooksLikeToken(text):
		return d.byIssuer(r, text)
	}
	return nil, refuse("no token of ours")
}

func refuse(why string, args ...any) error {
	return fmt.Errorf("%w: %s", access.ErrRefused, fmt.Sprintf(why, args...))
}

// absent turns what is not there into a refusal.
func absent(err error, what string) error {
	if errors.Is(err, state.ErrAbsent) {
		return refuse("no such %s", what)
	}
	return err
}

// Granted reports whether somebody of the staff may see an attachment today.
func (d *Door) Granted(ctx context.Context, a *access.Actor, caseID, attachment, day string) (bool, error) {
	if a == nil {
		return false, nil
	}
	return d.State.Granted(ctx, a.Tenant, caseID, attachment, a.ID, day)
}

// takenIsFine forgives that somebody else was faster.
func takenIsFine(err error) error {
	if errors.Is(err, state.ErrTaken) {
		return nil
	}
	return err
}

// absentIsFine forgives that there is nothing left to end.
func absentIsFine(err error) error {
	if errors.Is(err, state.ErrAbsent) {
		return nil
	}
	return err
}
