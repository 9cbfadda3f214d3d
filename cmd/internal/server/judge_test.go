package server_test

import (
	"fmt"
	"strings"
	"testing"
)

// judged is what is asked of the letters that wait.
type judged struct {
	*service
	t *testing.T
}

// prepare has a letter of a case written by the first account, and gives its package.
func (j *judged) prepare(id, decision string) string {
	j.t.Helper()
	var got struct {
		Letters []struct{ Status, Number, Package string }
	}
	j.ask(j.t, "staff", "POST", "/v1/letters", fmt.Sprintf(`{"form":"1-4","date":"2026-04-10","formats":["pdf"],"letters":[{"case":%q,"set":%s}]}`, id, decision)).into(j.t, 200, &got)
	if l := got.Letters[0]; l.Status != "waiting" || l.Number == "" || l.Package == "" {
		j.t.Fatalf("%+v", l)
	}
	return got.Letters[0].Package
}

// judge has somebody judge letters; of what is left, so much is said.
func (j *judged) judge(who, reason string, status int, told string, packages ...string) {
	j.t.Helper()
	body := fmt.Sprintf(`{"letters":["%s"],"reason":%q}`, strings.Join(packages, `","`), reason)
	if r := j.ask(j.t, who, "POST", "/v1/letters/judgements", body, "Accept-Language", "en"); r.status != status || !strings.Contains(string(r.body), told) {
		j.t.Errorf("%s %q: %d %s, want %d %s", who, reason, r.status, r.body, status, told)
	}
}

// stands wants a letter of a case to be in a state, and its files to leave the store, or to be told
// why they do not.
func (j *judged) stands(id, letter, state string, leaves int, told string) {
	j.t.Helper()
	var got struct {
		Letters []struct{ Status, Package string }
	}
	j.ask(j.t, "deputy", "GET", "/v1/cases/"+id+"/letters", "").into(j.t, 200, &got)
	if len(got.Letters) != 1 || got.Letters[0].Status != state || got.Letters[0].Package != letter {
		j.t.Errorf("%s: %+v, want %s", id, got.Letters, state)
	}
	if r := j.ask(j.t, "auditor", "GET", "/v1/packages/"+letter+"/zip", "", "Accept-Language", "en"); r.status != leaves || !strings.Contains(string(r.body), told) {
		j.t.Errorf("%s: %d %.300s, want %d", id, r.status, r.body, leaves)
	}
}

// TestJudge: of two accounts one prepares letters and another lets them go or turns them down,
// once; whoever prepared one cannot judge it, and what cannot be judged stops no other.
func TestJudge(t *testing.T) {
	j := &judged{start(t, remembering(t)), t}
	for _, id := range []string{"one", "two", "three"} {
		j.ask(t, "staff", "POST", "/v1/cases", "id: "+id+"\nprogram: ismap-liu\nrevision: 2023-11-10\napplicant: {name: 例示クラウド株式会社}\nprior: {date: 2026-03-01}\n", "Content-Type", "application/yaml").into(t, 201, nil)
	}
	j.ask(t, "staff", "PUT", "/v1/approval", `{"accounts":true}`).into(t, 403, nil)
	j.ask(t, "admin", "PUT", "/v1/approval", `{"accounts":true}`).into(t, 200, nil)
	one, two, three := j.prepare("one", `{"decision":"eligible"}`), j.prepare("two", `{"decision":"eligible"}`), j.prepare("three", `{"decision":"eligible"}`)
	var waiting struct {
		Letters []struct{ Package, Prepared string }
	}
	if j.ask(t, "deputy", "GET", "/v1/letters/waiting", "").into(t, 200, &waiting); len(waiting.Letters) != 3 || waiting.Letters[0].Prepared != "s1" {
		t.Errorf("%+v", waiting)
	}
	j.stands("one", one, "waiting", 422, "waits for its approval")
	j.judge("staff", "", 422, "prepared by s1: another person has to approve it", one)
	j.judge("staff", "x", 422, "prepared by s1: another person", one)
	j.judge("provider", "", 403, "", one)
	j.judge("clerk", "", 422, "waits for approval", one) // of another tenant, who sees none
	j.judge("deputy", "", 422, "letter with the number or package “pkg-none” waits", one, "pkg-none", two)
	j.stands("one", one, "released", 200, "PK")
	j.stands("two", two, "released", 200, "PK")
	j.judge("deputy", "業務が違う", 204, "", three)
	j.stands("three", three, "turned-down", 422, "turned down by s2 and never leaves the store: 業務が違う")
	j.judge("deputy", "", 422, "waits for approval", three)
	j.judge("deputy", "late", 422, "waits for approval", one)
	if j.ask(t, "deputy", "GET", "/v1/letters/waiting", "").into(t, 200, &waiting); len(waiting.Letters) != 0 {
		t.Errorf("%+v", waiting)
	}
}
