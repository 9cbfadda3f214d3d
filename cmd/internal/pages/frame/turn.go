package frame

import (
	"bytes"
	"net/http"
)

// held is a page that is sent once it is whole, so that no slow reader holds up its making.
type held struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader implements [http.ResponseWriter].
func (h *held) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

// Write implements [http.ResponseWriter].
func (h *held) Write(data []byte) (int, error) {
	h.WriteHeader(http.StatusOK)
	return h.body.Write(data)
}

// send sends the page.
func (h *held) send() {
	h.WriteHeader(http.StatusOK)
	h.ResponseWriter.WriteHeader(h.status)
	_, _ = h.ResponseWriter.Write(h.body.Bytes()) // a reader that is gone
}

// InTurn serves a page that keeps a processor busy, once who asks has a turn. What was posted is
// read before, and the page is sent after it.
func (c *Call) InTurn(serve func() error) error {
	if c.frame.Turn == nil {
		return serve()
	}
	if c.R.Method == http.MethodPost {
		if err := c.Posted(); err != nil {
			return err
		}
	}
	done, err := c.frame.Turn(c.R.Context())
	if err != nil {
		c.W.Header().Set("Retry-After", "1")
		return &Problem{Status: http.StatusTooManyRequests, Key: "busy"}
	}
	w := c.W
	h := &held{ResponseWriter: w}
	c.W = h
	err = func() error {
		defer done()
		return serve()
	}()
	c.W = w
	if err != nil {
		return err
	}
	h.send()
	return nil
}
