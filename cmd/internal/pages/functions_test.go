package pages_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"yoshiki/cmd/internal/pages/pagestest"
)

var undoButton = regexp.MustCompile(`name="undo" value="([0-9]+)"`)

// TestUndo: the fields of a page go back step by step, what was changed elsewhere stays, and
// what was undone can be had again.
func TestUndo(t *testing.T) {
	h, _ := newPages(t)
	v := visitor{t, h}
	v.post("/demo", http.StatusSeeOther)
	at := "/cases/demo/for/registration/part"
	body := v.get(at + "/contact")
	for _, text := range []string{"一課", "二課"} {
		body = v.post(at+"/contact", http.StatusOK, "base", base(t, body), "/contact/department", text)
	}
	other := v.post(at+"/service", http.StatusOK, "base", base(t, v.get(at+"/service")), "/service/name", "別の画面")
	undo := func(want string) {
		t.Helper()
		found := undoButton.FindStringSubmatch(body)
		if found == nil {
			t.Fatalf("no way to undo:\n%s", body)
		}
		body = v.post(at+"/contact", http.StatusOK, "base", base(t, body), "undo", found[1])
		wants(t, body, want)
	}
	body = v.get(at + "/contact")
	undo("\n一課</textarea>")
	undo("\n経営管理部　ISMAP申請担当</textarea>")
	wants(t, other, "別の画面")
	wants(t, v.get(at+"/service"), "別の画面")
	body = v.get(at + "/contact")
	undo("\n一課</textarea>")
}

// TestTried: asking what is wrong with the annex as it is typed keeps nothing.
func TestTried(t *testing.T) {
	h, _ := newPages(t)
	v := visitor{t, h}
	v.post("/demo", http.StatusSeeOther)
	at := "/cases/demo/for/registration/controls"
	was := base(t, v.get(at))
	wants(t, v.post(at, http.StatusOK, "base", was, "do", "check", "/statement/controls/0/name", "試し"), "試し")
	if base(t, v.get(at)) != was {
		t.Error("what was only asked about was kept")
	}
}

// TestSign: a package is signed with a key that was uploaded; without one, or with something
// else, it is told what to do.
func TestSign(t *testing.T) {
	h, _ := newPages(t)
	v := visitor{t, h}
	v.post("/demo", http.StatusSeeOther)
	to := v.post("/cases/demo/for/registration/build", http.StatusSeeOther)
	at := to[strings.Index(to, "/packages/"):]
	wants(t, v.get(at), "署名はありません")
	key, certificate := pagestest.KeyPair(t, "情報保証部", today)
	if code, body := v.upload(at+"/signed", nil); code != http.StatusUnprocessableEntity || !strings.Contains(body, "署名鍵のファイルを選んでください") {
		t.Errorf("no key: %d\n%s", code, body)
	}
	if code, body := v.upload(at+"/signed", map[string][]byte{"key": []byte("no key")}); code != http.StatusUnprocessableEntity || !strings.Contains(body, "banner error") {
		t.Errorf("a file that is no key: %d\n%s", code, body)
	}
	if code, body := v.upload(at+"/signed", map[string][]byte{"key": key, "certificate": certificate}); code != http.StatusSeeOther {
		t.Fatalf("%d\n%s", code, body)
	}
	wants(t, v.get(at), "情報保証部", "完全で、変更されていません")
}

// upload posts files.
func (v visitor) upload(path string, files map[string][]byte) (int, string) {
	v.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, data := range files {
		w, err := m.CreateFormFile(name, name+".pem")
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			v.t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		v.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	w := httptest.NewRecorder()
	v.h.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return w.Code, string(body)
}
