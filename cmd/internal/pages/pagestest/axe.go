package pagestest

import (
	"os"

	"github.com/chromedp/chromedp"

	"yoshiki/forms/judge"
)

const (
	// violations are what axe-core has to say of a page.
	violations = `axe.run(document, { preload: false, resultTypes: ["violations"] }).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + " " + n.target + " " + n.failureSummary)).join("\n"))`
	// excess is by how much a page is wider than the screen, and by what.
	excess = `(() => { const more = document.documentElement.scrollWidth - innerWidth; return more <= 0 ? "" : more + " pixels: " + [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll,.sheet")).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join("\n"); })()`
	// unworded is a key for which nobody has given words.
	unworded = `document.body.innerText.match(/\bweb\.[a-z-]+/)?.[0] ?? ""`
)

// Axe judges the page as it stands: axe-core finds nothing, all is on the screen, and all that is
// told has words. The name stands in what is found, and names the picture.
func (b *Browser) Axe(name string) {
	b.Helper()
	file := os.Getenv("YOSHIKI_AXE")
	if file == "" {
		judge.Missing(b, "axe-core (YOSHIKI_AXE)")
	}
	code, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	b.Do(chromedp.Evaluate[chromedp.Void](string(code)))
	for what, question := range map[string]string{"axe-core": violations, "wider than the screen": excess, "no words": unworded} {
		if found := b.JS(question); found != "" {
			b.Errorf("%s: %s: %s", name, what, found)
		}
	}
	b.Shot(name)
}
