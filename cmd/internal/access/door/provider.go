package door

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/zitadel/oidc/v3/pkg/client/rp"
	"github.com/zitadel/oidc/v3/pkg/oidc"

	"yoshiki/cmd/internal/access"
)

// Provider is the identity provider by which people sign in, by OpenID Connect's code flow with
// PKCE. All of it comes from the configuration.
type Provider struct {
	Issuer string
	ID     string        // of this service, as the provider knows it
	Secret access.Secret // may be empty for a provider that wants none
	URL    string        // of this service, as browsers know it: https://yoshiki.example
	Client *http.Client  // that of [access.Outgoing]

	mu    sync.Mutex
	party rp.RelyingParty
}

// Paths of signing in and out.
const (
	SignInPath   = "/sign-in"
	CallbackPath = "/sign-in/callback"
	TenantPath   = "/sign-in/tenant"
	SignOutPath  = "/sign-out"
)

type nonceKey struct{}

// signers are the algorithms of an id token; those with a shared secret are none.
var signers = rp.WithSupportedSigningAlgorithms("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")

// ready asks the provider where its parts are, the first time that it answers.
func (p *Provider) ready(ctx context.Context) (rp.RelyingParty, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.party != nil {
		return p.party, nil
	}
	nonce := rp.WithNonce(func(ctx context.Context) string { text, _ := ctx.Value(nonceKey{}).(string); return text })
	party, err := rp.NewRelyingPartyOIDC(ctx, p.Issuer, p.ID, p.Secret.Reveal(), strings.TrimSuffix(p.URL, "/")+CallbackPath, []string{oidc.ScopeOpenID, oidc.ScopeProfile, oidc.ScopeEmail},
		rp.WithHTTPClient(p.Client), rp.WithVerifierOpts(nonce, signers, rp.WithIssuedAtOffset(leeway), rp.WithIssuedAtMaxAge(10*time.Minute)))
	if err == nil {
		p.party = party
	}
	return party, err
}

// ask is the address at which the provider asks a person who that is.
func ask(party rp.RelyingParty, a attempt) string {
	return rp.AuthURL(a.State, party, rp.WithCodeChallenge(oidc.NewSHACodeChallenge(a.Verifier)), rp.AuthURLOpt(rp.WithURLParam("nonce", a.Nonce)))
}

// told is what the provider says of a person.
type told struct{ Subject, Name, Mail string }

// exchange turns the code of an answer into who that is.
func exchange(ctx context.Context, party rp.RelyingParty, code string, a attempt) (told, error) {
	tokens, err := rp.CodeExchange[*oidc.IDTokenClaims](context.WithValue(ctx, nonceKey{}, a.Nonce), code, party, rp.WithCodeVerifier(a.Verifier))
	if err != nil {
		return told{}, err
	}
	c := tokens.IDTokenClaims
	who := told{c.Subject, c.Name, c.Email}
	if who.Name != "" || party.UserinfoEndpoint() == "" {
		return who, nil
	}
	info, err := rp.Userinfo[*oidc.UserInfo](ctx, tokens.AccessToken, tokens.TokenType, c.Subject, party)
	if err != nil {
		return told{}, err
	}
	return told{c.Subject, info.Name, info.Email}, nil
}
