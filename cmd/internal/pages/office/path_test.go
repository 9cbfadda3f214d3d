package office_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// listOf is a list of results for cases, in which one row names no case, and others want a
// decision.
func listOf(t testing.TB, cases []string, wrong int) string {
	t.Helper()
	rows := []string{"案件,decision,scope/1/function,scope/1/operation"}
	for i, id := range cases {
		decision := "eligible"
		if i < wrong {
			decision = ""
		}
		rows = append(rows, strings.Join([]string{id, decision, "アンケートの作成", "職員アンケート"}, ","))
	}
	if wrong > 0 {
		rows = append(rows, "nobody-knows,eligible,アンケートの作成,職員アンケート")
	}
	name := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(name, []byte(strings.Join(rows, "\r\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// send brings a list to the page.
func (b *browser) send(list string) {
	b.Helper()
	b.Open("/office/list?of=ismap-liu/1-4")
	b.Do(chromedp.SetUploadFiles("#list", []string{list}))
	b.click(`.drop button`)
	b.Until(`document.querySelector("form button[name=do]") || document.querySelector(".banner.error")`)
}

// TestPath goes the way of an office: a package is received, twenty letters are issued from a list
// whose wrong rows are mended meanwhile, a second person approves them, and they are printed.
func TestPath(t *testing.T) {
	b := newBrowser(t)
	cases := ids(20)
	b.pending(t, cases...)
	began := time.Now()
	b.Open("/language?to=ja&back=/office/receive")
	b.Until(`location.pathname === "/office/receive"`)
	bad := filepath.Join(t.TempDir(), "bad.zip")
	if err := os.WriteFile(bad, []byte("PK no package"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Do(chromedp.SetUploadFiles("#package", []string{bad}))
	b.click(`.drop button`)
	b.Until(`document.querySelector(".banner.error")`)
	b.Shot("path-refused")
	b.Do(chromedp.SetUploadFiles("#package", []string{b.zip(t, "small-saas", "registration")}))
	b.click(`.drop button`)
	b.Until(`document.querySelector("main h2").textContent === "受け付けました：受付第1号"`)
	b.Shot("path-received")
	b.Open("/office/approvals")
	b.click(`form[action$=policy] button`)
	b.Until(`document.body.innerText.includes("二人目の承認を不要にする")`)

	b.send(listOf(t, cases, 2))
	if got := b.JS(`[...document.querySelectorAll("tr.bad")].map(r => r.cells[0].textContent).join()`); got != "2行目,3行目,22行目" {
		t.Errorf("rows at fault: %s", got)
	}
	b.Shot("path-list")
	b.click(`button[value=issue]`)
	b.Until(`document.querySelectorAll("tbody .chip[data-state=done]").length === 18`)
	b.send(listOf(t, cases, 0))
	b.click(`button[value=issue]`)
	b.Until(`document.querySelectorAll("tbody .chip[data-state=done]").length === 20`)
	b.Shot("path-issued")

	b.Open("/office/approvals")
	if n := b.JS(`document.querySelectorAll("input[name=letter]:disabled").length`); n != "20" {
		t.Errorf("%s letters of one's own cannot be approved by oneself", n)
	}
	b.as("second")
	b.Open("/office/approvals")
	b.Until(`document.querySelectorAll("input[name=letter]").length === 20 && !document.querySelector("label.hit[hidden]")`)
	b.click(`input[data-all]`)
	b.Shot("path-approve")
	b.click(`button[value=approve]`)
	b.Until(`document.querySelector(".banner.good")?.textContent.includes("20件を承認しました")`)
	b.as("first")
	b.Open("/office/print")
	b.Until(`document.querySelectorAll("input[name=letter]").length === 20 && !document.querySelector("label.hit[hidden]")`)
	b.click(`input[data-all]`)
	b.click(`button[value=look]`)
	b.Until(`document.querySelector("button[value=booklet]")`)
	b.Shot("path-run")
	numbers := strings.Split(b.JS(`[...document.querySelectorAll("tbody th")].map(x => x.textContent).join()`), ",")
	for i, n := range numbers {
		if n != fmt.Sprintf("ISMAP-LIU第%d号", i+1) {
			t.Errorf("number %d is %s", i+1, n)
		}
	}
	pages := b.JS(`fetch("/office/print", { method: "POST", body: (() => { const f = new URLSearchParams(new FormData(document.querySelector("main form"))); f.set("do", "booklet"); return f; })() }).then(r => r.arrayBuffer()).then(a => (new TextDecoder("latin1").decode(a).match(/\/Type ?\/Page\b/g) || []).length)`)
	told := b.JS(`document.querySelector("h1 small").textContent.match(/、(\d+)/)[1]`)
	if len(numbers) != 20 || pages != "21" || told != "20" { // a page for each letter, and the cover
		t.Errorf("%d letters, %s pages in the file, %s told", len(numbers), pages, told)
	}
	t.Logf("20 letters from list to booklet of %s pages in %.1f s", pages, time.Since(began).Seconds())
}

// TestTyping: while a letter is typed, what is found stands beside its field, and the paper follows.
func TestTyping(t *testing.T) {
	b := newBrowser(t)
	b.pending(t, ids(1)...)
	b.Open("/language?to=ja&back=/office/cases/case-01/write/1-4")
	b.Until(`document.querySelector(".leaf canvas")`)
	b.Write("day", "4/1/2026")
	b.Until(`document.querySelector("#summary .banner.error")`)
	b.Write("day", "2025-12-05")
	b.Until(`!document.querySelector("#summary .banner.error")`)
	b.click(`input[value=eligible]`)
	b.Write("f-scope-0-function", "アンケートの作成")
	b.Write("f-scope-0-operation", "職員アンケート")
	b.Until(`document.getElementById("found").textContent === "発行できます"`)
	b.Shot("typing")
	b.Open("/office")
	b.Open("/office/cases/case-01/write/1-4") // the tab was closed meanwhile
	b.Until(`document.getElementById("f-scope-0-operation").value === "職員アンケート" && document.querySelector("input[value=eligible]").checked`)
	b.click(`button[value=issue]`)
	b.Until(`location.pathname.startsWith("/office/letters/") && document.querySelector(".leaf canvas")`)
	b.Shot("issued")
}

// TestIsmapLetter: the package of an ISMAP application is received, and the letter that answers it is
// typed, seen and issued.
func TestIsmapLetter(t *testing.T) {
	b := newBrowser(t)
	b.Open("/language?to=ja&back=/office/receive")
	b.Until(`location.pathname === "/office/receive"`)
	b.Do(chromedp.SetUploadFiles("#package", []string{b.zip(t, "ismap-registration", "registration")}))
	b.click(`.drop button`)
	b.Until(`document.querySelector("main h2")?.textContent.startsWith("受け付けました")`)
	b.Open("/office/cases/ismap-registration")
	b.Until(`document.querySelector('a[href$="/write/6"]')`)
	b.Open("/office/cases/ismap-registration/write/6")
	b.Until(`document.querySelector(".leaf canvas")`)
	b.Write("day", "2026-09-01")
	b.Write("f-reasons-0-clause", "3.2")
	b.Write("f-reasons-0-content", "言明の範囲が確かめられないため。")
	b.Until(`document.getElementById("found").textContent === "発行できます"`)
	b.Shot("ismap-typing")
	b.click(`button[value=issue]`)
	b.Until(`location.pathname.startsWith("/office/letters/") && document.querySelector(".leaf canvas") && document.body.innerText.includes("ISMAP第1号")`)
	b.Shot("ismap-issued")
}
