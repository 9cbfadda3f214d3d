package frame_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"yoshiki/cmd/internal/pages/frame"
)

// watching is a reader that notes whether a turn is still held when the page is sent to it.
type watching struct {
	*httptest.ResponseRecorder
	turns *int
	held  bool
}

func (w *watching) Write(p []byte) (int, error) {
	w.held = w.held || *w.turns > 0
	return w.ResponseRecorder.Write(p)
}

// TestTurn: a page that keeps a processor busy is made in a turn, which begins once what was posted
// has come and ends before the page is sent; where there is none, it is told to come later.
func TestTurn(t *testing.T) {
	turns, given, full := 0, 0, false
	body := &posted{Reader: strings.NewReader("a=b")}
	o := frame.Options{Turn: func(context.Context) (func(), error) {
		if full {
			return nil, errors.New("full")
		}
		if !body.over {
			t.Error("a turn is taken before what was posted has come")
		}
		turns++
		given++
		return func() { turns-- }, nil
	}}
	page := func(c *frame.Call) error {
		if c.R.URL.Path == "/fault" {
			_, _ = io.WriteString(c.W, "half a page")
			return frame.ErrNoPage
		}
		if want := map[string]int{"/busy": 1}[c.R.URL.Path]; turns != want {
			t.Errorf("%s has %d turns", c.R.URL.Path, turns)
		}
		c.W.WriteHeader(http.StatusCreated)
		_, err := io.WriteString(c.W, c.R.FormValue("a"))
		return err
	}
	busy := func(c *frame.Call) error { return c.InTurn(func() error { return page(c) }) }
	h := frame.New(o, frame.Room{Routes: []frame.Route{{Pattern: "POST /busy", Serve: busy}, {Pattern: "POST /light", Serve: page}, {Pattern: "POST /fault", Serve: busy}}})
	ask := func(path string) *watching {
		*body = posted{Reader: strings.NewReader("a=b")}
		r := httptest.NewRequest("POST", path, body)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := &watching{ResponseRecorder: httptest.NewRecorder(), turns: &turns}
		h.ServeHTTP(w, r)
		if w.held || turns != 0 {
			t.Errorf("%s: a turn is held while the page is sent, %d after it", path, turns)
		}
		return w
	}
	for _, path := range []string{"/busy", "/light"} {
		if w := ask(path); w.Code != http.StatusCreated || w.Body.String() != "b" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if w := ask("/fault"); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "half a page") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if given != 2 {
		t.Errorf("%d turns were given, want one for each busy page", given)
	}
	full = true
	if w := ask("/busy"); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" || strings.Contains(w.Body.String(), "web.") {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	if w := ask("/light"); w.Code != http.StatusCreated {
		t.Errorf("what needs no turn: %d", w.Code)
	}
}

// posted is a body that notes when it has come whole.
type posted struct {
	io.Reader
	over bool
}

func (p *posted) Read(data []byte) (int, error) {
	n, err := p.Reader.Read(data)
	p.over = p.over || err == io.EOF
	return n, err
}
