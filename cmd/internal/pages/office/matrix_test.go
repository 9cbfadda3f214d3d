package office_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/pages/office"
)

// TestMatrix asks every route of the office as everybody: who may not is refused, what was asked is
// noted for the audit log, and what is of another tenant answers as what is missing.
func TestMatrix(t *testing.T) {
	w := newWorld(t)
	w.pending(t, ids(1)...)
	w.keep(t, "registered")
	done := w.issueAll(t, ids(1))
	fill := func(id, pack string) func(string) string {
		return strings.NewReplacer("{id}", id, "{package}", pack, "{form}", "1-4", "{format}", "pdf", "{path...}", "data/10-forms/1-4.pdf").Replace
	}
	for _, route := range office.Room(w.options).Routes {
		if route.Action == "" { // for anybody, see TestPublicList
			continue
		}
		method, pattern, _ := strings.Cut(route.Pattern, " ")
		form := url.Values{}
		if strings.HasSuffix(pattern, "/receive/paper") {
			form.Set("kind", "ismap-liu/registration")
		}
		path := fill("case-01", done[0])(pattern)
		if method == http.MethodGet && len(form) > 0 {
			path += "?" + form.Encode()
		}
		for name, actor := range who {
			if name == "other" {
				continue
			}
			w.noted = nil
			r := w.ask(t, name, "ja", method, path, form)
			if may := actor.May(route.Action); may == (r.Code == http.StatusForbidden) {
				t.Errorf("%s of %s: %d, may: %v", route.Pattern, name, r.Code, may)
			}
			if !slices.Contains(w.noted, route.Action) {
				t.Errorf("%s: nobody noted %s", route.Pattern, route.Action)
			}
		}
		if !strings.Contains(pattern, "{id}") && !strings.Contains(pattern, "{package}") {
			continue
		}
		foreign := w.ask(t, "other", "ja", method, path, form)
		missing := w.ask(t, "other", "ja", method, fill("nowhere", "pkg-nowhere-0123456789")(pattern), form)
		same := strings.NewReplacer("nowhere", "ID", "case-01", "ID", "pkg-nowhere-0123456789", "ID", done[0], "ID").Replace
		if foreign.Code != http.StatusNotFound || missing.Code != http.StatusNotFound || same(foreign.Body.String()) != same(missing.Body.String()) {
			t.Errorf("%s of another tenant: %d, missing: %d\n%s", route.Pattern, foreign.Code, missing.Code, foreign.Body)
		}
	}
}

// TestAttachments: who has no grant for an attachment does not see it, and each try is noted.
func TestAttachments(t *testing.T) {
	w := newWorld(t)
	code, body := w.upload(t, "/office/receive", "package", w.zip(t, "small-saas", "registration"), url.Values{"day": {"2025-12-05"}})
	if code != 200 || !strings.Contains(body, "受付第1号") {
		t.Fatal(code, body)
	}
	pack := found(t, w.wants(t, "first", "GET", "/office/cases/small-saas", nil, 200), `/office/packages/([^"]+)"`)
	page := w.wants(t, "first", "GET", "/office/packages/"+pack, nil, 200, "完全で、変更されていません", "許可が要ります")
	w.wants(t, "first", "GET", "/office/packages/"+pack+"/papers/"+found(t, page, `/papers/([^"]+)"`), nil, 200, "data-paper")
	file := found(t, page, `<code>(data/[^<]*[^.]pdf|data/2[^<]*)</code>`)
	at := "/office/packages/" + pack + "/files/" + strings.ReplaceAll(url.PathEscape(file), "%2F", "/")
	w.noted = nil
	w.wants(t, "second", "GET", at, nil, 403, "許可がありません")
	if !slices.Contains(w.noted, access.AttachmentRead) {
		t.Error("the audit log does not know that an attachment was asked for")
	}
	w.granted["p-second small-saas "+file] = true
	if r := w.ask(t, "second", "ja", "GET", at, nil); r.Code != 200 || !strings.HasPrefix(r.Header().Get("Content-Disposition"), "attachment") {
		t.Error(r.Code, r.Header())
	}
	w.wants(t, "first", "GET", at, nil, 403)
}
