//go:build unix

package pages_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkKeystroke is what the server does for a letter typed into a case with 1,200 controls:
// it reads the case, asks everything of it with the letter in its place, and writes the page.
func BenchmarkKeystroke(b *testing.B) {
	h, s := newPages(b)
	at := large(b, s)
	for name, field := range map[string][2]string{"contact": {"/part/contact", "/contact/title"}, "annex": {"/controls", "/statement/controls/7/implementation"}} {
		b.Run(name, func(b *testing.B) {
			ask := func(form url.Values) string {
				r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, at+field[0], nil)
				if form != nil {
					r = httptest.NewRequestWithContext(b.Context(), http.MethodPost, at+field[0], strings.NewReader(form.Encode()))
					r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
					r.Header.Set("X-Live", "1")
				}
				w := httptest.NewRecorder()
				if h.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Fatalf("%d %s", w.Code, w.Body)
				}
				return w.Body.String()
			}
			base := baseOf.FindStringSubmatch(ask(nil))[1]
			n, from := 0, cpu(b)
			for b.Loop() {
				n++
				ask(url.Values{"base": {base}, "do": {"check"}, field[1]: {"課長" + strconv.Itoa(n)}})
			}
			b.ReportMetric(float64((cpu(b)-from)/time.Microsecond)/1000/float64(n), "cpu-ms/op")
		})
	}
}

// cpu is the time that this process has spent on the processor.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkPreview is what the server does to show a paper of seven pages anew after something was
// kept: it prints it, and finds where each value stands.
func BenchmarkPreview(b *testing.B) {
	h, _ := newPages(b)
	ask := func(method, path string, form url.Values) string {
		r := httptest.NewRequestWithContext(b.Context(), method, path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Live", "1")
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code >= 400 {
			b.Fatalf("%d %s", w.Code, w.Body)
		}
		return w.Body.String()
	}
	ask(http.MethodPost, "/demo", nil)
	const paper = "/cases/demo/for/registration/paper/2-4"
	n, spent := 0, time.Duration(0)
	for b.Loop() {
		b.StopTimer()
		base := baseOf.FindStringSubmatch(ask(http.MethodGet, part+"/contact", nil))[1]
		ask(http.MethodPost, part+"/contact", url.Values{"base": {base}, "/contact/title": {"課長" + strconv.Itoa(n)}})
		n++
		b.StartTimer()
		from := cpu(b)
		ask(http.MethodGet, paper+"/pdf", nil)
		ask(http.MethodGet, paper+"/boxes", nil)
		spent += cpu(b) - from
	}
	b.ReportMetric(float64(spent/time.Microsecond)/1000/float64(n), "cpu-ms/op")
}
