package pages_test

import (
	"net/http"
	"testing"
)

// TestUnkept: a text that no case can hold is told beside its field with the rest saved, on a page
// of fields and in the annex of controls; a paper with what no font has says so.
func TestUnkept(t *testing.T) {
	h, _ := newPages(t)
	v := visitor{t, h}
	_, _, to := v.do("POST", "/demo", nil)
	at := "/cases/demo/for/registration"
	for _, lang := range []string{"", "1"} {
		body := v.post(at+"/part/contact", http.StatusUnprocessableEntity, "base", base(t, v.get(at+"/part/contact")), "/contact/department", "窓口"+lang, "/contact/title", "a\x01b", "do", "next")
		wants(t, body, "制御文字", `href="#f-contact-title"`, ">\na\x01b</textarea>", "窓口"+lang)
		wants(t, v.get(at+"/part/contact"), "窓口"+lang)
	}
	rows := at + "/controls"
	body := v.post(rows, http.StatusUnprocessableEntity, "base", base(t, v.get(rows)), "/statement/controls/0/name", "a\x01b", "/statement/controls/1/name", "新しい名称")
	wants(t, body, "制御文字", "ほかの項目は保存しました", "新しい名称")
	v.post(at+"/part/contact", http.StatusOK, "base", base(t, v.get(at+"/part/contact")), "/contact/department", "\U00030EDE")
	code, body, _ := v.do("GET", at+"/paper/2-4/pdf", nil)
	if code != http.StatusUnprocessableEntity {
		t.Error(code, to)
	}
	wants(t, body, "この紙面は、まだ表示できません", "30EDE")
}
