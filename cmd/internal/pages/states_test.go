package pages_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// states are all pages, with what is typed into them first.
var states = []struct{ name, path, before string }{
	{"welcome", "/welcome", ""},
	{"dashboard", "/", ""},
	{"calendar", "/calendar", ""},
	{"start", "/start", ""},
	{"start-kind", "/start?program=ismap-liu", ""},
	{"overview", "/cases/demo", ""},
	{"tasks", "/cases/demo/for/registration", ""},
	{"part", part + "/contact", ""},
	{"part-choices", part + "/representation", ""},
	{"part-lists", part + "/statement", `document.querySelectorAll("details").forEach(d => d.open = true)`},
	{"part-list", part + "/prior/evaluations", ""},
	{"part-empty", "/cases/demo/for/renewal/part/improvement_plan", ""},
	{"part-fault", part + "/assessment", `(() => { const e = document.getElementById("f-assessment-report_date") || document.querySelector("input.short"); e.value = "4/1/2026"; e.dispatchEvent(new Event("input", { bubbles: true })); return new Promise(r => setTimeout(r, 400)); })()`},
	{"controls", "/cases/demo/for/registration/controls?q=6.1", ""},
	{"files", "/cases/demo/for/registration/files", ""},
	{"build", "/cases/demo/for/registration/build", ""},
	{"build-faults", "/cases/demo/for/renewal/build", ""},
	{"letters", "/cases/demo/letters", ""},
	{"letter", "/cases/demo/letters/2-6", ""},
	{"letter-new", "/cases/demo/letters/2-12", ""},
	{"paper", "/cases/demo/for/registration/paper/2-4", ""},
	{"history", "/cases/demo/history", ""},
	{"version", "/cases/demo/history/1", ""},
	{"two-rules", "/cases/demo/rules?from=2022-11-01", ""},
	{"verify", "/verify", ""},
	{"missing", "/cases/nothing", ""},
}

// TestAxe looks at every page and state with axe-core, in both languages, wide
// and narrow: no violation, and nothing wider than the screen. Every other state is looked at in
// the other language, all in both with YOSHIKI_LONG.
func TestAxe(t *testing.T) {
	b := newBrowser(t)
	b.Allow("404")
	b.demo()
	for i, lang := range []string{"ja", "en"} {
		for n, s := range states {
			if n%2 != i && os.Getenv("YOSHIKI_LONG") == "" {
				continue
			}
			width := []int64{1280, 390}[i]
			b.Do(chromedp.EmulateViewport(width, 900))
			b.Open("/language?to=" + lang + "&back=" + strings.NewReplacer("?", "%3F", "&", "%26", "=", "%3D").Replace(s.path))
			if s.before != "" {
				b.JS(s.before)
			}
			b.Axe(s.name + "-" + lang)
		}
	}
}
