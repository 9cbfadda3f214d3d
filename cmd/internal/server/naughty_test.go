package server_test

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/api"
)

// long reports whether everything is tried that can be.
func long() bool { return os.Getenv("YOSHIKI_LONG") != "" }

// naughty are strings that have broken other programs.
func naughty(t *testing.T) (all []string) {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/names/blns.json")
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil || len(all) < 400 {
		t.Fatal(len(all), err)
	}
	return append([]string{"=1+1", "../../etc/passwd", "%00", "\u202Efdp.exe", "\r\nX-Evil: 1", strings.Repeat("長", 3000), "𠮷", "\x01", "null"}, all...)
}

// slot is a place of a request that takes a string, and put puts one there.
type slot struct {
	name string
	put  func(w *world, text string) (path, body string, headers []string)
}

// slots are those that the document of the API tells of: each parameter, and each string of the
// body; and the body as a whole.
func slots(document *huma.OpenAPI, op operation) (all []slot) {
	plain := func(w *world) (string, []string) {
		at := strings.NewReplacer("{id}", "small-saas", "{package}", w.pack, "{form}", "2-4", "{version}", "1", "{kind}", "registration", "{upload}", w.upload, "{job}", "1", "{hook}", "h").Replace(op.Path)
		return at, []string{"If-Match", w.tag, "Upload-Offset", "0", "Content-Type", cmp.Or(op.contentType, "application/json")}
	}
	for _, p := range op.Parameters {
		all = append(all, slot{p.In + " " + p.Name, func(w *world, text string) (string, string, []string) {
			at, headers := plain(w)
			switch p.In {
			case "path":
				whole := strings.ReplaceAll(op.Path, "{"+p.Name+"}", url.PathEscape(text))
				at = strings.NewReplacer("{id}", "small-saas", "{package}", w.pack).Replace(whole)
			case "query":
				at += "?" + url.Values{p.Name: {text}}.Encode()
			default:
				headers = append(headers, p.Name, text)
			}
			return at, op.body, headers
		}})
	}
	for _, pointer := range stringsOf(document, op) {
		all = append(all, slot{"body " + strings.Join(pointer, "/"), func(w *world, text string) (string, string, []string) {
			at, headers := plain(w)
			var body any
			if json.Unmarshal([]byte(op.body), &body) != nil {
				body = map[string]any{}
			}
			data, _ := json.Marshal(set(body, pointer, text))
			return at, string(data), headers
		}})
	}
	if op.RequestBody != nil {
		all = append(all, slot{"body as a whole", func(w *world, text string) (string, string, []string) {
			at, headers := plain(w)
			return at, text, headers
		}}, slot{"body as YAML", func(w *world, text string) (string, string, []string) {
			at, headers := plain(w)
			return at, strings.Replace(bare, "bare", strconv.Quote(text), 1) + "service: {summary: " + strconv.Quote(text) + "}\n", append(headers, "Content-Type", "application/yaml")
		}})
	}
	return all
}

// stringsOf are the strings in the body of an operation, each by the names that lead to it; "0" is
// the first of a list.
func stringsOf(document *huma.OpenAPI, op operation) (all [][]string) {
	if op.RequestBody == nil || op.RequestBody.Content["application/json"] == nil {
		return nil
	}
	var walk func(s *huma.Schema, at []string)
	walk = func(s *huma.Schema, at []string) {
		for s != nil && s.Ref != "" {
			s = document.Components.Schemas.SchemaFromRef(s.Ref)
		}
		switch {
		case s == nil || len(at) > 8:
		case s.Type == "string":
			all = append(all, slices.Clone(at))
		case s.Type == "array":
			walk(s.Items, append(at, "0"))
		case s.Type == "object":
			for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
				walk(s.Properties[name], append(slices.Clone(at), name))
			}
			if values, ok := s.AdditionalProperties.(*huma.Schema); ok {
				walk(values, append(slices.Clone(at), "/service/name"))
			}
		}
	}
	walk(op.RequestBody.Content["application/json"].Schema, nil)
	return all
}

// set is a value with a string at a place.
func set(v any, at []string, text string) any {
	if len(at) == 0 {
		return text
	}
	if at[0] == "0" {
		list, _ := v.([]any)
		if len(list) == 0 {
			list = []any{nil}
		}
		list[0] = set(list[0], at[1:], text)
		return list
	}
	group, _ := v.(map[string]any)
	if group == nil {
		group = map[string]any{}
	}
	group[at[0]] = set(group[at[0]], at[1:], text)
	return group
}

// TestNaughty sends strings that have broken other programs to every place that takes a string, of
// every operation: nothing fails, and nothing is shown in place. Each string goes to some places, or
// to all with YOSHIKI_LONG.
func TestNaughty(t *testing.T) {
	w := populated(t, nil)
	all, strange := operations(t, w.service), naughty(t)
	places, sent, next := 0, 0, 0
	for _, id := range slices.Sorted(maps.Keys(all)) {
		for _, s := range slots(w.service.service.API(), all[id]) {
			places++
			some := strange
			if !long() {
				some = nil
				for range 4 {
					some = append(some, strange[next%len(strange)])
					next++
				}
			}
			for _, text := range some {
				path, body, headers := s.put(w, text)
				if strings.HasPrefix(s.name, "header") && (strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) || len(text) > 2000) {
					continue
				}
				sent++
				r := w.ask(t, whoMay(all[id]), all[id].Method, path, body, headers...)
				if r.status >= 500 || r.header.Get("X-Evil") != "" || r.header.Get("X-Content-Type-Options") != "nosniff" || strings.HasPrefix(r.header.Get("Content-Type"), "text/html") {
					t.Errorf("%s, %s: %q: %d %v %.300s", id, s.name, text, r.status, r.header, r.body)
				}
			}
		}
	}
	if places < 150 {
		t.Errorf("%d places", places)
	}
	t.Logf("%d strings in %d places, %d requests", len(strange), places, sent)
	w.ask(t, "provider", http.MethodGet, "/v1/cases/small-saas", "").into(t, 200, nil)
}

// whoMay is somebody who may do an operation.
func whoMay(op operation) string {
	for _, who := range []string{"provider", "staff", "operator", "auditor", "admin"} {
		if do := api.ActionOf(op.Operation); do == api.SignedIn || people[who].May(do) {
			return who
		}
	}
	return ""
}

// TestKept: a strange text in a case comes back as it was put in.
func TestKept(t *testing.T) {
	s := start(t, nil)
	tag := s.put(t, "provider", "small-saas").header.Get("ETag")
	kept, step := 0, 8
	if long() {
		step = 1
	}
	all := naughty(t)
	for i := 0; i < len(all); i += step {
		text := all[i]
		body, err := json.Marshal(map[string]any{"edits": []map[string]string{{"pointer": "/service/summary", "value": text}}})
		if err != nil {
			t.Fatal(err)
		}
		r := s.ask(t, "provider", "PATCH", "/v1/cases/small-saas", string(body), "If-Match", tag)
		if r.status == 422 { // a case may not hold it, and says so
			continue
		}
		kept++
		tag = r.into(t, 200, nil).header.Get("ETag")
		var c struct{ Service struct{ Summary string } }
		s.ask(t, "provider", "GET", "/v1/cases/small-saas", "", "Accept", "application/json").into(t, 200, &c)
		if c.Service.Summary != text {
			t.Errorf("%q became %q", text, c.Service.Summary)
		}
	}
	t.Logf("%d of %d kept", kept, (len(all)+step-1)/step)
	if kept < len(all)/step/2 {
		t.Errorf("%d of %d kept", kept, len(all)/step)
	}
}
