package pages_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/draw"
	"image/png"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestRareCharacters: a character of a name that the fonts of the system may lack is shown by one of
// ours, of which only the part with that character is loaded.
func TestRareCharacters(t *testing.T) {
	b := newBrowser(t)
	b.demo()
	b.Open(part + "/contact")
	b.Until(`[...document.fonts].filter(f => f.status === "loaded").length > 0`)
	b.Write("f-contact-name", "𠮷田 髙﨑 辻󠄀 𡈽屋 𩸽")
	b.Until(`document.getElementById("saved").textContent === "保存しました"`)
	b.Until(`document.fonts.check("16px rare", "𠮷")`)
	if n := b.JS(`performance.getEntriesByType("resource").filter(e => e.name.endsWith(".woff2") && e.transferSize > 30000).length`); n != "0" {
		t.Errorf("%s parts of the font are large", n)
	}
	b.Shot("rare")
}

// TestRareAtOnce: a rare character that stands in a field when a page opens is drawn once its font
// has come, as it is in a field that is made later.
func TestRareAtOnce(t *testing.T) {
	b := newBrowser(t)
	b.demo()
	b.Open(part + "/contact")
	b.Until(`document.getElementById("f-contact-name").value.includes("𠮷") && document.fonts.check("16px rare", "𠮷")`)
	var at [2]image.Rectangle
	if err := json.Unmarshal([]byte(b.JS(`new Promise(done => setTimeout(() => {
		const field = document.getElementById("f-contact-name"), later = field.cloneNode(true);
		later.value += "\u3000"; // another text, that looks alike
		field.after(later);
		done(JSON.stringify([field, later].map(e => e.getBoundingClientRect()).map(r => ({
			Min: { X: Math.round(r.x + scrollX), Y: Math.round(r.y + scrollY) }, Max: { X: Math.round(r.right + scrollX), Y: Math.round(r.bottom + scrollY) } }))));
	}, 500))`)), &at); err != nil {
		t.Fatal(err)
	}
	data, err := chromedp.Run(b.Tab, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	page, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var drawn [2]*image.RGBA
	for i, r := range at {
		drawn[i] = image.NewRGBA(image.Rectangle{Max: r.Size()})
		draw.Draw(drawn[i], drawn[i].Rect, page, r.Min, draw.Src)
	}
	if !bytes.Equal(drawn[0].Pix, drawn[1].Pix) {
		t.Error("the field is not drawn as one that is made later")
	}
}
