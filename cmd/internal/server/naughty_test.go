package server_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// TestNaughty sends strings that have broken other programs in every field of every route:
// nothing fails, nothing is shown in place, and what a case may hold is kept as it is.
func TestNaughty(t *testing.T) {
	w := populated(t, nil)
	strange := []string{"=1+1", "<script>alert(1)</script>", "'; DROP TABLE river_job; --", "../../etc/passwd", "%00", "\u202Efdp.exe", "\r\nX-Evil: 1", strings.Repeat("長", 3000), "𠮷", "\x01", "null"}
	for id, op := range operations(t, w.service) {
		for _, text := range strange {
			for _, field := range []string{"path", "query", "header", "body"} {
				path := strings.NewReplacer("{id}", "small-saas", "{package}", w.pack, "{form}", "2-4", "{version}", "1", "{kind}", "registration", "{upload}", w.upload, "{job}", "1", "{hook}", "h").Replace(op.Path)
				query, body, headers := url.Values{}, op.body, []string{"If-Match", w.tag}
				switch field {
				case "path":
					parts := strings.Split(op.Path, "/")
					for i, part := range parts {
						if strings.HasPrefix(part, "{") {
							parts[i] = url.PathEscape(text)
						}
					}
					path = strings.Join(parts, "/")
				case "query":
					for _, p := range op.Parameters {
						if p.In == "query" {
							query.Set(p.Name, text)
						}
					}
				case "header":
					if strings.ContainsAny(text, "\r\n\x01") || len(text) > 2000 {
						continue
					}
					headers = []string{"If-Match", text, "Idempotency-Key", text, "Upload-Offset", text, "If-None-Match", text, "Accept-Language", text, "Accept", text}
				case "body":
					quoted, err := json.Marshal(text)
					if err != nil || body == "" {
						continue
					}
					body = strings.NewReplacer(`"甲"`, string(quoted), `"registration"`, string(quoted), `"a.txt"`, string(quoted), `"1-4"`, string(quoted), `"2023-11-10"`, string(quoted), `"2026-04-15"`, string(quoted), "bare", text).Replace(body)
				}
				if len(query) > 0 {
					path += "?" + query.Encode()
				}
				if op.contentType != "" {
					headers = append(headers, "Content-Type", op.contentType)
				}
				r := w.ask(t, "provider", op.Method, path, body, headers...)
				if r.status >= 500 || r.header.Get("X-Evil") != "" || r.header.Get("X-Content-Type-Options") != "nosniff" || strings.HasPrefix(r.header.Get("Content-Type"), "text/html") {
					t.Errorf("%s %s %q in %s: %d %v %.200s", id, path, text, field, r.status, r.header, r.body)
				}
			}
		}
	}
}

// TestKept: a strange text in a case comes back as it was put in.
func TestKept(t *testing.T) {
	s := start(t, nil)
	tag := s.put(t, "provider", "small-saas").header.Get("ETag")
	for _, text := range []string{"=1+1", "<script>alert(1)</script>", "'; DROP TABLE x; --", "../../etc/passwd", "{{7*7}}", "𠮷野家", "null", "~", "- a", "a: b", "# c", "🍣", "yes", "0x10", "  x"} {
		body, err := json.Marshal(map[string]any{"edits": []map[string]string{{"pointer": "/service/summary", "value": text}}})
		if err != nil {
			t.Fatal(err)
		}
		r := s.ask(t, "provider", "PATCH", "/v1/cases/small-saas", string(body), "If-Match", tag)
		if r.status == 422 { // a case may not hold it, and says so
			continue
		}
		tag = r.into(t, 200, nil).header.Get("ETag")
		var c struct{ Service struct{ Summary string } }
		s.ask(t, "provider", "GET", "/v1/cases/small-saas", "", "Accept", "application/json").into(t, 200, &c)
		if c.Service.Summary != text {
			t.Errorf("%q became %q", text, c.Service.Summary)
		}
	}
}
