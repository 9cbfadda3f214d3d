package access

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Errors of a request to outside.
var (
	ErrRedirect = errors.New("the answer points elsewhere, which is not followed")
	ErrAnswer   = errors.New("the answer is larger than allowed")
	ErrPlain    = errors.New("the address is not https")
)

// Outside says to whom the service may speak: webhooks, the identity provider. Nothing but what
// is public and https, unless allowed here, by the configuration of the operator alone.
type Outside struct {
	Allow    []netip.Prefix // beside the public internet
	Plain    bool           // http too
	Time     time.Duration  // for a request with its answer; 10 seconds if zero
	Size     int64          // of an answer at most; 1 MiB if zero
	Resolver *net.Resolver  // the system's if nil
}

// Outgoing is a client for requests to outside. Addresses are checked when they are dialled,
// after names are resolved, so that a name whose address changes in between is caught too.
// It follows no redirect, asks no proxy, and reads no more and no longer than allowed.
// Errors: [ErrAddress], [ErrPlain], [ErrRedirect], [ErrAnswer], or those of the network.
func Outgoing(o Outside) *http.Client {
	if o.Time == 0 {
		o.Time = 10 * time.Second
	}
	if o.Size == 0 {
		o.Size = 1 << 20
	}
	dialer := &net.Dialer{Timeout: o.Time, Resolver: o.Resolver, ControlContext: o.control}
	transport := &http.Transport{DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: o.Time, ResponseHeaderTimeout: o.Time,
		MaxResponseHeaderBytes: 64 << 10, MaxIdleConns: 20, IdleConnTimeout: 30 * time.Second}
	return &http.Client{Timeout: o.Time, Transport: &outgoing{o, transport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return ErrRedirect }}
}

// control refuses an address that is about to be dialled.
func (o Outside) control(_ context.Context, network, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || network != "tcp4" && network != "tcp6" {
		return ErrAddress
	}
	if a := to.Addr(); !isPublic(a) && !holds(o.Allow, a.Unmap()) {
		return ErrAddress
	}
	return nil
}

// outgoing refuses requests before they are sent, and cuts answers that are too large.
type outgoing struct {
	Outside
	http *http.Transport
}

func (o *outgoing) RoundTrip(r *http.Request) (*http.Response, error) {
	switch {
	case r.URL.Scheme != "https" && !(o.Plain && r.URL.Scheme == "http"):
		return nil, ErrPlain
	case r.URL.User != nil || !isPlainHost(r.URL.Hostname()):
		return nil, ErrAddress
	}
	answer, err := o.http.RoundTrip(r)
	if err == nil {
		answer.Body = &limited{answer.Body, o.Size}
	}
	return answer, err
}

// CloseIdleConnections is what [http.Client.CloseIdleConnections] asks for.
func (o *outgoing) CloseIdleConnections() { o.http.CloseIdleConnections() }

// limited is a body that fails rather than being longer than left.
type limited struct {
	io.ReadCloser
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.ReadCloser.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return max(0, n-1), ErrAnswer
	}
	return n, err
}
