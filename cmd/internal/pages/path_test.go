package pages_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/testdata"
)

// fillPage types values into the fields of a page, and into those that come once others are
// saved.
const fillPage = `(async values => {
	const form = document.getElementById("part");
	for (let round = 1; round < 60; round++) {
		let last = null;
		for (const [name, value] of Object.entries(values)) {
			const el = form.elements[name];
			if (!el || (new FormData(form).get(name) ?? "") === value) continue;
			el.value = value;
			last = el.length && !el.options ? [...el].find(x => x.checked) : el;
			last?.dispatchEvent(new Event("input", { bubbles: true }));
		}
		if (!last) return round;
		const kept = new Promise((done, late) => { document.addEventListener("kept", done, { once: true }); setTimeout(() => late(new Error("not saved: " + document.getElementById("saved").textContent)), 8000); });
		last.dispatchEvent(new Event("change", { bubbles: true }));
		await kept;
	}
	return "never done";
})`

// TestPath goes the way of a provider in the browser: a new case, every field of every part,
// the controls pasted, the files, the package, the zip, its verification, the filing, the next
// procedure.
func TestPath(t *testing.T) {
	b := newBrowser(t)
	b.do(chromedp.EmulateViewport(900, 1000)) // the paper waits behind its button
	began := time.Now()
	b.open("/language?to=ja&back=/start")
	b.click(`#p-ismap-liu`)
	b.click(`main button`)
	b.until(`document.getElementById("k-registration")`)
	b.click(`#k-registration`)
	b.write("case", "path-1")
	b.click(`main .actions button`)
	b.until(`location.pathname === "/cases/path-1/for/registration"`)
	at, values := "/cases/path-1/for/registration", sample(t)
	b.open(at + "/controls")
	b.js(`document.getElementById("paste").value = ` + quoted(t, sheet(t)))
	b.click(`.drop button`)
	b.until(`document.querySelector(".banner.good")`)
	b.fill(at, values)
	for paper, file := range attachments(t) {
		b.open(at + "/files?paper=" + paper)
		b.do(chromedp.SetUploadFiles("#file", []string{file}))
		b.click(`.drop button`)
		b.until(`location.search === "" && !document.querySelector(".banner.error")`)
	}
	b.open(at)
	b.shot("path-tasks")
	b.open(at + "/build")
	b.shot("path-build")
	b.until(`document.querySelector("main form button.button")`)
	b.click(`main form button.button`)
	b.until(`location.pathname.startsWith("/packages/") && document.querySelector(".banner.good")`)
	data := b.js(`fetch(location.pathname + "/zip").then(r => r.arrayBuffer()).then(a => { let s = ""; for (const c of new Uint8Array(a)) s += String.fromCharCode(c); return btoa(s); })`)
	b.write("day", "令和8年6月19日")
	b.click(`form[action$=filed] button`)
	b.until(`document.querySelectorAll(".banner.good").length === 2`)
	b.shot("path-package")
	b.click(`form[action="/next"] button`)
	b.until(`location.pathname.endsWith("/for/renewal")`)
	b.open("/verify")
	b.do(chromedp.SetUploadFiles("#package", []string{kept(t, "p.zip", data)}))
	b.click(`.drop button`)
	b.until(`document.querySelector("section .banner.good")`)
	b.shot("path-verified")
	t.Logf("from an empty case to a verified zip in %.1f s", time.Since(began).Seconds())
}

// fill fills in every part on the task list, until none is left that it has not seen.
func (b *browser) fill(at string, values map[string]string) {
	b.Helper()
	text, err := json.Marshal(values)
	if err != nil {
		b.Fatal(err)
	}
	seen := map[string]bool{at + "/controls": true, at + "/part/attachments": true}
	for {
		b.open(at)
		next := ""
		for _, path := range strings.Split(b.js(`[...document.querySelectorAll(".task a")].map(a => a.pathname).join(" ")`), " ") {
			pointer := strings.TrimPrefix(path, at+"/part")
			if !seen[path] && begins(values, pointer) {
				next = path
				break
			}
		}
		if next == "" {
			return
		}
		seen[next] = true
		b.open(next)
		if rounds := b.js(fillPage + `(` + string(text) + `)`); rounds == "never done" {
			b.Fatalf("%s: %s", next, rounds)
		}
	}
}

// begins reports whether there is a value at a place or in it.
func begins(values map[string]string, pointer string) bool {
	for p := range values {
		if casefile.Within(p, pointer) {
			return true
		}
	}
	return false
}

// demoCase is the demonstration case.
func demoCase(t testing.TB) *casefile.Case {
	t.Helper()
	f, err := testdata.Demo.Open(testdata.DemoCase)
	if err != nil {
		t.Fatal(err)
	}
	c, err := app.New(app.Options{}).ReadCase("demo.yaml", f, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c.File.Case
}

// sample are the values of the demonstration case that a provider types, by pointer.
func sample(t testing.TB) map[string]string {
	values := map[string]string{}
	for v := range casefile.Walk(demoCase(t)) {
		if text := v.Text(); text != "" && !casefile.Within(v.Pointer, "/statement/controls") && !casefile.Within(v.Pointer, "/attachments") {
			values[v.Pointer] = text
		}
	}
	return values
}

// sheet are its controls as a sheet puts them on the clipboard.
func sheet(t testing.TB) string {
	cells := []string{"管理策番号\t管理策の名称\t区分\t採否\t採用しない理由\t実施内容\t責任部署\t関連文書"}
	for _, c := range demoCase(t).Statement.Controls {
		cells = append(cells, strings.Join([]string{string(c.ID), string(c.Name), string(c.Kind), string(c.Adopted), string(c.Reason), string(c.Implementation), string(c.Department), string(c.Documents)}, "\t"))
	}
	return strings.Join(cells, "\n")
}

// attachments puts those of the demonstration case on the disk, by paper.
func attachments(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, a := range demoCase(t).Attachments {
		data, err := testdata.Demo.ReadFile("cases/" + string(a.File))
		if err != nil {
			t.Fatal(err)
		}
		files[string(a.Paper)] = kept(t, filepath.Base(string(a.File)), base64.StdEncoding.EncodeToString(data))
	}
	return files
}

// kept writes data to a file of a name.
func kept(t testing.TB, name, encoded string) string {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func quoted(t testing.TB, text string) string {
	t.Helper()
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
