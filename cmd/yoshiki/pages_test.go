package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/manifest"
)

// fetched is what a file of the site begins with, behind its status and type.
func (s *site) fetched(path string) string {
	s.Helper()
	return s.JS(`fetch("` + path + `").then(async r => r.status + " " + r.headers.get("Content-Type") + " " + (await r.text()).slice(0, 400))`)
}

// waiting begins a batch that nobody works on.
func (s *site) waiting(dry bool) {
	s.Helper()
	a := app.New(app.Options{Generator: manifest.Generator{Name: "yoshiki", Version: version()}})
	store, err := a.CreateStore(s.Context(), "dir:"+filepath.Join(s.data, "store", "t", "main"), time.Now())
	if err != nil {
		s.Fatal(err)
	}
	m, err := office.Mover(a, store, office.RerenderOrder{Program: "ismap-liu", To: "2023-11-10", Dry: dry, Again: true})
	if err != nil {
		s.Fatal(err)
	}
	if _, err := office.Batch(s.Context(), a, m, store); err != nil {
		s.Fatal(err)
	}
}

// TestOperatorPages: after a revision of the rules an operator compares the texts, sees what
// would change, has it done, watches, pauses, goes on and takes the report along.
func TestOperatorPages(t *testing.T) {
	s := newSite(t, "kumo-a", "kumo-b", "kumo-c")
	s.signIn(s.token)
	s.both("op-rules", "/rules")
	s.click(`form[action="/rules/diff"] button`)
	s.says("規則の違い")
	s.both("op-diff", "/rules/diff?program=ismap-liu&from=2022-11-01&to=2023-11-10")
	s.Allow("404")
	s.both("op-batches", "/batches")

	s.Open("/batches")
	s.JS(`document.getElementById("to").add(new Option("x", "ismap-liu/1999-01-01", true, true))`)
	s.click(`button[value=run]`)
	s.says("合わせる規則を一覧から選んでください")
	s.axe("op-batches-fault", "ja")
	s.Open("/batches?text=ismap-liu/2025-04-01")
	s.click(`button[value=run]`)
	s.says("公式の本文で確認できていません")

	s.Open("/batches?text=ismap-liu/2023-11-10")
	s.click(`button[value=rehearse]`)
	s.says("これは影響の確認です")
	s.says("全て終わりました")
	if impact := s.JS(`document.querySelectorAll("#impact + p + .scroll tbody tr").length`); impact == "0" {
		t.Error("no difference has any effect")
	}
	s.both("op-rehearsal", "/batches/1")
	told := s.JS(`[...document.querySelectorAll(".counts dd")].map(e => e.textContent).join(" ")`)
	s.click(`button[value=run]`)
	s.says("一括処理 第2回")
	s.says("全て終わりました")
	if did := s.JS(`[...document.querySelectorAll(".counts dd")].map(e => e.textContent).join(" ")`); did != told || !strings.Contains(did, "3") {
		t.Errorf("told %s, did %s", told, did)
	}
	s.both("op-batch", "/batches/2")
	s.Open("/batches/2?outcome=failed")
	s.says("当てはまるものはありません")
	s.Open("/batches/2?q=kumo-b")
	if n := s.JS(`document.querySelectorAll(".cards .card").length`); n != "1" {
		t.Errorf("%s packages of one case", n)
	}
	for format, want := range map[string]string{"pdf": "200 application/pdf %PDF", "xlsx": "200 application/vnd.openxmlformats-officedocument.spreadsheetml.sheet PK", "json": `200 application/json {"batch":2`} {
		if got := s.fetched("/batches/2/report/" + format); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %.200s", format, got)
		}
	}
	for _, path := range []string{"/batches/2/report/doc", "/batches/99", "/batches/02", "/batches/x", "/batches/-1"} {
		if got := s.fetched(path); !strings.HasPrefix(got, "404") {
			t.Errorf("%s: %.200s", path, got)
		}
	}

	s.waiting(false)
	s.Open("/batches/3")
	s.Until(`document.querySelector("[data-say=rate]").textContent`)
	s.click(`form[action$="/pause"] button`)
	s.says("一時停止しています")
	s.both("op-paused", "/batches/3")
	s.Open("/batches")
	s.click(`button[value=rehearse]`)
	s.says("別の一括処理か影響の確認が進行中です")
	s.Open("/batches/3")
	s.click(`form[action$="/resume"] button`)
	s.says("全て終わりました")
	s.waiting(true)
	s.Open("/batches/4")
	s.both("op-running", "/batches/4")
	s.Open("/batches/4")
	s.JS(`document.querySelector("main details").open = true`)
	s.JS(`document.getElementById("sure").required = false`)
	s.click(`form[action$="/cancel"] button`)
	s.says("確認の欄に印を付けてください")
	s.Open("/batches/4")
	s.JS(`document.getElementById("sure").checked = true`)
	s.click(`form[action$="/cancel"] button`)
	s.says("途中で取りやめました")
	s.both("op-cancelled", "/batches/4")

	s.Open("/queue/")
	s.says("No jobs found")
	s.Open("/queue/jobs?state=completed")
	s.says("call")
	s.Shot("op-queue")
	if got := s.JS(`fetch("/queue/api/jobs?state=completed").then(r => r.text())`); !strings.Contains(got, "/v1/batches") || strings.Contains(got, `"body"`) || strings.Contains(got, `"output"`) {
		t.Errorf("jobs: %.600s", got)
	}
	if got := s.JS(`fetch("/queue/api/queues/calls/pause", { method: "PUT" }).then(r => r.status)`); got != "200" {
		t.Error("pause of a queue:", got)
	}
	if got := s.JS(`fetch("/queue/api/queues/calls/resume", { method: "PUT" }).then(r => r.status)`); got != "200" {
		t.Error("resume of a queue:", got)
	}
}

// TestAuditorPages: an auditor looks who did what, verifies the log, finds what was changed, and
// takes the log along.
func TestAuditorPages(t *testing.T) {
	s := newSite(t, "kumo-a")
	s.signIn(s.token)
	s.Open("/rules")
	s.logged("/audit", "GET /rules")
	s.both("ad-log", "/audit")
	s.Open("/audit")
	s.says("first")
	s.JS(`document.getElementById("action").value = "batch"`)
	s.click(`form[action="/audit"] button`)
	if got := s.JS(`[...document.querySelectorAll("tbody tr")].map(r => r.cells[3].textContent).join()`); got != "GET /rules" {
		t.Error(got)
	}
	s.Open("/audit?day=yesterday")
	s.says("日付として読み取れません")
	s.axe("ad-log-fault", "ja")
	s.Open("/audit?case=nothing-of-that")
	s.says("当てはまる記録はありません")
	s.both("ad-verify", "/audit/verify")
	s.Open("/audit/verify")
	s.click(`form[action="/audit/verify"] button`)
	s.says("記録は、書かれたままです")
	s.axe("ad-sound", "ja")
	s.fill("from", "13月")
	s.click(`form[action="/audit/verify"] button`)
	s.says("日付として読み取れません")
	if got := s.fetched("/audit/export"); !strings.Contains(got, `{"segment":"audit/`) {
		t.Errorf("%.300s", got)
	}
	s.changeLog()
	s.Open("/audit/verify")
	s.click(`form[action="/audit/verify"] button`)
	s.says("か所あります")
	s.axe("ad-not-sound", "ja")
	s.Open("/audit/packages")
	s.click(`button[name=look]`)
	s.says("完全")
	s.both("ad-packages", "/audit/packages?look=1")
	s.click(`tbody a`)
	s.says("完全で、変更されていません")
}

// changeLog changes a letter of an entry in the store.
func (s *site) changeLog() {
	s.Helper()
	changed := false
	err := filepath.WalkDir(filepath.Join(s.data, "store", "audit"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || changed {
			return err
		}
		data, err := os.ReadFile(name)
		if text := strings.Replace(string(data), "GET /", "GET !", 1); err == nil && text != string(data) {
			changed = true
			if err = os.Chmod(name, 0o600); err == nil {
				err = os.WriteFile(name, []byte(text), 0o600)
			}
		}
		return err
	})
	if err != nil || !changed {
		s.Fatal(changed, err)
	}
}

// as asks a page with a token, as a program does.
func (s *site) as(token, path string) int {
	s.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, s.URL+path, nil)
	if err != nil {
		s.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer c.CloseIdleConnections()
	answer, err := c.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

// TestAdminPages: an admin invites somebody, makes a token and revokes it, gives roles and takes
// them, and is told before nobody is left who could.
func TestAdminPages(t *testing.T) {
	s := newSite(t)
	s.signIn(s.token)
	s.both("ad-people", "/access")
	s.Open("/access")
	s.fill("until", "あした")
	s.click(`form[action="/access/invitations"] button`)
	s.says("名前を書いてください")
	s.says("日付として読み取れません")
	s.says("役割を一つ以上選んでください")
	s.axe("ad-people-fault", "ja")
	s.fill("name", "運用 太郎", "until", time.Now().AddDate(0, 1, 0).Format(time.DateOnly))
	s.JS(`document.getElementById("role-operator").click()`)
	s.click(`form[action="/access/invitations"] button`)
	s.says("招待のトークンを作りました")
	s.axe("ad-invited", "ja")
	invited := s.JS(`document.getElementById("secret").value`)
	if s.as(invited, "/batches") != 200 || s.as(invited, "/access") != 403 || s.as(invited, "/audit") != 403 {
		t.Error("an operator:", s.as(invited, "/batches"), s.as(invited, "/access"), s.as(invited, "/audit"))
	}

	s.both("ad-tokens", "/access/tokens")
	s.Open("/access/tokens")
	s.click(`form[action="/access/tokens"] button`)
	s.says("できることを一つ以上選んでください")
	s.axe("ad-tokens-fault", "ja")
	s.fill("name", "期限の取り込み")
	s.JS(`document.getElementById("role-provider").click(), document.getElementById("s-case-read").click()`)
	s.click(`form[action="/access/tokens"] button`)
	s.says("トークンを作りました")
	token := s.JS(`document.getElementById("secret").value`)
	s.axe("ad-token", "ja")
	if s.as(token, "/v1/cases") != 200 || s.as(token, "/v1/packages") != 403 {
		t.Error("a token:", s.as(token, "/v1/cases"), s.as(token, "/v1/packages"))
	}
	s.Open("/access/tokens")
	if s.JS(`document.documentElement.outerHTML.includes("`+token+`")`) != "false" {
		t.Error("the token is shown again")
	}
	s.click(`.card form button`) // the newest is the first
	s.Until(`document.querySelector(".card .chip").textContent === "失効"`)
	time.Sleep(time.Second)
	if got := s.as(token, "/v1/cases"); got != 401 {
		t.Error("a revoked token:", got)
	}

	s.JS(`[...document.querySelectorAll(".card")].at(-1).querySelector("form button").click()`)
	s.says("この組織の管理者がいなくなります")
	s.axe("ad-last", "ja")
	if got := s.as(s.token, "/access"); got != 200 {
		t.Error("revoked without a question:", got)
	}

	s.Open("/access")
	s.JS(`document.querySelector("main details").open = true`)
	s.fill("add-name", "監査 花子", "add-issuer", "http://login.example.jp", "add-subject", "sub-1", "add-mail", "hanako")
	s.click(`form[action="/access/people"] button`)
	s.says("https:// で始まる発行者の URL を書いてください")
	s.says("メールアドレスの形になっていません")
	s.fill("add-issuer", "https://login.example.jp", "add-mail", "hanako@example.jp")
	s.JS(`document.getElementById("add-role-admin").click()`)
	s.click(`form[action="/access/people"] button`)
	s.Until(`location.pathname.startsWith("/access/people/person-")`)
	person := s.JS(`location.pathname`)
	s.both("ad-person", person)
	s.Open(person)
	s.JS(`document.getElementById("role-admin").click()`)
	s.click(`button[value=save]`)
	s.says("全て外すときは")
	s.JS(`document.getElementById("role-auditor").click()`)
	s.click(`button[value=save]`)
	if got := s.JS(`document.getElementById("role-auditor").checked + " " + document.getElementById("role-admin").checked`); got != "true false" {
		t.Error(got)
	}
	s.click(`button[value=remove]`)
	s.says("利用者")
	s.Allow("404")
	if got := s.fetched(person); !strings.HasPrefix(got, "404") {
		t.Errorf("%.100s", got)
	}

	s.both("ad-webhooks", "/access/webhooks")
	s.Open("/access/webhooks")
	s.fill("address", "http://example.jp/hook")
	s.click(`form[action="/access/webhooks"] button`)
	s.says("https:// で始まり")
	s.fill("address", "https://example.jp/hook")
	s.click(`form[action="/access/webhooks"] button`)
	s.says("登録しました")
	if !strings.HasPrefix(s.JS(`document.getElementById("secret").value`), "whsec_") {
		t.Error("no key")
	}
	for _, step := range []struct{ do, then string }{{"stop", "停止中"}, {"start", "正常"}, {"remove", "登録はありません"}} {
		s.click(`form[action$="/` + step.do + `"] button`)
		s.says(step.then)
	}
	s.logged("/audit?action=access", "/access/tokens token-")
	s.says("/access/tokens token-")
	s.both("ad-mine", "/access/mine")
	s.both("ad-sessions", "/access/sessions")
	s.Open("/access/sessions")
	s.click(`main tbody form button`)
	time.Sleep(time.Second)
	s.Open("/access")
	s.Until(`location.pathname.startsWith("/sign-in")`)
}
