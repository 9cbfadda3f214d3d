package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"

	"github.com/spf13/cobra"
	tongue "golang.org/x/text/language"

	"yoshiki/cmd/internal/access"
	entrance "yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/audit"
	"yoshiki/locales"
)

// signInFlags say by whom people sign in, and whose tokens programs may show.
type signInFlags struct {
	url, issuer, client, secretFile, audience, keys string
	allow                                           []string
}

func (t *tool) addSignInFlags(cmd *cobra.Command, f *signInFlags) {
	t.text(cmd, &f.url, "url", "")
	t.text(cmd, &f.issuer, "oidc-issuer", "")
	t.text(cmd, &f.client, "oidc-client", "")
	t.text(cmd, &f.secretFile, "oidc-secret-file", "")
	t.text(cmd, &f.audience, "oidc-audience", "")
	t.text(cmd, &f.keys, "oidc-keys", "")
	t.list(cmd, &f.allow, "allow-address")
}

// parties are the identity provider as people and as programs meet it; nil where nothing is
// configured.
func (f signInFlags) parties() (p *entrance.Provider, i *entrance.Issuer, err error) {
	if f.issuer == "" {
		return nil, nil, nil
	}
	outside := access.Outside{Plain: isLocal(f.issuer)}
	for _, text := range f.allow {
		one, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, nil, usage("allow-address", map[string]string{"value": text})
		}
		outside.Allow = append(outside.Allow, one)
	}
	client := access.Outgoing(outside)
	if f.client != "" {
		if p, err = f.provider(client); err != nil {
			return nil, nil, err
		}
	}
	if f.audience != "" && f.keys != "" && f.audience != f.client {
		i = &entrance.Issuer{Name: f.issuer, Audience: f.audience, Keys: f.keys, Client: client}
	}
	if p == nil && i == nil || (f.audience == "") != (f.keys == "") || f.audience != "" && i == nil {
		return nil, nil, usage("oidc", nil)
	}
	return p, i, nil
}

func (f signInFlags) provider(client *http.Client) (*entrance.Provider, error) {
	if u, err := url.Parse(f.url); err != nil || u.Host == "" || u.Scheme != "https" && !isLocal(f.url) {
		return nil, usage("url", nil)
	}
	p := &entrance.Provider{Issuer: f.issuer, ID: f.client, URL: f.url, Client: client}
	if f.secretFile == "" {
		return p, nil
	}
	secret, err := access.ReadSecret(f.secretFile)
	if err != nil {
		return nil, &exitError{code: exitFailed, key: "secret-file", args: map[string]string{"file": f.secretFile}, err: err}
	}
	p.Secret = secret
	return p, nil
}

// isLocal reports whether an address is one of this host, where http will do.
func isLocal(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() == "localhost" || err == nil && host.IsLoopback()
}

// wordsFor are the words in the first language that a browser asks for.
func wordsFor(r *http.Request) *locales.Printer {
	if tags, _, err := tongue.ParseAcceptLanguage(r.Header.Get("Accept-Language")); err == nil && len(tags) > 0 {
		return locales.New(tags[0].String())
	}
	return locales.New("ja")
}

// doings are what the audit log calls the events of a door.
var doings = map[string]string{"sign-in": "session:begin", "sign-out": "session:end", "tenant": "session:tenant"}

// signedIn writes down who signed in and out, or could not.
func signedIn(l *audit.Log, log *slog.Logger) func(*http.Request, entrance.Event) {
	return func(r *http.Request, e entrance.Event) {
		one := audit.Entry{Action: doings[e.Action], Outcome: audit.Done}
		one.Address, _, _ = net.SplitHostPort(r.RemoteAddr)
		if e.Actor != nil {
			one.Actor, one.Tenant = e.Actor.ID, e.Actor.Tenant
		}
		if e.Err != nil {
			one.Outcome = audit.Refused
			log.WarnContext(r.Context(), "somebody could not sign in", "error", e.Err)
		}
		if err := l.Append(context.WithoutCancel(r.Context()), one); err != nil {
			log.ErrorContext(r.Context(), "the audit log", "error", err)
		}
	}
}
