package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// host is a service in a process of its own, which can be killed and started again.
type host struct {
	t          *testing.T
	url, token string
	args       []string
	env        []string
	cmd        *exec.Cmd
	log        string // the file that takes what it writes into its log
}

// newHost starts a service and gives its address; and, of a first start, its token.
func newHost(t *testing.T, first bool, args ...string) *host {
	t.Helper()
	h := &host{t: t, args: args, log: t.TempDir() + "/log"}
	h.start("127.0.0.1:0", first)
	t.Cleanup(h.kill)
	return h
}

// start starts it at an address, and reports whether it listens there.
func (h *host) start(listen string, first bool) bool {
	h.t.Helper()
	log, err := os.OpenFile(h.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		h.t.Fatal(err)
	}
	defer log.Close()
	h.cmd = call(append([]string{"serve", "--json", "--listen", listen}, h.args...)...)
	h.cmd.Stderr, h.cmd.Env = log, append(os.Environ(), h.env...)
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := h.cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	url, token := "", ""
	for lines := bufio.NewScanner(out); (url == "" || first && token == "") && lines.Scan(); {
		var said struct{ URL, Token string }
		if err := json.Unmarshal(lines.Bytes(), &said); err != nil {
			h.t.Errorf("%v: %s", err, lines.Text())
		}
		url, token = url+said.URL, token+said.Token
	}
	if h.url == "" { // others read it once it is there
		h.url, h.token = url, cmp.Or(h.token, token)
	}
	return url != ""
}

// again starts a service that has ended, at its address.
func (h *host) again() {
	h.t.Helper()
	address := strings.TrimPrefix(h.url, "http://")
	for range 100 { // whoever supervises it tries again, too
		if h.start(address, false) {
			return
		}
		_ = h.cmd.Wait()
		time.Sleep(300 * time.Millisecond)
	}
	data, _ := os.ReadFile(h.log)
	h.t.Fatalf("it does not start: %.2000s", data[max(0, len(data)-2000):])
}

// kill ends it at once.
func (h *host) kill() {
	_ = h.cmd.Process.Kill()
	_ = h.cmd.Wait()
}

// stop tells it to end, and how it did.
func (h *host) stop() error {
	_ = h.cmd.Process.Signal(syscall.SIGTERM)
	return h.cmd.Wait()
}

// reply is an answer.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// into reads the answer.
func (s *reply) into(v any) error {
	if s.status >= http.StatusMultipleChoices {
		return fmt.Errorf("%d %.500s", s.status, s.body)
	}
	return json.Unmarshal(s.body, v)
}

// browser is who asks; it waits for an answer, but not for ever.
var browser = &http.Client{Timeout: 2 * time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

func (h *host) ask(method, path string, body io.Reader, headers ...string) (*reply, error) {
	r, err := http.NewRequest(method, h.url+path, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+h.token)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := browser.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	return &reply{answer.StatusCode, answer.Header, data}, err
}

// must asks for what must be done, and reads the answer into v unless it is nil.
func (h *host) must(v any, method, path, body string, headers ...string) *reply {
	h.t.Helper()
	s, err := h.ask(method, path, strings.NewReader(body), headers...)
	for range 120 { // as long as it asks to come again later, or a question came to nothing
		if err != nil && method != http.MethodGet || err == nil && s.status != http.StatusTooManyRequests {
			break
		}
		time.Sleep(time.Second)
		s, err = h.ask(method, path, strings.NewReader(body), headers...)
	}
	if err == nil && v != nil {
		err = s.into(v)
	}
	if err != nil || s.status >= http.StatusMultipleChoices {
		h.t.Fatalf("%s %s: %v %+v", method, path, err, s)
	}
	return s
}

// memory is how much memory the process holds, in MB.
func (h *host) memory() int {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", h.cmd.Process.Pid))
	_, line, _ := strings.Cut(string(data), "VmRSS:")
	n, _ := strconv.Atoi(strings.Fields(line + " 0")[0])
	return n >> 10
}

// files is how many descriptors the process has open.
func (h *host) files() int {
	all, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", h.cmd.Process.Pid))
	return len(all)
}
