package server

import (
	"cmp"
	"io"
	"net/http"
	"time"
)

// Limits bound what one who asks can use up. What is zero is as in [Usual].
type Limits struct {
	Header     int           // bytes of a request's header
	HeaderTime time.Duration // in which it must have come
	BodyGrace  time.Duration // after which a body must come at BodyRate
	BodyRate   int64         // bytes a second
	WriteTime  time.Duration // in which a part of an answer must be taken

	Rate        float64       // requests a second of a tenant
	Burst       int           // that may come at once
	Together    int           // requests of a tenant under way
	AllTogether int           // requests under way
	Wait        time.Duration // for one of those to end
	Shelf       int64         // bytes for cases that were read
	Answers     int64         // bytes for what was answered about cases and packages
	Strangers   float64       // requests a second of an address that nobody knows
}

// Usual are the limits where nobody says otherwise.
var Usual = Limits{Header: 16 << 10, HeaderTime: 2 * time.Second, BodyGrace: 10 * time.Second, BodyRate: 16 << 10, WriteTime: 30 * time.Second,
	Rate: 600, Burst: 1200, Together: 64, AllTogether: 256, Wait: 50 * time.Millisecond, Shelf: 256 << 20, Answers: 384 << 20, Strangers: 50}

// slack is what net/http reads of a header beyond its limit.
const slack = 4096

func (l Limits) or(d Limits) Limits {
	return Limits{cmp.Or(l.Header, d.Header), cmp.Or(l.HeaderTime, d.HeaderTime), cmp.Or(l.BodyGrace, d.BodyGrace), cmp.Or(l.BodyRate, d.BodyRate), cmp.Or(l.WriteTime, d.WriteTime),
		cmp.Or(l.Rate, d.Rate), cmp.Or(l.Burst, d.Burst), cmp.Or(l.Together, d.Together), cmp.Or(l.AllTogether, d.AllTogether), cmp.Or(l.Wait, d.Wait), cmp.Or(l.Shelf, d.Shelf), cmp.Or(l.Answers, d.Answers), cmp.Or(l.Strangers, d.Strangers)}
}

// bounded has bodies come, and answers go, at a least rate, and gives every answer the headers
// that keep a browser from guessing and from framing.
func (s *Server) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		r.Body = &paced{ReadCloser: r.Body, c: c, begun: time.Now(), limits: s.Limits}
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		next.ServeHTTP(&patient{ResponseWriter: w, c: c, time: s.Limits.WriteTime}, r)
	})
}

// paced is a body that must come at a least rate.
type paced struct {
	io.ReadCloser
	c      *http.ResponseController
	begun  time.Time
	limits Limits
	read   int64
}

func (p *paced) Read(data []byte) (int, error) {
	due := p.begun.Add(p.limits.BodyGrace + time.Duration(float64(p.read)/float64(p.limits.BodyRate)*float64(time.Second)))
	_ = p.c.SetReadDeadline(due) // what is not a connection has none
	n, err := p.ReadCloser.Read(data)
	p.read += int64(n)
	return n, err
}

// patient is an answer of which each part must be taken within a time.
type patient struct {
	http.ResponseWriter
	c    *http.ResponseController
	time time.Duration
}

func (p *patient) Write(data []byte) (int, error) {
	_ = p.c.SetWriteDeadline(time.Now().Add(p.time))
	return p.ResponseWriter.Write(data)
}

func (p *patient) Unwrap() http.ResponseWriter { return p.ResponseWriter }

// SetReadDeadline is left to paced, which knows the rate.
func (p *patient) SetReadDeadline(time.Time) error { return nil }
