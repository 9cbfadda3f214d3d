package pages_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// wishes are what a system can wish for, and how wide the page is then: 640 is a screen of 1280
// at 200 %.
var wishes = []struct {
	name, feature, value, media string
	width                       int64
}{
	{"dark", "prefers-color-scheme", "dark", "", 1280},
	{"contrast", "forced-colors", "active", "", 1280},
	{"zoom", "prefers-reduced-motion", "reduce", "", 640},
	{"print", "prefers-color-scheme", "light", "print", 1280},
}

// TestWishes looks at pages as the system wishes for them: axe-core has nothing to say, nothing
// is wider than the screen.
func TestWishes(t *testing.T) {
	b := newBrowser(t)
	b.demo()
	for _, w := range wishes {
		media := emulation.SetEmulatedMediaParams{Media: w.media, Features: []*emulation.MediaFeature{{Name: w.feature, Value: w.value}}}
		b.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, media)
			return err
		}), chromedp.EmulateViewport(w.width, 900))
		for _, path := range []string{"/", "/cases/demo/for/registration", part + "/statement", "/cases/demo/for/renewal/build", "/cases/demo/letters/2-6"} {
			b.Open(path)
			b.Axe("wish-" + w.name + "-" + strings.ReplaceAll(path, "/", "-"))
		}
	}
}

// TestKeyboard: by the Tab key alone every link, button and field of a page is reached, in the
// order in which they stand, and one sees where one is.
func TestKeyboard(t *testing.T) {
	b := newBrowser(t)
	b.demo()
	b.Do(chromedp.EmulateViewport(900, 1000))
	b.Open(part + "/contact")
	b.JS(`(() => { window.unseen = []; document.addEventListener("focusin", e => { if (getComputedStyle(e.target).outlineStyle === "none") unseen.push(e.target.id || e.target.outerHTML.slice(0, 80)); e.target.dataset.met = ++window.met || (window.met = 1); }); })()`)
	for range 80 {
		b.Do(chromedp.KeyEvent("\t"))
	}
	if missed := b.JS(`[...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary")].filter(e => e.checkVisibility() && !e.dataset.met).map(e => e.outerHTML.slice(0, 80)).join("\n")`); missed != "" {
		t.Errorf("not reached: %s", missed)
	}
	if unseen := b.JS(`unseen.join("\n")`); unseen != "" {
		t.Errorf("the focus is not seen at %s", unseen)
	}
	b.JS(`document.getElementById("f-contact-email").focus()`)
	b.Do(chromedp.KeyEvent("x"), chromedp.KeyEvent("\t"))
	b.Until(`document.getElementById("saved").textContent === document.getElementById("part").dataset.saved`)
	if live := b.JS(`document.querySelectorAll("[aria-live=polite], [role=status]").length + " " + document.querySelectorAll(".says[aria-live], .says[role]").length`); live[len(live)-2:] != " 0" {
		t.Errorf("each finding is announced by itself: %s", live)
	}
}
