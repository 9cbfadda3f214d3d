package pages_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"yoshiki/cmd/internal/pages/pagestest"
	"yoshiki/forms/casefile"
)

// stuff writes a string into every field of a page, another into each, and saves them all.
const stuff = `(async (list, from) => {
	const form = document.getElementById("part"), put = {};
	let n = from, last = null;
	for (const el of form.elements) {
		if (!el.name?.startsWith("/") || !el.matches("textarea, input[type=text]")) continue;
		put[el.name] = list[n++ % list.length].replace(/\r\n?/g, "\n");
		if (el.matches("input")) put[el.name] = put[el.name].replace(/\n/g, "");
		el.value = put[el.name];
		el.dispatchEvent(new Event("input", { bubbles: true }));
		last = el;
	}
	if (!last) return "{}";
	const kept = new Promise(done => document.addEventListener("kept", done, { once: true }));
	last.dispatchEvent(new Event("change", { bubbles: true }));
	await Promise.race([kept, new Promise((_, late) => setTimeout(() => late(new Error(document.getElementById("saved").textContent)), 600000))]);
	return JSON.stringify(put);
})`

// TestNaughty writes strings that have broken other programs into every field of every page of
// a case, and looks at all pages that show them: no dialog opens, nothing is asked of another
// host, and what was typed is there again, letter by letter.
func TestNaughty(t *testing.T) {
	b := newBrowser(t)
	dialogs, seen, strangers := 0, 0, []string{}
	err := chromedp.Listen(b.Tab, func(e any) {
		switch e := e.(type) {
		case *page.EventJavascriptDialogOpening:
			dialogs++
		case *network.EventRequestWillBeSent:
			if seen++; !strings.HasPrefix(e.Request.URL, b.URL) && !strings.HasPrefix(e.Request.URL, "data:") && !strings.HasPrefix(e.Request.URL, "about:") {
				strangers = append(strangers, e.Request.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	list := naughty(t)
	b.Allow("422", "400") // a paper with what no font has, a programme that is none
	b.demo()
	at, fields := "/cases/demo/for/registration", 0
	paths := strings.Fields(b.JS(`[...document.querySelectorAll(".task a")].map(a => a.pathname).join(" ")`))
	for i, path := range paths {
		if path == at+"/files" { // the page of all files; their fields are on that of the part
			paths[i] = at + "/part/attachments"
		}
	}
	paths = append(paths, "/cases/demo/letters/2-6", "/cases/demo/letters/2-12?n=0", "/cases/demo/letters/2-18?n=0")
	for _, path := range paths {
		b.Open(path)
		var put map[string]string
		if err := json.Unmarshal([]byte(b.JS(stuff+`(`+list+`, `+pagestest.Quoted(t, fields)+`)`)), &put); err != nil {
			t.Fatal(path, err)
		}
		b.JS(`localStorage.clear()`)
		b.Open(path)
		fields += len(put)
		if lost := b.JS(`(put => Object.entries(put).filter(([n, v]) => { const f = document.getElementById("part").elements[n]; return v && (!f || f.value !== v && (f.matches("textarea") || f.hasAttribute("aria-invalid"))); }).map(([n, v]) => n + " " + JSON.stringify(v)).join("\n"))(` + pagestest.Quoted(t, put) + `)`); lost != "" {
			t.Errorf("%s: lost: %s", path, lost)
		}
	}
	for _, path := range []string{"/", "/calendar", "/cases/demo", at, at + "/build", at + "/files", at + "/controls?q=%3Cscript%3Ealert(1)%3C/script%3E", at + "/paper/2-4", "/cases/demo/history", "/cases/demo/history/1", "/cases/demo/letters", "/start?program=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"} {
		b.Open(path)
	}
	t.Logf("%d fields on %d pages", fields, len(paths))
	if dialogs > 0 || len(strangers) > 0 || seen < 100 || fields < 200 {
		t.Errorf("%d dialogs, %d requests, to %v, %d fields", dialogs, seen, strangers, fields)
	}
}

// naughty are the strings that a case may hold, as a list of JavaScript.
func naughty(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../../testdata/names/blns.json")
	if err != nil {
		t.Fatal(err)
	}
	var all, usable []string
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for _, text := range all {
		if id, _ := casefile.CheckText(text); id == "" && text != "" {
			usable = append(usable, text)
		}
	}
	if len(usable) < 300 {
		t.Fatal(len(usable))
	}
	return pagestest.Quoted(t, usable)
}
