package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
)

// contents are those of a large file that nobody has to keep, from a place on: each eight bytes
// are made of their place.
type contents struct{ at, end int64 }

func (c *contents) Read(p []byte) (int, error) {
	if c.at == c.end {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), c.end-c.at))
	for i := range p[:n] {
		at := uint64(c.at) + uint64(i)
		p[i] = byte((at/8 + 1) * 0x9E3779B97F4A7C15 >> (8 * (at % 8)))
	}
	c.at += int64(n)
	return n, nil
}

// errCut is a line that is cut.
var errCut = errors.New("the line was cut")

// cut is what comes through of a body before the line is cut.
type cut struct {
	io.Reader
	left int64
}

func (c *cut) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, errCut
	}
	n, err := c.Reader.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

// TestServeUpload sends a file of 64 MiB, or 2 GiB, over a line that is cut ten times, and once
// while the server is killed: it comes to be kept whole, no more than a part is sent again for
// each cut, and, of the large file, the memory of the server stays as it was.
func TestServeUpload(t *testing.T) {
	size, part := int64(64<<20), int64(4<<20)
	if long() {
		size, part = 2<<30, 64<<20
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, &contents{0, size}); err != nil {
		t.Fatal(err)
	}
	h := newHost(t, true, "--data", t.TempDir())
	h.must(nil, "POST", "/v1/cases", "id: large"+bareCase, "Content-Type", "application/yaml")
	h.must(nil, "PUT", "/v1/cases/large/attachment?path=first.txt", "text", "Content-Type", "application/octet-stream")
	var u struct {
		Upload string
		Offset int64
		Part   int64
	}
	h.must(&u, "POST", "/v1/cases/large/uploads", fmt.Sprintf(`{"path":"large.bin","size":%d,"sha256":"%x"}`, size, hash.Sum(nil)))
	at, before, most, sent, cuts := "/v1/cases/large/uploads/"+u.Upload, h.memory(), 0, int64(0), 0
	for n := 0; u.Offset < size; n++ {
		send := min(part, u.Part, size-u.Offset)
		var body io.Reader = &contents{u.Offset, u.Offset + send}
		if cuts < 10 && n%2 == 0 {
			send = send * int64(cuts+1) / 12
			body = &cut{body, send}
			cuts++
		}
		if cuts == 5 && n%2 == 1 {
			h.kill()
			h.again()
		}
		s, err := h.ask(http.MethodPatch, at, body, "Content-Type", "application/octet-stream", "Upload-Offset", fmt.Sprint(u.Offset))
		sent += send
		if err != nil && !errors.Is(err, errCut) || err == nil && s.into(&u) != nil {
			t.Fatalf("%v %+v", err, s)
		}
		most = max(most, h.memory())
		h.must(&u, "GET", at, "")
	}
	h.must(nil, "POST", at+"/finish", "")
	most = max(most, h.memory())
	t.Logf("%d MiB with %d cuts: %.1f %% sent again; memory %d MB before, %d at most", size>>20, cuts, 100*float64(sent-size)/float64(size), before, most)
	if sent-size > int64(cuts)*part || cuts < 10 {
		t.Errorf("%d bytes were sent again for %d cuts", sent-size, cuts)
	}
	if long() && most > before+128 {
		t.Errorf("memory grew from %d to %d MB", before, most)
	}
	if got := h.digestOf("/v1/cases/large/attachment?path=large.bin"); got != fmt.Sprintf("%x", hash.Sum(nil)) {
		t.Errorf("what is kept has the digest %s", got)
	}
}

// digestOf is the SHA-256 of an answer, which is not held in memory.
func (h *host) digestOf(path string) string {
	h.t.Helper()
	r, err := http.NewRequest(http.MethodGet, h.url+path, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+h.token)
	answer, err := (&http.Client{}).Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer answer.Body.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		h.t.Fatalf("%d %v", answer.StatusCode, err)
	}
	return fmt.Sprintf("%x", hash.Sum(nil))
}
