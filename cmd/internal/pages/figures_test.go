package pages_test

import (
	"os"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	"yoshiki/cmd/internal/app"
)

// keystrokes types letters into a field and gives how many milliseconds after each its findings
// were there: the middle, and the longest.
const keystrokes = `(async id => {
	const el = document.getElementById(id), took = [];
	for (let i = 0; i < 15; i++) {
		el.value += "あ";
		const from = performance.now(), done = new Promise(r => document.addEventListener("checked", r, { once: true }));
		el.dispatchEvent(new Event("input", { bubbles: true }));
		await done;
		took.push(performance.now() - from);
		await new Promise(r => setTimeout(r, 20));
	}
	took.sort((a, b) => a - b);
	return took[7].toFixed(0) + " ms, longest " + took[14].toFixed(0) + " ms";
})`

// previews gives how many milliseconds after something was kept its paper was drawn anew.
const previews = `(async () => {
	const took = [], pane = document.querySelector(".paper");
	for (let i = 0; i < 5; i++) {
		delete pane.dataset.ready;
		const from = performance.now();
		document.dispatchEvent(new Event("kept"));
		while (!pane.dataset.ready) await new Promise(r => setTimeout(r, 2));
		took.push(performance.now() - from);
	}
	took.sort((a, b) => a - b);
	return took[2].toFixed(0) + " ms for " + document.querySelectorAll(".leaf").length + " pages";
})()`

// TestFigures prints what people feel, as the browser measures it, and fails where a page is
// larger than it may be. Times depend on the machine and are judged by whoever reads them.
func TestFigures(t *testing.T) {
	b := newBrowser(t)
	b.Open("/")
	b.sent("first page")
	b.demo()
	b.Open(part + "/contact")
	b.Until(`document.querySelector(".paper").dataset.ready`)
	b.sent("first page with fields")
	t.Logf("keystroke to findings, small case: %s", b.JS(keystrokes+`("f-contact-title")`))
	b.Until(`document.getElementById("saved").textContent === document.getElementById("part").dataset.saved`)
	t.Logf("preview: %s", b.JS(previews))
	if os.Getenv("YOSHIKI_LONG") == "" {
		return
	}
	at := large(t, b.store)
	b.Open(at + "/part/contact")
	t.Logf("keystroke to findings, many controls: %s", b.JS(keystrokes+`("f-contact-title")`))
	b.Open(at + "/controls")
	t.Logf("keystroke to findings, in the annex: %s", b.JS(keystrokes+`(document.querySelector(".row textarea").id)`))
	t.Logf("input lag in the annex: %s", b.lag())
	b.Open(at + "/part/statement")
	b.Until(`document.querySelector(".paper").dataset.ready`)
	t.Logf("preview of the statement: %s", b.JS(previews))
}

// sent tells how much came over the wire for a page, pdf.js and papers apart.
func (b *browser) sent(name string) {
	b.Helper()
	bytes, err := strconv.Atoi(b.JS(`performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation")).filter(e => !/pdf(\.|$|\?)/.test(e.name)).reduce((n, e) => n + e.transferSize, 0)`))
	if err != nil || bytes == 0 || bytes > 100_000 {
		b.Errorf("%s: %d bytes over the wire", name, bytes)
	}
	b.Logf("%s: %d bytes, interactive after %s ms", name, bytes, b.JS(`performance.getEntriesByType("navigation")[0].domInteractive.toFixed(0)`))
}

// large keeps the largest sample in a store, and gives the path of its renewal.
func large(t testing.TB, s *app.Store) string {
	t.Helper()
	const root = "../../../testdata/cases"
	folder, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	f, err := folder.Open("large-renewal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(app.Options{})
	c, err := a.ReadCase("large", f, folder)
	if err == nil {
		_, err = a.SaveCase(t.Context(), s, c)
	}
	if err != nil {
		t.Fatal(err)
	}
	return "/cases/large-renewal/for/renewal"
}

// lag types into the annex with real keys, and gives the longest time until the next frame.
func (b *browser) lag() string {
	b.JS(`(() => { window.lags = []; new PerformanceObserver(l => { for (const e of l.getEntries()) if (e.name === "input" || e.name === "keydown") lags.push(e.duration); }).observe({ type: "event", durationThreshold: 16 }); document.querySelector(".row textarea").focus(); })()`)
	for range 30 {
		b.Do(chromedp.KeyEvent("x"))
	}
	return b.JS(`new Promise(r => setTimeout(r, 500)).then(() => lags.length ? Math.max(...lags) + " ms at most, " + lags.length + " over 16 ms" : "below 16 ms")`)
}
