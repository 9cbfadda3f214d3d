package pages_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// visitor asks pages as a browser without script does.
type visitor struct {
	t testing.TB
	h http.Handler
}

func (v visitor) do(method, path string, form url.Values) (int, string, string) {
	v.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	v.h.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return w.Code, string(body), w.Header().Get("Location")
}

func (v visitor) get(path string) string {
	v.t.Helper()
	code, body, _ := v.do("GET", path, nil)
	if code != http.StatusOK {
		v.t.Fatalf("%s: %d\n%s", path, code, body)
	}
	return body
}

func (v visitor) post(path string, want int, pairs ...string) string {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	code, body, to := v.do("POST", path, form)
	if code != want {
		v.t.Fatalf("%s %v: %d, want %d\n%s", path, pairs, code, want, body)
	}
	return body + to
}

var baseField = regexp.MustCompile(`name="base" value="([0-9a-f]{64})"`)

func base(t testing.TB, body string) string {
	t.Helper()
	found := baseField.FindStringSubmatch(body)
	if found == nil {
		t.Fatalf("no base:\n%s", body)
	}
	return found[1]
}

func wants(t testing.TB, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(body, w) {
			t.Errorf("%q is not in\n%s", w, body)
		}
	}
}

// TestPlain goes the way of somebody without script: a new case, a part, a wrong day that is
// kept as typed, two people on one field.
func TestPlain(t *testing.T) {
	h, _ := newPages(t)
	v := visitor{t, h}
	wants(t, v.get("/"), "申請書類を、画面で作成します")
	wants(t, v.get("/start?program=ismap-liu"), `value="case-2026-1"`, `value="registration"`)
	v.post("/start", http.StatusUnprocessableEntity, "program", "ismap-liu", "kind", "registration", "case", "案件")
	to := v.post("/start", http.StatusSeeOther, "program", "ismap-liu", "kind", "registration", "case", "neu-1", "service", "例示クラウド")
	wants(t, to, "/cases/neu-1/for/registration")
	wants(t, v.get("/cases/neu-1/for/registration"), "例示クラウド", "未記入")

	part := "/cases/neu-1/for/registration/part/statement"
	first := base(t, v.get(part))
	body := v.post(part, http.StatusOK, "base", first, "/statement/date", "4/1/2026", "/statement/period/to", "令和8年3月31日")
	wants(t, body, `value="4/1/2026"`, `aria-invalid="true"`, `value="2026-03-31"`, "令和8年3月31日")
	wants(t, v.get(part), `value="4/1/2026"`)
	wants(t, v.post(part, http.StatusPreconditionFailed, "base", first, "/statement/date", "2026-04-02"), "4/1/2026", "2026-04-02", `name="mine"`)
	wants(t, v.post(part, http.StatusOK, "base", first, "/statement/extent", "全て", "/statement/date", ""), `value="4/1/2026"`, "全て")
	wants(t, v.post(part, http.StatusSeeOther, "base", first, "do", "next"), "/part/statement/scope")
}

// TestLanguage shows every page that needs no case in English on demand.
func TestLanguage(t *testing.T) {
	h, _ := newPages(t)
	for _, path := range []string{"/", "/welcome", "/start", "/calendar"} {
		r := httptest.NewRequest("GET", path, nil)
		r.AddCookie(&http.Cookie{Name: "yoshiki_language", Value: "en"})
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if body := w.Body.String(); !strings.Contains(body, `<html lang="en">`) || strings.Contains(body, "web.") {
			t.Errorf("%s: %s", path, body)
		}
	}
}

// TestNew: what a new case lacks is told as what is still to be done, not as a fault, and in
// words of the pages: no name of a rule, a paper or a kind of package, no file.
func TestNew(t *testing.T) {
	h, _ := newPages(t)
	v := visitor{t, h}
	raw := regexp.MustCompile(`(liu|ismap|case):[a-z0-9]|registry-certificate|prior-result|assessment-report|案件ファイル|書かれるまで、 `)
	for _, program := range []string{"ismap", "ismap-liu"} {
		v.post("/start", http.StatusSeeOther, "program", program, "kind", "registration", "case", program)
		at := "/cases/" + program + "/for/registration"
		tasks := v.get(at)
		wants(t, tasks, "早めに始めておくこと", `href="`+at+`/files"`)
		if strings.Contains(tasks, "修正が必要") {
			t.Errorf("a fault in a new case:\n%s", tasks)
		}
		list := regexp.MustCompile(`(?s)<ul><li>.*?</ul>`).FindString(v.get(at + "/build"))
		if told := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(list, " "); len(told) < 300 || raw.MatchString(told) {
			t.Errorf("%q in\n%s", raw.FindString(told), told)
		}
	}
}
