package main

import (
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// takes are how long some requests took, and how they were answered.
type takes struct {
	mu     sync.Mutex
	status map[int][]time.Duration
	jobs   []string
	failed []error
}

func (k *takes) add(s *reply, err error, took time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil {
		k.failed = append(k.failed, err)
		return
	}
	if k.status == nil {
		k.status = map[int][]time.Duration{}
	}
	k.status[s.status] = append(k.status[s.status], took)
	var j struct{ ID string }
	if s.status == http.StatusAccepted && s.into(&j) == nil {
		k.jobs = append(k.jobs, j.ID)
	}
}

// at gives a part of some times: 0.99 is what all but one in a hundred stay below.
func at(all []time.Duration, part float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[int(part*float64(len(all)-1))]
}

// lasting is how long a load lasts.
func lasting(full time.Duration) time.Duration {
	if long() {
		return full
	}
	return 2 * time.Second
}

// press has so many people ask as fast as they can, each once at least.
func press(h *host, token string, people int, last time.Duration, ask func(h *host, n int) (*reply, error)) *takes {
	all, mine := &takes{}, *h
	mine.token = token
	var wait sync.WaitGroup
	var n atomic.Int64
	for end, i := time.Now().Add(last), 0; i < people; i++ {
		wait.Go(func() {
			for first := true; first || time.Now().Before(end); first = false {
				begun, number := time.Now(), int(n.Add(1))
				s, err := patiently(ask, &mine, number)
				all.add(s, err, time.Since(begun))
			}
		})
	}
	wait.Wait()
	return all
}

// patiently asks again where a connection was ended, as one is on which nothing comes for two seconds
// because this machine has no time for it.
func patiently(ask func(*host, int) (*reply, error), h *host, n int) (*reply, error) {
	s, err := ask(h, n)
	for tries := 0; err != nil && tries < 20; tries++ {
		s, err = ask(h, n)
	}
	return s, err
}

// sampleText is the sample as a request sends it.
func sampleText(t *testing.T) string {
	t.Helper()
	return string(contentOf(t, "../../testdata/cases/small-saas.yaml"))
}

// another is a token of another tenant.
func another(t *testing.T, data, tenant string) string {
	t.Helper()
	for _, line := range [][]string{
		{"access", "tenant", "add", tenant, "--data", data},
		{"access", "token", "create", "--tenant", tenant, "--name", tenant, "--role", "provider", "--scope", "case:*", "--data", data},
	} {
		out, err := call(line...).Output()
		if err != nil {
			t.Fatalf("%q: %v %s", line, err, out)
		}
		if line[1] == "token" {
			return strings.TrimSpace(string(out))
		}
	}
	return ""
}

// flood has somebody ask so many times a second, whether answers come or not.
func flood(h *host, token string, rate float64, last time.Duration, ask func(h *host, n int) (*reply, error)) *takes {
	all, mine := &takes{}, *h
	mine.token = token
	var wait sync.WaitGroup
	begun := time.Now()
	for n := 0; time.Since(begun) < last; n++ {
		time.Sleep(time.Until(begun.Add(time.Duration(float64(n) / rate * float64(time.Second)))))
		wait.Go(func() {
			begun := time.Now()
			s, err := patiently(ask, &mine, n)
			all.add(s, err, time.Since(begun))
		})
	}
	wait.Wait()
	return all
}

// checking asks for a check of a case, which a service does not keep.
func checking(text string) func(*host, int) (*reply, error) {
	return func(h *host, _ int) (*reply, error) {
		return h.ask("POST", "/v1/check?no-files=true", strings.NewReader(text), "Content-Type", "application/yaml")
	}
}

// overloading asks for checks, and now and then for a package that is made later.
func overloading(text string) func(*host, int) (*reply, error) {
	check := checking(text)
	return func(h *host, n int) (*reply, error) {
		if n%50 == 0 {
			return h.ask("POST", "/v1/cases/later/packages", strings.NewReader(fmt.Sprintf(`{"for":"registration","formats":[%q],"draft":true}`, []string{"pdf", "xlsx", "docx"}[n/50%3])), "Prefer", "respond-async")
		}
		s, err := check(h, n)
		if err == nil && s.status >= 400 && s.header.Get("Retry-After") == "" {
			err = fmt.Errorf("%d without Retry-After: %.300s", s.status, s.body)
		}
		return s, err
	}
}

// TestServeOverload: of five times as much as it can do, a service refuses what is too much, saying
// when to come again; nothing fails, no job that it accepted is lost, and another tenant is
// served meanwhile.
func TestServeOverload(t *testing.T) {
	t.Setenv("GOMAXPROCS", "2") // of the service, so that it is too much on every machine
	data := t.TempDir()
	h := newHost(t, true, "--data", data)
	quiet := another(t, data, "quiet")
	text := sampleText(t)
	h.must(nil, "POST", "/v1/cases", "id: later"+bareCase, "Content-Type", "application/yaml")
	full := press(h, h.token, 8, lasting(10*time.Second), checking(text))
	rate := 5 * max(50, float64(len(full.status[http.StatusOK]))/lasting(10*time.Second).Seconds())
	alone := press(h, quiet, 1, lasting(30*time.Second), quietly(text))
	before := len(h.logged())
	var beside *takes
	var wait sync.WaitGroup
	wait.Go(func() {
		time.Sleep(lasting(time.Minute) / 4)
		beside = press(h, quiet, 1, lasting(time.Minute)/2, quietly(text))
	})
	noise := flood(h, h.token, rate, lasting(2*time.Minute), overloading(text))
	wait.Wait()
	done, refused := noise.sorted(t)
	t.Logf("%.0f a second: %d done (p50 %v, p99 %v), %d refused (p50 %v, p99 %v), %d jobs", rate, len(done), at(done, .5), at(done, .99), len(refused), at(refused, .5), at(refused, .99), len(noise.jobs))
	within := h.logged()[before:].refusals()
	t.Logf("within the service %d refused (p50 %v, p99 %v)", len(within), at(within, .5), at(within, .99))
	if len(noise.failed) > 0 {
		t.Errorf("%d failed: %v", len(noise.failed), noise.failed[0])
	}
	if len(refused) == 0 {
		t.Error("nothing is refused")
	}
	a, b := alone.status[http.StatusOK], beside.status[http.StatusOK]
	t.Logf("the quiet tenant: p50 %v, p99 %v alone; p50 %v, p99 %v beside the noise: %.1f times", at(a, .5), at(a, .99), at(b, .5), at(b, .99), float64(at(b, .99))/float64(at(a, .99)))
	a, b = h.logged()[:before].of("quiet"), h.logged()[before:].of("quiet")
	t.Logf("within the service p50 %v, p99 %v alone; p50 %v, p99 %v beside the noise: %.1f times", at(a, .5), at(a, .99), at(b, .5), at(b, .99), float64(at(b, .99))/float64(at(a, .99)))
	if len(alone.status) != 1 || len(beside.status) != 1 || len(b) == 0 || len(beside.failed) > 0 {
		t.Errorf("the quiet tenant is refused: %d kinds of answers, %v", len(beside.status), beside.failed)
	}
	(&writers{t: t, hosts: []*host{h}, jobs: asSet(noise.jobs)}).finished(h)
}

// sorted are the times of what was done and of what was refused; there must be nothing else.
func (k *takes) sorted(t *testing.T) (done, refused []time.Duration) {
	t.Helper()
	for status, all := range k.status {
		switch status {
		case http.StatusOK, http.StatusAccepted:
			done = append(done, all...)
		case http.StatusTooManyRequests, http.StatusServiceUnavailable:
			refused = append(refused, all...)
		default:
			t.Errorf("%d: %d times", status, len(all))
		}
	}
	return done, refused
}

// quietly is a tenant that checks a case now and then.
func quietly(text string) func(*host, int) (*reply, error) {
	check := checking(text)
	return func(h *host, n int) (*reply, error) {
		time.Sleep(20 * time.Millisecond)
		return check(h, n)
	}
}

func asSet(all []string) map[string]bool {
	set := map[string]bool{}
	for _, x := range all {
		set[x] = true
	}
	return set
}

// TestServeSlow: connections that send next to nothing are ended, and hold nobody up.
func TestServeSlow(t *testing.T) {
	h := newHost(t, true, "--data", t.TempDir())
	h.must(nil, "POST", "/v1/cases", sampleText(t), "Content-Type", "application/yaml")
	many := 100
	if long() {
		many = 1000
	}
	ask := func(h *host, _ int) (*reply, error) {
		time.Sleep(20 * time.Millisecond) // within the rate that a tenant may ask at
		return h.ask("GET", "/v1/cases/small-saas", nil)
	}
	alone := press(h, h.token, 2, lasting(20*time.Second), ask)
	var ended atomic.Int64
	var wait sync.WaitGroup
	for range many {
		c, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		wait.Go(func() {
			defer c.Close()
			_ = c.SetDeadline(time.Now().Add(2 * time.Minute))
			_, err := c.Write([]byte("GET /v1/cases HTTP/1.1\r\nHost: x\r\nX-Slow: "))
			for ; err == nil; _, err = c.Write([]byte("a")) {
				time.Sleep(200 * time.Millisecond)
			}
			if ne, ok := err.(net.Error); !ok || !ne.Timeout() {
				ended.Add(1)
			}
		})
	}
	beside := press(h, h.token, 2, lasting(20*time.Second), ask)
	wait.Wait()
	a, b := alone.status[http.StatusOK], beside.status[http.StatusOK]
	t.Logf("%d of %d ended; others: p99 %v alone, %v beside them", ended.Load(), many, at(a, .99), at(b, .99))
	if int(ended.Load()) != many || len(beside.status) != 1 || len(b) == 0 || len(beside.failed) > 0 {
		t.Errorf("%d of %d ended; others: %d kinds of answers, %v", ended.Load(), many, len(beside.status), beside.failed)
	}
}

// TestServeTold: a service that is told to end under load ends what it has begun: what was answered
// is kept, and what was not answered was not done.
func TestServeTold(t *testing.T) {
	h := newHost(t, true, "--data", t.TempDir())
	made, broken := sync.Map{}, sync.Map{}
	enough := int64(4)
	if long() {
		enough = 1000
	}
	var n, count atomic.Int64
	var ended atomic.Bool
	var wait sync.WaitGroup
	stop := func() {
		if err := h.stop(); err != nil {
			t.Errorf("it ended with %v", err)
		}
		ended.Store(true)
	}
	for range 8 {
		wait.Go(func() {
			for !ended.Load() && n.Load() < 1_000_000 {
				id := fmt.Sprintf("t-%d", n.Add(1))
				s, err := h.ask("POST", "/v1/cases", strings.NewReader("id: "+id+bareCase), "Content-Type", "application/yaml")
				switch {
				case err == nil && s.status == http.StatusCreated:
					if made.Store(id, true); count.Add(1) == enough {
						wait.Go(stop)
					}
				case err != nil && !strings.Contains(err.Error(), "refused"): // there is no server any more
					broken.Store(id, err)
				}
			}
		})
	}
	wait.Wait()
	h.again()
	made.Range(func(id, _ any) bool {
		h.must(nil, "GET", "/v1/cases/"+id.(string), "")
		return true
	})
	broken.Range(func(id, err any) bool {
		if s, err2 := h.ask("GET", "/v1/cases/"+id.(string), nil); err2 != nil || s.status != http.StatusNotFound {
			t.Errorf("%s was begun and not answered: %v", id, err)
		}
		return true
	})
	if t.Logf("%d made", count.Load()); count.Load() < enough {
		t.Error("too little was made")
	}
}

// TestServeSoak: whatever is asked for, over and over, descriptors do not grow, nor, in the long run,
// memory.
func TestServeSoak(t *testing.T) {
	h := newHost(t, true, "--data", t.TempDir())
	text := sampleText(t)
	for i := range 20 {
		h.must(nil, "POST", "/v1/cases", strings.Replace(text, "id: small-saas", fmt.Sprintf("id: s-%d", i), 1), "Content-Type", "application/yaml")
	}
	asks := []string{"", "/check?no-files=true", "/deadlines", "/forms/2-4", "/versions", "/attachments", "/letters", "/forms/2-4/boxes"}
	for n := range 20 * len(asks) { // each once, so that what is remembered is there
		h.must(nil, "GET", fmt.Sprintf("/v1/cases/s-%d%s", n%20, asks[n/20]), "")
	}
	soak := func(last time.Duration) (memory, files int) {
		all := press(h, h.token, 4, last, func(h *host, n int) (*reply, error) {
			s, err := h.ask("GET", fmt.Sprintf("/v1/cases/s-%d%s", n%20, asks[n/20%len(asks)]), nil)
			if err == nil && s.status != http.StatusOK {
				t.Errorf("%+v", s)
			}
			time.Sleep(30 * time.Millisecond) // within the rate that a tenant may ask at
			return s, err
		})
		if len(all.failed) > 0 {
			t.Error(all.failed)
		}
		browser.CloseIdleConnections()
		time.Sleep(500 * time.Millisecond)
		return h.memory(), h.files()
	}
	part := lasting(10 * time.Minute)
	soak(part)
	memory, files := soak(part)
	later, open := soak(part)
	for range 300 { // until the server has heard that connections are closed
		if open = h.files(); open <= files+4 {
			break
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Logf("%d MB and %d descriptors, %d MB and %d %v later", memory, files, later, open, part)
	if long() && later > memory+64 || open > files+4 {
		t.Errorf("%d MB and %d descriptors became %d and %d", memory, files, later, open)
	}
}
