package pages_test

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestEarly: what is typed and chosen before the script of a page has come is saved too; where
// nothing was, nothing is.
func TestEarly(t *testing.T) {
	b := newBrowser(t)
	b.demo()
	const quiet = `document.getElementById("saved").textContent`
	for _, path := range []string{"/contact", "/statement", "/assessment", "/pledges", "/application"} {
		b.Open(part + path)
		b.JS(`new Promise(done => setTimeout(done, 300))`)
		if said := b.JS(quiet); said != "" {
			t.Errorf("%s: %s", path, said)
		}
	}
	b.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
			new MutationObserver(() => {
				const name = document.getElementById("f-contact-name"), choices = [...document.querySelectorAll('[name="/application/changed_since_prior"]')];
				if (name && name.value === name.defaultValue) name.value = "早打 太郎";
				if (choices.length === 3 && !window.chosen) window.chosen = choices.find(c => !c.defaultChecked).checked = true;
			}).observe(document, {childList: true, subtree: true})`})
		return err
	}))
	for path, field := range map[string]string{"/contact": `document.getElementById("f-contact-name").value === "早打 太郎"`, "/application": "window.chosen"} {
		b.Open(part + path)
		b.Until(field)
		b.Until(quiet + ` === "保存しました"`)
	}
}
