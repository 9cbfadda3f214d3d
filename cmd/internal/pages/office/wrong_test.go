package office_test

import (
	"bytes"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/letters"
)

// TestVoid: a number that was taken and not used is declared void once, with a reason.
func TestVoid(t *testing.T) {
	w := newWorld(t)
	w.pending(t, ids(1)...)
	pattern, err := letters.ParsePattern("ISMAP-LIU第{seq}号")
	if err != nil {
		t.Fatal(err)
	}
	year, err := pattern.Year("2025-12-05")
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := w.app.Catalog(app.Text{Program: "ismap-liu", Day: "2025-12-05"})
	if err != nil {
		t.Fatal(err)
	}
	form, err := catalog.Definition("1-4")
	if err != nil {
		t.Fatal(err)
	}
	book, err := letters.OpenBook(t.Context(), w.stores["office"], form.From, pattern, year)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Take(t.Context(), letters.Ref{Case: "case-01", ID: "1-4"}); err != nil {
		t.Fatal(err)
	}
	page := w.wants(t, "first", "GET", "/office/numbers", nil, 200, "ISMAP-LIU第1号", "欠番にする")
	good := url.Values{"program": {"ismap-liu"}, "pattern": {"ISMAP-LIU第{seq}号"}, "form": {"1-4"}, "day": {found(t, page, `name="day" value="([^"]+)"`)}, "number": {"ISMAP-LIU第1号"}, "reason": {"二重に作成したため"}}
	for _, wrong := range []struct {
		name, value, want string
		status            int
	}{
		{"reason", " ", "理由を記入してください", 422},
		{"number", "ISMAP-LIU第9号", "第9号", 422},
		{"pattern", "第号", "第号", 422},
		{"day", "あした", "あした", 422},
		{"form", "9-9", "このページはありません", 404},
	} {
		form := url.Values{}
		for k := range good {
			form.Set(k, good.Get(k))
		}
		form.Set(wrong.name, wrong.value)
		w.wants(t, "first", "POST", "/office/numbers", form, wrong.status, wrong.want)
	}
	w.wants(t, "first", "GET", "/office/numbers", nil, 200, "ISMAP-LIU第1号")
	w.wants(t, "first", "POST", "/office/numbers", good, 200, "ISMAP-LIU第1号を欠番にしました", "未使用の番号はありません")
	w.wants(t, "first", "POST", "/office/numbers", good, 422)
	w.wants(t, "first", "GET", "/office/numbers?pattern=x", nil, 422)
}

// TestWrongRuns: approvals and print runs say what is wrong with what was chosen.
func TestWrongRuns(t *testing.T) {
	w := newWorld(t)
	w.pending(t, ids(1)...)
	done := w.issueAll(t, ids(1))
	w.wants(t, "second", "POST", "/office/approvals", url.Values{"do": {"approve"}, "letter": {"pkg-nowhere-0123456789"}}, 422, "もう承認を待っていません")
	w.wants(t, "second", "POST", "/office/approvals", url.Values{"do": {"turn-down"}, "letter": {done[0]}, "reason": {"x"}}, 422, "もう承認を待っていません")
	w.wants(t, "first", "GET", "/office/print?from=%E3%81%82%E3%81%97%E3%81%9F", nil, 422, "日付は、2026-04-15", "あした")
	w.wants(t, "first", "GET", "/office/print?from=2026-01-01", nil, 200, "発行した文書はありません")
	for _, do := range []string{"look", "booklet", "folder"} {
		w.wants(t, "first", "POST", "/office/print", url.Values{"do": {do}}, 422, "文書を選んでください")
		w.wants(t, "first", "POST", "/office/print", url.Values{"do": {do}, "letter": {"pkg-nowhere-0123456789"}}, 422, "文書を選んでください")
		if r := w.ask(t, "first", "ja", "POST", "/office/print", url.Values{"do": {do}, "letter": done}); r.Code != http.StatusOK || r.Body.Len() < 1000 {
			t.Error(do, r.Code, r.Body.Len())
		}
	}
}

// TestWrongWords: what is wrong is told by the names of fields and by lines of the list, in each
// language; a list that is too large is told, not cut.
func TestWrongWords(t *testing.T) {
	w := newWorld(t)
	w.pending(t, ids(1)...)
	at := "/office/cases/case-01/write/1-4"
	for lang, want := range map[string]string{"ja": "必須の項目「判断結果」がありません。", "en": "“Judgement” is required but missing."} {
		body := w.ask(t, "first", lang, "POST", at, url.Values{"day": {"2025-12-05"}, "do": {"issue"}}).Body.String()
		if !strings.Contains(body, want) || strings.Contains(body, "（decision）") || strings.Contains(body, "decision に") || strings.Contains(body, "&#34;decision&#34;") {
			t.Errorf("%s: %q, or its key, in\n%s", lang, want, body)
		}
	}
	bad := url.Values{"day": {"2025-12-05"}, "/decision": {"eligible"}, "/scope/0/function": {"a\x01b"}, "/scope/0/operation": {"x"}}
	bad.Set("do", "issue")
	w.wants(t, "first", "POST", at, bad, 422, "修正が必要な項目：1件", "制御文字", "says-error")
	bad.Set("/scope/0/function", "\U00030EDE")
	w.wants(t, "first", "POST", at+"/pdf", bad, 422, "この紙面は、まだ表示できません", "「機能」に、印字できるフォントのない文字があります：𰻞", "「サーバーのフォントの設定」")
	w.wants(t, "first", "POST", at, bad, 422, "「機能」に、印字できるフォントのない文字があります：𰻞", "says-error")

	list := filepath.Join(t.TempDir(), "list.csv")
	write := func(data []byte) {
		if err := os.WriteFile(list, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write([]byte("案件,判断結果\ncase-01,該当する\nnobody-knows,該当する\n"))
	_, body := w.upload(t, "/office/list?of=ismap-liu/1-4", "list", list, nil)
	if !strings.Contains(body, "3行目の案件「nobody-knows」は") || strings.Contains(body, "3:1") {
		t.Error(body)
	}
	write(bytes.Repeat([]byte("案件,判断結果\n"), 9<<20/len("案件,判断結果\n")))
	if code, body := w.upload(t, "/office/list?of=ismap-liu/1-4", "list", list, nil); code != http.StatusUnprocessableEntity || !strings.Contains(body, "8.0 MBを超えている") {
		t.Error(code, body)
	}
}
