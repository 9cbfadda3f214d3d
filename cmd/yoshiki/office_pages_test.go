package main

import (
	"strconv"
	"strings"
	"testing"

	"yoshiki/cmd/internal/pages/office"
)

// TestOfficePosts posts to every page of the office of a real service that somebody has signed in
// to: what carries no sign of a page of this service is refused, what does is taken.
func TestOfficePosts(t *testing.T) {
	s := newSite(t)
	s.Allow("403", "404", "400")
	s.signIn(s.token)
	s.Open("/office/approvals")
	sign := s.JS(`document.querySelector("[name=csrf]").value`)
	post := func(path, csrf string) string {
		return s.JS(`fetch(` + strconv.Quote(path) + `, {method: "POST", redirect: "manual", body: new URLSearchParams({csrf: ` + strconv.Quote(csrf) + `})}).then(r => r.type === "opaqueredirect" ? "303" : String(r.status))`)
	}
	posts := 0
	for _, r := range office.Room(office.Options{}).Routes {
		method, path, _ := strings.Cut(r.Pattern, " ")
		if method != "POST" {
			continue
		}
		posts++
		path = strings.NewReplacer("{id}", "nowhere", "{form}", "1-4", "{package}", "pkg-nowhere-0123456789").Replace(path)
		for _, csrf := range []string{"", sign[1:] + "x"} {
			if got := post(path, csrf); got != "403" {
				t.Errorf("%s with the sign %q: %s", path, csrf, got)
			}
		}
		if got := post(path, sign); got != "404" && got != "422" && got != "303" {
			t.Errorf("%s: %s", path, got)
		}
	}
	if posts < 8 || len(sign) < 16 {
		t.Error(posts, sign)
	}
}
