package pages_test

import (
	"bytes"
	"errors"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
)

// renewed has somebody carry the demonstration case on to its renewal, and gives the path of that.
func (two *together) renewed(name string) string {
	two.Helper()
	r := httptest.NewRequestWithContext(two.actor(name), http.MethodPost, "/next", strings.NewReader("case=demo&kind=renewal"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	two.handler.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther {
		two.Fatal(w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

// TestCarried: a part that was carried over asks to be checked until somebody says that it is
// still right, or changes it; the history tells who did. It leads on to the next part to check.
func TestCarried(t *testing.T) {
	two := newTogether(t)
	two.as("佐藤", "/demo", url.Values{})
	at := two.renewed("佐藤")
	part := func(name string) string { return two.as("佐藤", at+"/part/"+name, nil) }
	asks := []string{"前の案件から引き継いだ内容です", `action="` + at + `/checked"`, "内容を確認した"}
	two.holds(part("applicant"), asks)
	left := strings.Count(two.as("佐藤", at, nil), "引継ぎ・要確認")
	next := two.as("鈴木", at+"/checked", url.Values{"part": {"/applicant"}})
	if next != "" {
		t.Errorf("what comes of a confirmation: %s", next)
	}
	two.holds(part("applicant"), []string{"引き継いだ内容を確認済み：鈴木（令和8年6月1日 09:00）"}, "内容を確認した", "引継ぎ・要確認")
	two.as("佐藤", at+"/checked", url.Values{"part": {"/applicant"}}) // who was first stays
	tasks := two.as("佐藤", at, nil)
	if now := strings.Count(tasks, "引継ぎ・要確認"); now != left-1 || !strings.Contains(tasks, "確認済み") {
		t.Errorf("%d parts are to be checked, %d were before", now, left)
	}
	two.holds(two.as("佐藤", strings.TrimSuffix(at, "/for/renewal")+"/history", nil), []string{"」を確認：鈴木（令和8年6月1日 09:00）"}, "確認：佐藤")
	two.holds(part("contact"), asks)
	two.typesAt(at, "佐藤", "contact", "/contact/phone", "03-1234-0000")
	two.holds(part("contact"), nil, asks...)
}

// uploads attaches a file of the demonstration case as one of the papers.
func (two *together) uploads(name, paper, file string) {
	two.Helper()
	data, err := os.ReadFile("../../../testdata/cases/small-saas/実施結果報告書.pdf")
	if err != nil {
		two.Fatal(err)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", file)
	if err == nil {
		_, err = part.Write(data)
	}
	if err = errors.Join(err, form.WriteField("paper", paper), form.Close()); err != nil {
		two.Fatal(err)
	}
	r := httptest.NewRequestWithContext(two.actor(name), http.MethodPost, "/cases/demo/for/registration/files", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	two.handler.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther {
		two.Fatal(w.Code, w.Body)
	}
}

// TestAgain: of the files of the filing before, those that the rules want no new ones of may go
// along once more, looked at again; an Assessment Report may not.
func TestAgain(t *testing.T) {
	two := newTogether(t)
	two.as("佐藤", "/demo", url.Values{})
	two.uploads("佐藤", "registry-certificate", "登記.pdf")
	at := two.renewed("佐藤")
	files := two.as("佐藤", at+"/files", nil)
	two.holds(files, []string{"前回の書類をもう一度使う", "登記事項証明書（全部事項証明書）", "今も変わっていないこと", `value="files/登記.pdf"`, "この書類を使う"}, `value="small-saas/実施結果報告書.pdf"`)
	two.as("佐藤", at+"/files/again", url.Values{"path": {"files/登記.pdf"}})
	two.holds(two.as("佐藤", at+"/files", nil), []string{"登記事項証明書（全部事項証明書）", "files/登記.pdf", "点検済み"}, "前回の書類をもう一度使う")
}
