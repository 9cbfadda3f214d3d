package office_test

import (
	"bytes"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
)

// ask asks a page as somebody, in a language.
func (w *world) ask(t testing.TB, as, lang, method, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.AddCookie(&http.Cookie{Name: "who", Value: as})
	r.AddCookie(&http.Cookie{Name: "yoshiki_language", Value: lang})
	out := httptest.NewRecorder()
	w.ServeHTTP(out, r)
	return out
}

// wants asks a page and wants a status and words on it.
func (w *world) wants(t testing.TB, as, method, path string, form url.Values, status int, words ...string) string {
	t.Helper()
	r := w.ask(t, as, "ja", method, path, form)
	body := r.Body.String()
	if r.Code != status {
		t.Fatalf("%s %s: %d, want %d\n%s", method, path, r.Code, status, body)
	}
	for _, x := range words {
		if !strings.Contains(body, x) {
			t.Errorf("%s: %q is not in\n%s", path, x, body)
		}
	}
	return body + r.Header().Get("Location")
}

// upload sends a file with a form.
func (w *world) upload(t testing.TB, path, field, name string, form url.Values) (int, string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	m := multipart.NewWriter(&b)
	for k := range form {
		_ = m.WriteField(k, form.Get(k)) // into memory
	}
	part, _ := m.CreateFormFile(field, name)
	_, _ = part.Write(data)
	_ = m.Close()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(b.String()))
	r.Header.Set("Content-Type", m.FormDataContentType())
	out := httptest.NewRecorder()
	w.ServeHTTP(out, r)
	body, _ := io.ReadAll(out.Result().Body)
	return out.Code, string(body)
}

// TestPlain goes through the office without script.
func TestPlain(t *testing.T) {
	w := newWorld(t)
	w.pending(t, ids(3)...)
	w.keep(t, "registered")
	w.wants(t, "second", "GET", "/", nil, http.StatusSeeOther)
	w.wants(t, "first", "GET", "/office?by=all", nil, 200, "例示クラウド第1", "受付と期限")
	(func(string) {})(w.wants(t, "first", "GET", "/office/cases/case-01", nil, 200, "/write/1-4"))
	(func(string) {})(w.wants(t, "first", "GET", "/office/cases/registered", nil, 200))
	(func(string) {})(w.wants(t, "first", "GET", "/office/cases/case-01/write/1-4", nil, 200, "必須"))
	for _, lang := range []string{"ja", "en"} {
		for _, path := range []string{"/office", "/office/receive", "/office/receive/paper?kind=ismap-liu/registration", "/office/cases/case-01", "/office/cases/case-01/write/1-4", "/office/list", "/office/list?of=ismap-liu/1-4", "/office/approvals", "/office/print", "/office/numbers", "/office/services", "/office/services?day=2026-09-01", "/office/services/registered?day=2026-09-01", "/office/service-list/zip?day=2026-09-01"} {
			r := w.ask(t, "first", lang, "GET", path, nil)
			if body := r.Body.String(); r.Code != 200 || strings.Contains(body, ">web.") || strings.Contains(body, "ZgotmplZ") {
				t.Errorf("%s: %d %s", path, r.Code, body)
			}
		}
	}
}

// TestCompose: what is typed is checked beside its field, the preview is the PDF that is issued,
// and a correction cites the old letter.
func TestCompose(t *testing.T) {
	w := newWorld(t)
	w.pending(t, ids(2)...)
	at := "/office/cases/case-01/write/1-4"
	good := url.Values{"day": {"令和7年12月5日"}, "/decision": {"eligible"}, "/scope/0/function": {"アンケートの作成"}, "/scope/0/operation": {"職員アンケート"}}
	with := func(pairs ...string) url.Values {
		out := maps.Clone(good)
		for i := 0; i < len(pairs); i += 2 {
			out.Set(pairs[i], pairs[i+1])
		}
		return out
	}
	w.wants(t, "first", "POST", at, with("do", "issue", "day", "4/1/2026"), 422, "日付は、2026-04-15")
	w.wants(t, "first", "POST", at, with("do", "issue", "/decision", ""), 422, `aria-describedby="f-decision-s"`, "says-error")
	w.wants(t, "first", "POST", at, with("do", "issue", "/decision", "maybe"), 422, "says-error")
	w.wants(t, "first", "POST", at, with("do", "issue", "pattern", "第号"), 400)
	w.wants(t, "first", "POST", at, with("do", "more:scope"), 200, `name="/scope/1/function"`)
	w.wants(t, "first", "POST", at, with("do", "check"), 200, "発行できます")
	preview := w.ask(t, "first", "ja", "POST", at+"/pdf", good)
	to := w.wants(t, "first", "POST", at, with("do", "issue"), 303)
	issued := w.ask(t, "first", "ja", "GET", to+"/file/pdf", nil)
	if preview.Code != 200 || !bytes.Equal(preview.Body.Bytes(), issued.Body.Bytes()) {
		t.Error("the preview is not what is issued:", preview.Code, issued.Code, preview.Body.Len(), issued.Body.Len())
	}
	w.wants(t, "first", "GET", to, nil, 200, "ISMAP-LIU第1号", "電子メールの文面")
	for _, format := range []string{"xlsx", "docx"} {
		if r := w.ask(t, "first", "ja", "GET", to+"/file/"+format, nil); r.Code != 200 || r.Body.Len() < 1000 {
			t.Error(format, r.Code)
		}
	}
	w.wants(t, "first", "POST", at, with("do", "issue", "/scope/0/operation", "別の業務"), 422, "既に発行しています")
	correct := at + "?corrects=" + url.QueryEscape("ISMAP-LIU第1号")
	w.wants(t, "first", "GET", correct, nil, 200, "ISMAP-LIU第1号を訂正する文書です", "職員アンケート")
	again := w.wants(t, "first", "POST", at, with("do", "issue", "corrects", "ISMAP-LIU第1号", "/scope/0/operation", "職員の調査"), 303)
	w.wants(t, "first", "GET", again, nil, 200, "ISMAP-LIU第2号", "ISMAP-LIU第1号")
	w.wants(t, "first", "GET", to, nil, 200, "発行されています")
}

// TestSecond: where a second person is wanted, who writes a letter cannot approve it, and nothing
// leaves before.
func TestSecond(t *testing.T) {
	w := newWorld(t)
	w.pending(t, ids(2)...)
	w.wants(t, "second", "POST", "/office/approvals/policy", url.Values{"second": {"on"}}, 403)
	w.wants(t, "first", "POST", "/office/approvals/policy", url.Values{"second": {"on"}}, 303)
	good := url.Values{"day": {"2025-12-05"}, "/decision": {"eligible"}, "/scope/0/function": {"アンケートの作成"}, "/scope/0/operation": {"職員アンケート"}, "do": {"issue"}}
	one := w.wants(t, "first", "POST", "/office/cases/case-01/write/1-4", good, 303)
	two := w.wants(t, "first", "POST", "/office/cases/case-02/write/1-4", good, 303)
	w.wants(t, "first", "GET", one, nil, 200, "あなたが作成した文書です")
	w.wants(t, "first", "GET", one+"/file/pdf", nil, 409)
	pack := func(at string) string { return at[len("/office/letters/"):] }
	w.wants(t, "first", "POST", "/office/approvals", url.Values{"do": {"approve"}, "letter": {pack(one)}}, 200, "あなたが作成した文書です")
	w.wants(t, "second", "POST", "/office/approvals", url.Values{"do": {"approve"}}, 422, "文書を選んでください")
	w.wants(t, "second", "POST", "/office/approvals", url.Values{"do": {"turn-down"}, "letter": {pack(two)}}, 422, "理由を記入してください")
	w.wants(t, "second", "POST", "/office/approvals", url.Values{"do": {"approve"}, "letter": {pack(one)}}, 200, "1件を承認しました")
	w.wants(t, "second", "POST", "/office/approvals", url.Values{"do": {"turn-down"}, "letter": {pack(two)}, "reason": {"宛先が違う"}}, 200, "1件を差し戻しました")
	w.wants(t, "first", "GET", one, nil, 200, "発行されています", "確認 次郎")
	w.wants(t, "first", "GET", two, nil, 200, "宛先が違う")
	w.wants(t, "first", "GET", one+"/file/pdf", nil, 200)
	w.wants(t, "first", "GET", two+"/file/pdf", nil, 409)
}

// TestPaperCase: what came on paper is typed in; what is wrong is told beside its field.
func TestPaperCase(t *testing.T) {
	w := newWorld(t)
	form := url.Values{"kind": {"ismap-liu/prior-application"}, "case": {"紙"}, "day": {"2025-12-05"}}
	w.wants(t, "first", "POST", "/office/receive/paper", form, 422, "半角の英小文字")
	form.Set("case", "paper-1")
	form.Set("/applicant/corporate_number", "123")
	w.wants(t, "first", "POST", "/office/receive/paper", form, 422, "aria-invalid")
	form.Set("/applicant/corporate_number", "")
	form.Set("/applicant/name", "株式会社紙")
	form.Set("/service/name", "紙のクラウド")
	w.wants(t, "first", "POST", "/office/receive/paper", form, 200, "受付第1号")
	w.wants(t, "first", "GET", "/office", nil, 200, "紙のクラウド", "受付第1号")
	form.Set("/service/name", "別のクラウド")
	w.wants(t, "first", "POST", "/office/receive/paper", form, 422)
}
