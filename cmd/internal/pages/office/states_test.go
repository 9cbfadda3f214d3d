package office_test

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// state is a page, with what is done on it first and what must hold then.
type state struct{ name, path, before, holds string }

// states are all pages of the office. PACKAGE and LETTER stand for one each.
var states = []state{
	{"queue", "/office?by=all", "", ""},
	{"queue-none", "/office?q=nothing", "", ""},
	{"case", "/office/cases/small-saas", `document.querySelectorAll("details").forEach(d => d.open = true)`, ""},
	{"case-letters", "/office/cases/case-01", "", ""},
	{"package", "/office/packages/PACKAGE", "", ""},
	{"paper", "/office/packages/PACKAGE/papers/data/10-forms/2-4.pdf", "", `document.querySelector(".leaf canvas")`},
	{"receive", "/office/receive", `document.querySelectorAll("details").forEach(d => d.open = true)`, ""},
	{"receive-fault", "/office/receive", `document.querySelector(".drop button").click()`, `document.querySelector(".banner.error")`},
	{"typed", "/office/receive/paper?kind=ismap-liu/prior-application", "", ""},
	{"typed-fault", "/office/receive/paper?kind=ismap-liu/prior-application", `(() => { document.getElementById("case").value = "x-1"; document.getElementById("f-applicant-corporate_number").value = "12"; document.querySelector("main form .button").click(); })()`, `document.querySelector(".banner.error")`},
	{"compose", "/office/cases/case-03/write/1-4", "", `document.querySelector(".leaf canvas") || innerWidth < 500`},
	{"compose-fault", "/office/cases/case-03/write/1-4", `document.querySelector("button[value=issue]").click()`, `document.querySelector("[role=alert]")`},
	{"compose-long", "/office/cases/small-saas/write/2-13", "", ""},
	{"letter", "/office/letters/LETTER", `document.querySelectorAll("details").forEach(d => d.open = true)`, ""},
	{"list", "/office/list?of=ismap-liu/1-4", "", ""},
	{"approvals", "/office/approvals", "", ""},
	{"print", "/office/print", "", ""},
	{"run", "/office/print", `(() => { for (const x of document.querySelectorAll("input[name=letter]")) x.checked = true; document.querySelector("button[value=look]").click(); })()`, `document.querySelector("button[value=booklet]")`},
	{"numbers", "/office/numbers", "", ""},
	{"services", "/office/services?day=2026-09-01", "", ""},
	{"service", "/office/services/registered?day=2026-09-01", "", ""},
	{"public-list", "/list", "", ""},
	{"missing", "/office/cases/nothing", "", ""},
}

// furnish gives an office something to show.
func (b *browser) furnish(t testing.TB) func(string) string {
	t.Helper()
	b.pending(t, ids(6)...)
	b.keep(t, "registered")
	b.keep(t, "hold")
	code, body := b.upload(t, "/office/receive", "package", b.zip(t, "small-saas", "registration"), url.Values{"day": {"2025-12-01"}})
	if code != 200 {
		t.Fatal(code, body)
	}
	pack := found(t, b.wants(t, "first", "GET", "/office/cases/small-saas", nil, 200), `/office/packages/([^"]+)"`)
	letters := b.issueAll(t, ids(2))
	b.wants(t, "first", "POST", "/office/approvals/policy", url.Values{"second": {"on"}}, 303)
	for _, as := range []string{"first", "second"} {
		id := map[string]string{"first": "case-04", "second": "case-05"}[as]
		b.wants(t, as, "POST", "/office/cases/"+id+"/write/1-4", url.Values{"day": {"2025-12-05"}, "/decision": {"eligible"}, "/scope/0/function": {"作成"}, "/scope/0/operation": {"業務"}, "do": {"issue"}}, 303)
	}
	return strings.NewReplacer("PACKAGE", pack, "LETTER", letters[0]).Replace
}

// TestAxe looks at every page and state with axe-core, in both languages, wide and narrow: no
// violation, and nothing wider than the screen. Every other state is looked at in the other
// language, all in both with YOSHIKI_LONG.
func TestAxe(t *testing.T) {
	b := newBrowser(t)
	fill := b.furnish(t)
	for i, lang := range []string{"ja", "en"} {
		b.Do(chromedp.EmulateViewport([]int64{1280, 390}[i], 900))
		for n, s := range states {
			if n%2 != i && os.Getenv("YOSHIKI_LONG") == "" {
				continue
			}
			b.look(s, fill(s.path), lang)
		}
		b.list(lang)
	}
}

// look opens a state and looks at it.
func (b *browser) look(s state, path, lang string) {
	b.Helper()
	b.Open("/language?to=" + lang + "&back=" + url.QueryEscape(path))
	b.JS(`localStorage.clear()`)
	if s.before != "" {
		b.JS(s.before)
	}
	if s.holds != "" {
		b.Until(s.holds)
	}
	b.Axe(s.name + "-" + lang)
}

// list looks at what is told of a list.
func (b *browser) list(lang string) {
	b.Helper()
	b.send(listOf(b, ids(6)[4:], 1))
	b.Axe("list-checked-" + lang)
}
