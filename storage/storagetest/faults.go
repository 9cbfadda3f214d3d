package storagetest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
)

// Fault is one way in which a network or a server lets its caller down.
type Fault string

// The faults, and what has happened at the server in the meantime.
const (
	ServerError Fault = "status 500"     // nothing
	Busy        Fault = "status 503"     // nothing
	Forbidden   Fault = "status 403"     // nothing
	NoSpace     Fault = "status 507"     // nothing
	TimedOut    Fault = "no answer"      // nothing
	Refused     Fault = "reset before"   // nothing
	Cut         Fault = "cut request"    // half of the request has arrived
	Lost        Fault = "lost answer"    // all that was asked for
	Truncated   Fault = "cut answer"     // all that was asked for
	Late        Fault = "error and done" // all that was asked for, and the server says 500
)

// Faults are all of them.
var Faults = [...]Fault{ServerError, Busy, Forbidden, NoSpace, TimedOut, Refused, Cut, Lost, Truncated, Late}

// Faulty lets a Fault happen to some of the requests that go through it.
type Faulty struct {
	Next  http.RoundTripper
	Fault Fault
	When  func(n int64, req *http.Request) bool // n counts requests from 1
	calls atomic.Int64
	hits  atomic.Int64
}

// Nth is When for one request, and OnFrom for that and every later one.
func Nth(at int64) func(int64, *http.Request) bool {
	return func(n int64, _ *http.Request) bool { return n == at }
}

// OnFrom is When for the request at and every later one.
func OnFrom(at int64) func(int64, *http.Request) bool {
	return func(n int64, _ *http.Request) bool { return n >= at }
}

// Writes is When for every request that changes something.
func Writes(_ int64, req *http.Request) bool {
	return req.Method != http.MethodGet && req.Method != http.MethodHead
}

// Hits says how often the fault has happened.
func (f *Faulty) Hits() int64 { return f.hits.Load() }

// RoundTrip implements [http.RoundTripper].
func (f *Faulty) RoundTrip(req *http.Request) (*http.Response, error) {
	if !f.When(f.calls.Add(1), req) {
		return f.Next.RoundTrip(req)
	}
	f.hits.Add(1)
	switch f.Fault {
	case TimedOut:
		return nil, errors.Join(os.ErrDeadlineExceeded, discard(req))
	case Refused:
		return nil, errors.Join(syscall.ECONNRESET, discard(req))
	case Cut:
		if req.Body != nil {
			req.Body = &cutBody{req.Body, req.ContentLength / 2}
		}
		answer, err := f.Next.RoundTrip(req)
		if err == nil {
			err = answer.Body.Close()
		}
		return nil, errors.Join(syscall.ECONNRESET, err)
	case Lost, Late, Truncated:
		return f.tooLate(req)
	}
	return f.status(req), discard(req)
}

// tooLate lets the server do what it is asked for and spoils its answer.
func (f *Faulty) tooLate(req *http.Request) (*http.Response, error) {
	answer, err := f.Next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if f.Fault == Truncated && req.Method != http.MethodHead && answer.ContentLength > 0 {
		answer.Body = &cutBody{answer.Body, answer.ContentLength / 2}
		return answer, nil
	}
	_, err = io.Copy(io.Discard, answer.Body)
	err = errors.Join(err, answer.Body.Close())
	if f.Fault == Late {
		return f.status(req), err
	}
	return nil, errors.Join(syscall.ECONNRESET, err)
}

// status is the answer of a server that refuses.
func (f *Faulty) status(req *http.Request) *http.Response {
	code, name := http.StatusInternalServerError, "InternalError"
	switch f.Fault {
	case Busy:
		code, name = http.StatusServiceUnavailable, "SlowDown"
	case Forbidden:
		code, name = http.StatusForbidden, "AccessDenied"
	case NoSpace:
		code, name = http.StatusInsufficientStorage, "XStorageFull"
	}
	body := fmt.Sprintf("<Error><Code>%s</Code><Message>%s</Message></Error>", name, f.Fault)
	return &http.Response{StatusCode: code, Status: fmt.Sprintf("%d %s", code, http.StatusText(code)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/xml"}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: req}
}

func discard(req *http.Request) error {
	if req.Body == nil {
		return nil
	}
	return req.Body.Close()
}

// cutBody breaks off after some bytes.
type cutBody struct {
	io.ReadCloser
	left int64
}

func (c *cutBody) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := c.ReadCloser.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

var _ http.RoundTripper = (*Faulty)(nil)
