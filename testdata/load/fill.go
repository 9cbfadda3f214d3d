package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"
)

const (
	sample   = "testdata/cases/small-saas.yaml"
	controls = 1159 // of the Control Criteria
)

// theirs are the lines of the controls that a case has.
var theirs = regexp.MustCompile(`^(    .*\n)*`)

// attached are the lines that name files, which nobody uploads here.
var attached = regexp.MustCompile(`(?m)^attachments:\n(?:[ #].*\n|\n)*`)

// enlarged is a case to which controls were added, until it has so many.
func enlarged(text string, wanted int) string {
	head, rest, _ := strings.Cut(text, "\n  controls:\n")
	var b strings.Builder
	n := strings.Count(theirs.FindString(rest), "    - id:")
	for chapter := 5; chapter < 19; chapter++ {
		for i := 0; i < 100 && n < wanted; i++ {
			n++
			fmt.Fprintf(&b, "    - id: %d.9.%d.%d\n      name: 情報セキュリティのための方針群\n      kind: detail\n      adopted: yes\n      implementation: %s\n      department: 情報管理部\n      documents: 情報セキュリティ規程第1号\n      change: なし\n",
				chapter, i/10+1, i%10+1, strings.Repeat("方針を定め、経営陣が承認し、全従業員に周知する。", 4))
		}
	}
	return head + "\n  controls:\n" + b.String() + rest
}

// fill keeps the cases and the packages.
func (s *service) fill() error {
	data, err := os.ReadFile(sample)
	if err != nil {
		return err
	}
	text := string(data)
	long := enlarged(text, controls)
	for i := range *cases {
		one, id := text, fmt.Sprintf("load-%d", i)
		if i < *large {
			one = long
		}
		if _, err := s.ask(http.MethodPost, "/v1/cases", "application/yaml", strings.Replace(one, "id: small-saas", "id: "+id, 1), ""); err != nil {
			return err
		}
	}
	text = attached.ReplaceAllString(text, "")
	for i := range *packages {
		id := fmt.Sprintf("packed-%d", i)
		if _, err := s.ask(http.MethodPost, "/v1/cases", "application/yaml", strings.Replace(text, "id: small-saas", "id: "+id, 1), ""); err != nil {
			return err
		}
		path := "/v1/cases/" + id + "/packages"
		if _, err := s.ask(http.MethodPost, path, "application/json", `{"for":"registration","formats":["pdf"],"draft":true}`, ""); err != nil {
			return err
		}
	}
	return nil
}

// ask sends a request that must be done, and gives the ETag of the answer.
func (s *service) ask(method, path, contentType, body string, match string) (etag string, err error) {
	r, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	if match != "" {
		r.Header.Set("If-Match", match)
	}
	r.Header.Set("Authorization", "Bearer "+s.token)
	r.Header.Set("Content-Type", contentType)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode >= http.StatusBadRequest {
		err = fmt.Errorf("%s %s: %d %.500s", method, path, answer.StatusCode, said)
	}
	return answer.Header.Get("ETag"), err
}

// change changes one field of a case with 1,200 controls and checks it, again and again.
func (s *service) change() error {
	data, err := os.ReadFile(sample)
	if err != nil {
		return err
	}
	tag, err := s.ask(http.MethodPost, "/v1/cases", "application/yaml", strings.Replace(enlarged(string(data), 1200), "id: small-saas", "id: changed", 1), "")
	if err != nil {
		return err
	}
	var edit, check []time.Duration
	before := s.cpu()
	for i := range *changes {
		begun := time.Now()
		body := fmt.Sprintf(`{"edits":[{"pointer":"/service/name","value":"甲%d"}]}`, i)
		if tag, err = s.ask(http.MethodPatch, "/v1/cases/changed", "application/json", body, tag); err != nil {
			return err
		}
		changed := time.Now()
		if _, err := s.ask(http.MethodGet, "/v1/cases/changed/check?no-files=true", "application/json", "", ""); err != nil {
			return err
		}
		edit, check = append(edit, changed.Sub(begun)), append(check, time.Since(changed))
	}
	slices.Sort(edit)
	slices.Sort(check)
	at := func(all []time.Duration, part float64) float64 {
		return all[int(part*float64(len(all)-1))].Seconds() * 1000
	}
	fmt.Printf("1,200 controls: one field changed in %.1f ms (p95 %.1f), checked after it in %.1f ms (p95 %.1f); processor of both: %.1f ms\n",
		at(edit, .5), at(edit, .95), at(check, .5), at(check, .95), (s.cpu()-before).Seconds()*1000/float64(*changes))
	return nil
}
