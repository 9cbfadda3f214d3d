package server_test

import (
	"encoding/json"
	"strings"
	"testing"
)

type problem struct {
	Type, Title, Detail string
	Status              int
	Errors              []struct{ Where, Detail string }
	Findings            []struct{ ID, Pointer string }
	Conflict            *struct {
		Digest, Text string
		Merge        *struct {
			Text    string
			Stored  []struct{ Kind, Pointer, From, To string }
			Yours   []struct{ Kind, Pointer, From, To string }
			Clashes []struct{ Clash, Pointer, Base, Stored, Yours string }
		}
	}
}

// TestCaseLife creates a case, reads, changes and merges it, and looks back.
func TestCaseLife(t *testing.T) {
	s := start(t, nil)
	first := s.put(t, "provider", "small-saas").header.Get("ETag")
	at := "/v1/cases/small-saas"
	if r := s.ask(t, "provider", "GET", at, "").into(t, 200, nil); r.header.Get("ETag") != first || !strings.HasPrefix(r.header.Get("Content-Disposition"), "attachment") || !strings.Contains(string(r.body), "id: small-saas") {
		t.Errorf("%v %.100s", r.header, r.body)
	}
	s.ask(t, "provider", "GET", at, "", "If-None-Match", first).into(t, 304, nil)
	var asJSON struct{ Service struct{ Name string } }
	s.ask(t, "provider", "GET", at, "", "Accept", "application/json").into(t, 200, &asJSON)
	if asJSON.Service.Name != "つむぎ研修クラウド" {
		t.Error(asJSON)
	}
	edit := func(pointer, value string) string {
		data, _ := json.Marshal(map[string]any{"edits": []map[string]string{{"pointer": pointer, "value": value}}})
		return string(data)
	}
	s.ask(t, "provider", "PATCH", at, edit("/service/name", "甲")).into(t, 428, nil)
	second := s.ask(t, "provider", "PATCH", at, edit("/service/name", "甲"), "If-Match", first).into(t, 200, nil).header.Get("ETag")
	var p problem
	s.ask(t, "provider", "PATCH", at, edit("/service/url", "https://example.jp/"), "If-Match", first).into(t, 412, &p)
	m := p.Conflict.Merge
	if `"`+p.Conflict.Digest+`"` != second || m == nil || len(m.Clashes) != 0 || len(m.Stored) != 1 || m.Stored[0].To != "甲" || len(m.Yours) != 1 || !strings.Contains(m.Text, "https://example.jp/") || !strings.Contains(m.Text, "甲") {
		t.Errorf("%+v", p.Conflict)
	}
	mine := strings.Replace(string(s.ask(t, "provider", "GET", at+"/versions/1", "").into(t, 200, nil).body), "つむぎ研修クラウド", "乙", 1)
	order := map[string]any{"base": strings.Trim(first, `"`), "text": mine}
	send := func() reply {
		data, _ := json.Marshal(order)
		return s.ask(t, "provider", "POST", at+"/merge", string(data))
	}
	send().into(t, 412, &p)
	if c := p.Conflict.Merge.Clashes; len(c) != 1 || c[0].Pointer != "/service/name" || c[0].Stored != "甲" || c[0].Yours != "乙" {
		t.Errorf("%+v", c)
	}
	order["take"] = map[string]string{"/service/name": "yours"}
	send().into(t, 200, nil)
	var versions struct {
		Versions []struct {
			Version int
			Service string
		}
	}
	s.ask(t, "provider", "GET", at+"/versions", "").into(t, 200, &versions)
	if v := versions.Versions; len(v) != 3 || v[0].Service != "乙" || v[1].Service != "甲" || v[2].Service != "つむぎ研修クラウド" {
		t.Errorf("%+v", v)
	}
}

// TestEditKinds sets, inserts, moves and removes, also lists and groups; what is wrong is told
// by its place, and nothing is changed.
func TestEditKinds(t *testing.T) {
	s := start(t, nil)
	tag := s.put(t, "provider", "small-saas").header.Get("ETag")
	at := "/v1/cases/small-saas"
	edits := `{"edits":[{"do":"insert","pointer":"/service/functions/1","value":{"no":"F9","name":"新機能","summary":"要約"}},{"do":"remove","pointer":"/service/functions/0"},
		{"do":"move","pointer":"/service/functions/0","to":1},{"pointer":"/contact/deputies","value":[{"name":"甲"},{"name":"乙"}]}]}`
	tag = s.ask(t, "provider", "PATCH", at, edits, "If-Match", tag).into(t, 200, nil).header.Get("ETag")
	var c struct {
		Service struct{ Functions []struct{ No string } }
		Contact struct{ Deputies []struct{ Name string } }
	}
	s.ask(t, "provider", "GET", at, "", "Accept", "application/json").into(t, 200, &c)
	if f := c.Service.Functions; len(f) != 3 || f[0].No != "F2" || f[1].No != "F9" || len(c.Contact.Deputies) != 2 {
		t.Errorf("%+v", c)
	}
	for _, bad := range []string{`{"edits":[{"pointer":"/nowhere","value":"x"}]}`, `{"edits":[{"pointer":"/prior/date","value":"4/1"}]}`, `{"edits":[{"do":"insert","pointer":"/service/functions/99","value":"x"}]}`} {
		var p problem
		s.ask(t, "provider", "PATCH", at, bad, "If-Match", tag).into(t, 422, &p)
		if len(p.Findings) == 0 || p.Type != "urn:yoshiki:problem:refused" {
			t.Errorf("%s: %+v", bad, p)
		}
	}
}
