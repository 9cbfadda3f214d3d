package main

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"go.yaml.in/yaml/v3"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/pagestest"
	"yoshiki/forms/casefile"
)

// path is a way through the pages that a provider takes: a file of testdata/paths.
type path struct {
	Language string
	Program  string
	Sample   string            // case of testdata/cases, whose values are typed
	Wrong    map[string]string // typed first: what is refused beside its field
	Letter   string            // form of the notice that comes back
	Renewal  map[string]string // values of the renewal; all others are those of the sample a year later
	Long     bool              // gone with YOSHIKI_LONG alone

	kase *casefile.Case
	root string
}

// TestPath goes each way in the browser, at a service whose files are in a real object storage and
// where a real identity provider says who asks: a new case, every field of every part, the controls,
// the files, the package, the zip, its verification, the filing, the notice that comes back, and
// the renewal. At each step something wrong is done first, and told.
func TestPath(t *testing.T) {
	names, err := filepath.Glob("testdata/paths/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		if p := readPath(t, name); !p.Long || long() {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) { (&walk{site: newRealm(t).visit("sato")}).along(p) })
		}
	}
}

func readPath(t *testing.T, name string) *path {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	p := &path{root: "../../testdata/cases"}
	if err := yaml.Unmarshal(data, p); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(p.root, p.Sample+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	folder, err := os.OpenRoot(p.root)
	if err != nil {
		t.Fatal(err)
	}
	c, err := app.New(app.Options{}).ReadCase(p.Sample, f, folder)
	if err != nil || c.File == nil {
		t.Fatal(err)
	}
	p.kase = c.File.Case
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

func (b *walk) along(p *path) {
	b.Helper()
	b.Do(chromedp.EmulateViewport(900, 1000)) // the paper waits behind its button
	began := time.Now()
	b.begin(p)
	at := "/cases/path-1/for/registration"
	b.controls(at, p)
	b.slip(at, p)
	b.fill(at, p.values(0))
	b.attach(at, p)
	b.hand(at, p)
	b.Logf("to the first package: %s", b.effort)
	if b.effort.twice > 0 {
		b.Errorf("%d fields had to be typed twice", b.effort.twice)
	}
	b.effort.typed, b.effort.before = nil, b.effort.typed
	b.comesBack(p)
	b.Open(b.JS(`sessionStorage.getItem("package")`))
	b.press(`form[action="/next"] button`)
	b.Until(`location.pathname.endsWith("/for/renewal")`)
	at = b.JS(`location.pathname`)
	b.controls(at, p)
	b.fill(at, p.values(1))
	b.confirm(at, p)
	b.attach(at, p)
	b.hand(at, p)
	b.Logf("typed as a year before: %d: %s", len(b.effort.anew), strings.Join(b.effort.anew, " "))
	b.Logf("from an empty case to two verified packages in %.1f s: %s", time.Since(began).Seconds(), b.effort)
}

// begin makes a new case, after its name was refused.
func (b *walk) begin(p *path) {
	b.Helper()
	b.Open("/language?to=" + p.Language + "&back=/start")
	b.press(`#p-` + p.Program)
	b.press(`main button`)
	b.Until(`document.getElementById("k-registration")`)
	b.press(`#k-registration`)
	b.JS(`document.querySelector("main form").noValidate = true`)
	b.Write("case", "Path 1")
	b.press(`main .actions button`)
	b.Until(`document.querySelector(".banner.error") && document.getElementById("case").value === "Path 1"`)
	b.Write("case", "path-1")
	b.press(`main .actions button`)
	b.Until(`location.pathname === "/cases/path-1/for/registration"`)
	b.Open("/cases/path-1/for/registration/build")
	b.Until(`document.querySelector(".banner.error") && !document.querySelector("main form button:not([name=draft])")`)
}

// controls takes the annex in: as a file where the sample has one, else pasted.
func (b *walk) controls(at string, p *path) {
	b.Helper()
	b.Open(at + "/controls")
	b.JS(`document.querySelector("details").open = true`)
	b.JS(`document.getElementById("paste").value = "a\tb\n1\t2"`)
	b.press(`.drop button`)
	b.Until(`document.querySelector(".banner.error")`)
	b.JS(`document.querySelector("details").open = true`)
	if file := string(p.kase.Statement.ControlsFile); file != "" {
		name, err := filepath.Abs(filepath.Join(p.root, file))
		if err != nil {
			b.Fatal(err)
		}
		b.Do(chromedp.SetUploadFiles("#file", []string{name}))
	} else {
		b.JS(`document.getElementById("paste").value = ` + pagestest.Quoted(b, p.sheet()))
	}
	b.press(`.drop button`)
	b.Until(`document.querySelector(".banner.good")`)
}

// slip types what cannot be read: it is told beside the field, and kept.
func (b *walk) slip(at string, p *path) {
	b.Helper()
	for pointer, text := range p.Wrong {
		b.Open(at + "/part" + pointer[:strings.LastIndexByte(pointer, '/')])
		field := `document.getElementById("part").elements[` + strconv.Quote(pointer) + `]`
		b.Write(b.JS(field+`.id`), text)
		b.Until(field + `.getAttribute("aria-invalid") === "true" && document.querySelector("#faults a") && document.getElementById("saved").textContent === document.getElementById("part").dataset.saved`)
		b.Do(chromedp.Reload())
		b.Until(field + `.value === ` + strconv.Quote(text))
	}
}

// attach uploads the files, after one that is not what its name says.
func (b *walk) attach(at string, p *path) {
	b.Helper()
	wrong := kept(b, "report.pdf", base64.StdEncoding.EncodeToString([]byte("MZ\x90\x00 this is a program")))
	b.Open(at + "/files?paper=" + string(p.kase.Attachments[0].Paper))
	b.Do(chromedp.SetUploadFiles("#file", []string{wrong}))
	b.press(`.drop button`)
	b.Until(`document.querySelector(".banner.error li")`)
	for _, a := range p.kase.Attachments {
		name, err := filepath.Abs(filepath.Join(p.root, string(a.File)))
		if err != nil {
			b.Fatal(err)
		}
		b.Open(at + "/files?paper=" + string(a.Paper))
		b.Do(chromedp.SetUploadFiles("#file", []string{name}))
		b.press(`.drop button`)
		b.Until(`location.search === "" && !document.querySelector(".banner.error")`)
	}
}

// confirm says of every part that was taken over and stays that it is still right.
func (b *walk) confirm(at string, p *path) {
	b.Helper()
	b.Open(at)
	b.Axe("carried-tasks-" + p.Program + p.Language)
	b.Open(b.JS(`[...document.querySelectorAll(".task")].filter(t => t.querySelector(".chip[data-state=todo]"))[0].querySelector("a").pathname`))
	b.Axe("carried-part-" + p.Program + p.Language)
	for n := 1; b.JS(`location.pathname`) != at; n++ {
		b.JS(`window.old = 1`)
		b.press(`#carried button`)
		b.Until(`!window.old && document.readyState === "complete"`)
		if n > 40 {
			b.Fatal("never done:", b.JS(`location.pathname`))
		}
	}
	if left := b.JS(`document.querySelectorAll(".chip[data-state=todo]").length`); left != "0" {
		b.Errorf("%s parts are still to be checked", left)
	}
	b.Open(strings.Replace(at, "/for/renewal", "/history", 1))
	b.Axe("carried-history-" + p.Program + p.Language)
	b.Open(at + "/files")
	b.Axe("carried-files-" + p.Program + p.Language)
}

// hand makes the package, downloads and verifies it, and records that it was filed.
func (b *walk) hand(at string, p *path) {
	b.Helper()
	b.Open(at)
	b.Shot("path-tasks-" + p.Program + p.Language)
	b.Open(at + "/build")
	b.Shot("path-build-" + p.Program + p.Language)
	b.Until(`document.querySelector("main form button.button")`)
	b.press(`main form button.button`)
	b.Until(`location.pathname.startsWith("/packages/") && document.querySelector(".banner.good")`)
	b.JS(`sessionStorage.setItem("package", location.pathname)`)
	data := b.JS(`fetch(location.pathname + "/zip").then(r => r.arrayBuffer()).then(a => { let s = ""; for (const c of new Uint8Array(a)) s += String.fromCharCode(c); return btoa(s); })`)
	papers := b.JS(`fetch(location.pathname + "/folder").then(r => r.arrayBuffer()).then(a => new TextDecoder("latin1").decode(a.slice(0, 2)) + (a.byteLength > 10000))`)
	if papers != "PKtrue" {
		b.Errorf("the papers alone: %s", papers)
	}
	b.Write("day", "someday")
	b.press(`form[action$=filed] button`)
	b.Until(`document.querySelector(".banner.error")`)
	b.Write("day", "令和8年6月19日")
	b.press(`form[action$=filed] button`)
	b.Until(`document.querySelectorAll(".banner.good").length === 2`)
	b.Shot("path-package-" + p.Program + p.Language)
	b.Open("/verify")
	b.Do(chromedp.SetUploadFiles("#package", []string{kept(b, "p.zip", data[:len(data)/2/4*4])}))
	b.press(`.drop button`)
	b.Until(`document.querySelector("section .banner.error")`)
	b.Do(chromedp.SetUploadFiles("#package", []string{kept(b, "p.zip", data)}))
	b.press(`.drop button`)
	b.Until(`document.querySelector("section .banner.good")`)
	b.Shot("path-verified-" + p.Program + p.Language)
}

// comesBack records the notice, and sees its clocks start.
func (b *walk) comesBack(p *path) {
	b.Helper()
	b.Open("/cases/path-1/letters")
	b.press(`a[href*="/letters/` + p.Letter + `?"]`)
	b.Until(`document.getElementById("part")`)
	b.part(p.values(0))
	b.Until(`document.querySelector("#clocks li")`)
	b.Shot("path-letter-" + p.Program + p.Language)
	b.press(`button[value=tasks]`)
	b.Until(`location.pathname === "/cases/path-1/letters" && document.querySelectorAll(".task a").length`)
}

// fillPage types values into the fields of a page, and into those that come once others are
// saved.
const fillPage = `(async values => {
	const form = document.getElementById("part"), typed = {};
	for (let round = 1; round < 60; round++) {
		let last = null;
		for (const [name, value] of Object.entries(values)) {
			const el = form.elements[name];
			if (!el || (new FormData(form).get(name) ?? "") === value) continue;
			el.value = typed[name] = value;
			last = el.length && !el.options ? [...el].find(x => x.checked) : el;
			last?.dispatchEvent(new Event("input", { bubbles: true }));
		}
		if (!last) return JSON.stringify(typed);
		const kept = new Promise((done, late) => { document.addEventListener("kept", done, { once: true }); setTimeout(() => late(new Error("not saved: " + document.getElementById("saved").textContent)), 600000); });
		last.dispatchEvent(new Event("change", { bubbles: true }));
		await kept;
	}
	throw new Error("never done");
})`

// fill fills in every part on the task list, until none is left that it has not seen.
func (b *walk) fill(at string, values map[string]string) {
	b.Helper()
	seen := map[string]bool{at + "/controls": true, at + "/part/attachments": true}
	for {
		b.Open(at)
		next := ""
		for path := range strings.FieldsSeq(b.JS(`[...document.querySelectorAll(".task a")].map(a => a.pathname).join(" ")`)) {
			if !seen[path] && begins(values, strings.TrimPrefix(path, at+"/part")) {
				next = path
				break
			}
		}
		if next == "" {
			return
		}
		seen[next] = true
		b.Open(next)
		b.effort.clicks++ // from one part to the next
		b.part(values)
	}
}

// part fills in the page that is shown.
func (b *walk) part(values map[string]string) {
	b.Helper()
	var typed map[string]string
	if err := json.Unmarshal([]byte(b.JS(fillPage+`(`+pagestest.Quoted(b, values)+`)`)), &typed); err != nil {
		b.Fatal(err)
	}
	b.typed(typed)
}

// begins reports whether there is a value at a place or in it.
func begins(values map[string]string, pointer string) bool {
	return slices.ContainsFunc(slices.Collect(maps.Keys(values)), func(p string) bool { return casefile.Within(p, pointer) })
}

// values are what the provider types, by pointer, some years later.
func (p *path) values(years int) map[string]string {
	values := map[string]string{}
	for v := range casefile.Walk(p.kase) {
		text := v.Text()
		if text == "" || casefile.Within(v.Pointer, "/statement/controls") || casefile.Within(v.Pointer, "/attachments") {
			continue
		}
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			text = day.AddDate(years, 0, 0).Format(time.DateOnly)
		}
		values[v.Pointer] = text
	}
	if years > 0 {
		maps.Copy(values, p.Renewal)
	}
	return values
}

// sheet are the controls as a sheet puts them on the clipboard.
func (p *path) sheet() string {
	cells := []string{"管理策番号\t管理策の名称\t区分\t採否\t採用しない理由\t実施内容\t責任部署\t関連文書"}
	for _, c := range p.kase.Statement.Controls {
		cells = append(cells, strings.Join([]string{string(c.ID), string(c.Name), string(c.Kind), string(c.Adopted), string(c.Reason), string(c.Implementation), string(c.Department), string(c.Documents)}, "\t"))
	}
	return strings.Join(cells, "\n")
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
