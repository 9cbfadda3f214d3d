package operator

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html"
	"net/http"
	"strings"

	"yoshiki/cmd/internal/pages/frame"
)

// QueuePath is where the view of the queue is (River UI), which others wrote.
const QueuePath = "/queue"

// queuePolicy is what River UI can do with: like that of our own pages, but that its library
// of menus writes styles into the page.
const queuePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// queueFor says whether there is a view of the queue for who asks.
func (p *pages) queueFor(c *call) (string, error) {
	if p.Queue == nil {
		return "", nil
	}
	alone, err := p.Alone(c.R.Context())
	if alone {
		return "here", err
	}
	return "shared", err
}

// queue shows the queue. It holds the jobs of all tenants, so that it is shown only where there
// is one; and what a job was asked and has answered stays out of it, which may be of a case.
func (p *pages) queue(c *call) error {
	state, err := p.queueFor(c)
	if err != nil {
		return err
	}
	if state != "here" {
		return frame.ErrNoPage
	}
	c.W.Header().Set("Content-Security-Policy", queuePolicy)
	w := &framed{ResponseWriter: c.W, status: http.StatusOK}
	p.Queue.ServeHTTP(w, c.R)
	body := w.body.Bytes()
	switch kind := w.Header().Get("Content-Type"); {
	case strings.HasPrefix(kind, "text/html"):
		body = bytes.Replace(body, []byte("<script"), []byte(`<meta name="csrf" content="`+html.EscapeString(c.Visitor.CSRF)+`"><script src="`+QueuePath+`/proof.js"></script><script`), 1)
	case strings.HasPrefix(kind, "application/json"):
		body = silent(body)
	}
	c.W.Header().Del("Content-Length")
	c.W.WriteHeader(w.status)
	_, _ = c.W.Write(body) // a reader that is gone
	return nil
}

// framed is an answer that is changed before it is sent.
type framed struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (f *framed) WriteHeader(status int)         { f.status = status }
func (f *framed) Write(data []byte) (int, error) { return f.body.Write(data) }

// silent takes out of jobs what they were asked and what they answered.
func silent(data []byte) []byte {
	var v any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return data
	}
	hush(v)
	quiet, err := json.Marshal(v)
	if err != nil {
		return data
	}
	return quiet
}

// hush takes out the body and the answer of requests that were accepted for later.
func hush(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			hush(one)
		}
	case map[string]any:
		if args, ok := v["args"].(map[string]any); ok {
			for _, name := range []string{"body", "actor", "header"} {
				delete(args, name)
			}
		}
		if meta, ok := v["metadata"].(map[string]any); ok {
			delete(meta, "output")
		}
		for _, one := range v {
			hush(one)
		}
	}
}

//go:embed proof.js
var proofScript []byte

// proof is the script by which River UI shows that a request comes from a page of ours.
func (p *pages) proof(c *call) error {
	c.W.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	_, _ = c.W.Write(proofScript) // a reader that is gone
	return nil
}
